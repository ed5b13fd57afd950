// Preloaded before an example's app: every cluster of it may have one node more. The app stays as it is.
const hpc = require('../../../dist/lib/targets/terraform-aws/hpc-cluster.js');
const mpi = require('../../../dist/lib/targets/terraform-aws/mpi-cluster.js');

const more = (partition) => ({ ...partition, max: partition.max + 1 });

hpc.HpcCluster = class extends hpc.HpcCluster {
  constructor(scope, id, props) {
    const partitions = Object.fromEntries(Object.entries(props.partitions).map(([name, each]) => [name, more(each)]));
    super(scope, id, { ...props, partitions });
  }
};
mpi.MpiCluster = class extends mpi.MpiCluster {
  constructor(scope, id, props) {
    super(scope, id, { ...props, nodes: more(props.nodes) });
  }
};
