import { snapshot } from './snapshot';
import { blueprintOf, isOneBlueprint } from './subject';

/**
 * Writes a construct of Terrane, or a blueprint, into a snapshot as `snapshot` does, without hashes: another version of the package
 * changes a snapshot only where it changes what is deployed by name, number or rule.
 *
 * ```ts
 * expect.addSnapshotSerializer(blueprintSerializer);
 * expect(cluster).toMatchSnapshot();
 * ```
 */
export const blueprintSerializer = {
  test: isOneBlueprint,
  serialize: (value: object): string => snapshot(blueprintOf(value), { texts: 'left out' }).trimEnd(),
};
