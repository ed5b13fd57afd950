import type { Renderer } from '../rendering';

/** A declaration that asks for one is refused before: see `shared/capabilities.ts`, table. */
export const renderTable: Renderer<'table'> = ({ id }, { blueprint }) => {
  throw new Error(`${blueprint.data.path}: Oracle Cloud has nothing that the table '${id}' becomes`);
};
