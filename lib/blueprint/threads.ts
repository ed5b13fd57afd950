import type { FleetPart, MachineShape } from './parts';

/** A machine, or a fleet with the types that may be launched instead. */
export type Launched = Pick<MachineShape, 'machine'> & Partial<Pick<FleetPart, 'alternatives'>>;

/** Whether the launch cannot set the hardware threads a core of one of the types that may be launched: the boot does. */
export function areThreadsFixed({ machine, alternatives = [] }: Launched): boolean {
  return [machine, ...alternatives].some(({ threadsFixed }) => threadsFixed === true);
}
