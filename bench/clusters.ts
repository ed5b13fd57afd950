/** One cluster of a measurement: a stack with the declaration of examples/mpas-ocean in it. */
export interface ClusterNames {
  readonly stack: string;
  /** Id of the construct within the stack. */
  readonly id: string;
  /** The name that Terrane derives from the two; by hand it is given. */
  readonly name: string;
}

export function clusters(count: number): ClusterNames[] {
  return Array.from({ length: count }, (_, index) => ({
    stack: `Mpas${index + 1}`,
    id: 'Ocean',
    name: `mpas${index + 1}-ocean`,
  }));
}
