import type { HpcClusterProps } from 'terrane';

/** One VCN and one subnet of machines, as the orchestrator laid them out. */
const network = { cidr: '10.0.0.0/16', nodeCidrs: ['10.0.1.0/24'], publicCidrs: ['10.0.2.0/28'] };

/** A single node of an EPYC 7551: eight of its cores. */
export const single: HpcClusterProps = {
  head: { machine: 'VM.Standard.E4.Flex.2.16' },
  partitions: { work: { machine: 'VM.Standard.E2.8', max: 1 } },
  network,
};

/** Twenty of them. */
export const twenty: HpcClusterProps = {
  ...single,
  partitions: { work: { machine: 'VM.Standard.E2.8', max: 20, typical: [1, 5, 20] } },
};

/** The same cluster with two nodes: what is rehearsed. */
export const small: HpcClusterProps = {
  ...single,
  partitions: { work: { machine: 'VM.Standard.E2.8', max: 2, typical: [2] } },
};
