/** How often one number of clusters is measured: pairs of processes, one a side, each of which runs several times. */
export interface Plan {
  readonly clusters: number;
  /** `first`: the first run of a process, as a command line sees it. `repeated`: later runs of one process. */
  readonly runs: 'first' | 'repeated';
  readonly pairs: number;
  readonly warmUps: number;
  readonly repetitions: number;
}

function first(clusters: number, pairs: number): Plan {
  return { clusters, runs: 'first', pairs, warmUps: 0, repetitions: 1 };
}

function repeated(clusters: number, pairs: number, warmUps: number, repetitions: number): Plan {
  return { clusters, runs: 'repeated', pairs, warmUps, repetitions };
}

/** What one run of the bench measures besides that the two sides are the same. */
export interface Measures {
  readonly plans: readonly Plan[];
  /** Pairs of processes that load a module; 0 for none. */
  readonly importPairs: number;
}

export const FULL: Measures = {
  plans: [first(1, 7), repeated(1, 3, 40, 40), first(10, 3), first(100, 3), first(1000, 1)],
  importPairs: 5,
};
export const QUICK: Measures = { plans: [first(1, 3), repeated(1, 3, 20, 20), first(10, 3)], importPairs: 3 };
export const NOTHING: Measures = { plans: [], importPairs: 0 };
