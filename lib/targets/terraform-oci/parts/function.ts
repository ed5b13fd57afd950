import type { Renderer } from '../rendering';

/** No archetype asks for one here: see `functions` in the catalogue's facts of the clouds. */
export const renderFunction: Renderer<'function'> = ({ id }, { blueprint }) => {
  throw new Error(`${blueprint.data.path}: Oracle Cloud has nothing that the function '${id}' becomes`);
};
