import { awsCatalogue, declareMpiCluster, type MpiClusterProps } from '../../lib';
import { SAMPLE } from '../support/sample-blueprint';
import { findingsOf, machine, onlyFinding, withPart } from './changed';

const FLEET = ['fleet', 'compute-fleet'] as const;
const ALL = { interfaces: 1, cards: 1 };
const MPI = { ...SAMPLE, facts: { ...SAMPLE.facts, archetype: 'MpiCluster' } };

function advice(nodes: MpiClusterProps['nodes'], change: Partial<MpiClusterProps> = {}): string[] {
  const { warnings } = declareMpiCluster(
    { head: { machine: 'm7i.large' }, nodes, quotaVcpus: 10_000, ...change },
    { path: 'Ocean/Mpas', catalogue: awsCatalogue, region: 'us-east-1' },
  );
  return warnings.filter(({ level }) => level === 'advice').map(({ code }) => code);
}

describe('mpi-without-fabric', () => {
  test('the nodes of 2018 are told of a machine that has one, and of their own Ethernet', () => {
    expect(onlyFinding('mpi-without-fabric', MPI)).toMatch(
      /^nodes\.machine: given 'c5\.9xlarge', which has no interface for tightly coupled work, but Ethernet of 12 Gbit\/s at most\. Take e\.g\. \S+ \(\d+ cores, \d+ Gbit\/s\)\. If ranks hardly communicate, say coupling: 'loose'\.$/,
    );
  });

  test('the machine that it names has a fabric, and has as many cores at least', () => {
    const named = /Take e\.g\. (\S+) /.exec(onlyFinding('mpi-without-fabric', MPI))?.[1] ?? '';
    expect(machine(named)).toEqual(expect.objectContaining({ fabricInterfaces: expect.any(Number) }));
    expect(machine(named).fabricInterfaces).toBeGreaterThan(0);
    expect(machine(named).cores).toBeGreaterThanOrEqual(18);
  });

  test('a fabric that the image cannot drive is not used either', () => {
    const unused = withPart(...FLEET, { machine: machine('c6i.32xlarge') }, MPI);
    expect(onlyFinding('mpi-without-fabric', unused)).toContain(
      "c6i.32xlarge has a fabric, which is not used. Give fabric: 'rdma'",
    );
  });

  test('with a fabric, loosely coupled or on one node there is nothing to say', () => {
    expect(findingsOf('mpi-without-fabric', withPart(...FLEET, { fabric: ALL }, MPI))).toEqual([]);
    expect(findingsOf('mpi-without-fabric', withPart(...FLEET, { maxCount: 1 }, MPI))).toEqual([]);
    expect(advice({ machine: 'c5.9xlarge', max: 29 }, { coupling: 'loose' })).toEqual([]);
    expect(findingsOf('mpi-without-fabric', {})).toEqual([]);
  });
});

describe('mpi-ranks-share-cores', () => {
  test('two threads a core are told in CPUs and cores', () => {
    expect(onlyFinding('mpi-ranks-share-cores', withPart(...FLEET, { threadsPerCore: 2 }, MPI))).toBe(
      'nodes.threadsPerCore: given 2: Slurm counts 36 CPUs on c5.9xlarge, which has 18 cores, and ranks share them. Leave it out, or acknowledge that ranks gain from it.',
    );
  });

  test('one thread a core, and jobs of other clusters, are fine', () => {
    expect(advice({ machine: 'c6i.32xlarge', max: 4 })).toEqual([]);
    expect(findingsOf('mpi-ranks-share-cores', withPart(...FLEET, { threadsPerCore: 2 }))).toEqual([]);
  });
});
