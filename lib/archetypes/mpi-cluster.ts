import { Blueprint } from '../blueprint';
import type { Finding } from '../errors';
import type { Design, DesignContext } from './context';
import { chooseMachine } from './hpc/machines';
import type { HpcClusterProps, PartitionProps } from './hpc/props';
import { designHpcCluster } from './hpc-cluster';
import { Problems } from './problems';

/** The nodes of an MPI cluster: one partition, named `compute`. */
export interface MpiNodesProps extends Omit<PartitionProps, 'isDefault'> {}

/** A cluster for tightly coupled work: the preset over `HpcCluster`, with one partition. */
export interface MpiClusterProps extends Omit<HpcClusterProps, 'partitions'> {
  readonly nodes: MpiNodesProps;
  /**
   * `tight`: nodes close together in one zone, on the fabric where the machine has one.
   * `loose`: nodes anywhere, for work that hardly communicates.
   * @default 'tight'
   */
  readonly coupling?: 'tight' | 'loose';
  /** MPI ranks of the largest job; checked against the physical cores of all nodes. @default not checked */
  readonly ranks?: number;
  /** Whether ranks may share physical cores. @default false */
  readonly oversubscribe?: boolean;
}

export const MPI_PARTITION = 'compute';

/** A pure function: an MPI cluster is an `HpcCluster` with other defaults, and a check of its ranks. */
export function designMpiCluster(props: MpiClusterProps, context: DesignContext): Design {
  const problems = new Problems(context.path);
  const { nodes, coupling: asked, ranks, oversubscribe, ...common } = props;
  const coupling = problems.oneOf('coupling', asked, ['tight', 'loose'], 'tight');
  const placement = nodes.placement ?? (coupling === 'tight' ? 'cluster' : 'none');
  const partition: PartitionProps = { placement, ...nodes };
  const design = designHpcCluster(
    { selfTest: coupling === 'tight' && (nodes.min ?? 0) > 0, ...common, partitions: { [MPI_PARTITION]: partition } },
    context,
  );
  if (ranks !== undefined && oversubscribe !== true) checkRanks(ranks, nodes, context, problems);
  const inAuthorsWords = design.findings.map(
    (finding): Finding => ({
      ...finding,
      path: finding.path.replace(`partitions.${MPI_PARTITION}.`, 'nodes.'),
      code: finding.code === 'placement-needs-one-zone' ? 'mpi-placement-needs-one-zone' : finding.code,
    }),
  );
  const { data } = design.blueprint;
  const blueprint = new Blueprint({ ...data, facts: { ...data.facts, archetype: 'MpiCluster' } });
  return { blueprint, findings: [...inAuthorsWords, ...problems.findings] };
}

function checkRanks(ranks: number, nodes: MpiNodesProps, context: DesignContext, problems: Problems): void {
  const asked = problems.integer('ranks', ranks, { min: 1, max: 10_000_000, unit: 'ranks' }, 1);
  const machine = chooseMachine(nodes.machine, 'nodes.machine', context, new Problems(context.path));
  if (!Number.isInteger(nodes.max)) return;
  const cores = machine.cores * nodes.max;
  if (asked <= cores) return;
  problems.error(
    'mpi-ranks-over-cores',
    'ranks',
    `given ${asked}, but ${nodes.max} nodes of ${machine.name} have ${cores} physical cores. Give max ${Math.ceil(asked / machine.cores)}, or oversubscribe: true if ranks may share cores.`,
  );
}
