import { anyWith, type HpcClusterProps, type MpiClusterProps } from 'terrane';
import { batch, interactive } from './declaration';

/** As many cores and as much memory as a c3.xlarge. */
const machine = anyWith({ cores: 2, memoryGiB: 7.5 });

/** The same clusters on Oracle Cloud: only the machines differ. */
export const interactiveOnOci: MpiClusterProps = {
  ...interactive,
  head: { machine },
  nodes: { ...interactive.nodes, machine },
};

export const batchOnOci: HpcClusterProps = {
  ...batch,
  head: { machine },
  partitions: { batch: { ...batch.partitions['batch'], machine, max: 32 } },
};
