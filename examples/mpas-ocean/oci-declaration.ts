import { anyWith, type MpiClusterProps } from 'terrane';
import { ocean } from './declaration';

const { priceBook: _paidOnAws, acknowledge: _toldOnAws, ...unchanged } = ocean;

/** The same cluster on Oracle Cloud: only the machines differ, and they are asked for by what they must have. */
export const oceanOnOci: MpiClusterProps = {
  ...unchanged,
  head: { machine: anyWith({ cores: 18, memoryGiB: 72 }) },
  nodes: { ...ocean.nodes, machine: anyWith({ cores: 36, memoryGiB: 256, fabric: 'rdma' }) },
  // 1,152 OCPUs of optimized3-core-count: the limits of a tenancy are its own.
  quotaVcpus: 2304,
  quotas: { 'compute-cluster-count': 1 },
};
