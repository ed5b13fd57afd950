// Preloaded before an example's app: every cluster of it may have one node more, and one that has as many as it may have always
// has one more. The app stays as it is.
const target = process.env.TERRANE_E2E_TARGET;
const load = (name) => require(`../../../dist/lib/targets/${target}/${name}.js`);
const [hpc, mpi] = [load('hpc-cluster'), load('mpi-cluster')];

const pools = target === 'terraform-oci';
const more = (partition) => ({
  ...partition,
  max: partition.max + 1,
  ...(pools && partition.min === partition.max ? { min: partition.min + 1 } : {}),
});

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
