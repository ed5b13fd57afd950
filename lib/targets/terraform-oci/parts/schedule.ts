import type { Renderer } from '../rendering';

/** No archetype asks for one here: see `functions` in the catalogue's facts of the clouds. */
export const renderSchedule: Renderer<'schedule'> = ({ id }, { blueprint }) => {
  throw new Error(`${blueprint.data.path}: Oracle Cloud has nothing that the schedule '${id}' becomes`);
};
