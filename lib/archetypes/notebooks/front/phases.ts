import { type Phase, slurmCommandsPhase } from '../../../boot';
import type { PlannedFront } from './plan';

/** Slurm's commands, for the cluster behind the gateway. */
export function frontPhases({ clusterName, headName }: PlannedFront): Phase[] {
  return [slurmCommandsPhase({ cluster: clusterName, head: headName })];
}
