import { RESUME_TIMEOUT_SECONDS } from '../slurm/settings';
import { type BootPlan, budgetSeconds } from '../steps';

/**
 * Seconds before a plan's first phase: the launch with its attempts in other zones, the start of the machine (bare metal
 * takes some minutes), cloud-init, the SDK and the bundle.
 */
export const LAUNCH_SECONDS = 600;

/** Seconds within which a node of a plan is surely ready for jobs, or has failed; at least {@link RESUME_TIMEOUT_SECONDS}. */
export function readySeconds(plan: BootPlan): number {
  return Math.max(RESUME_TIMEOUT_SECONDS, LAUNCH_SECONDS + budgetSeconds(plan));
}
