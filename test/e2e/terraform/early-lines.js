// Preloaded before an example's app: machines of every cluster run a line before anything else, which is another user data.
const target = process.env.TERRANE_E2E_TARGET;
const load = (name) => require(`../../../dist/lib/targets/${target}/${name}.js`);

for (const [name, module] of [
  ['HpcCluster', load('hpc-cluster')],
  ['MpiCluster', load('mpi-cluster')],
]) {
  const before = module[name];
  module[name] = class extends before {
    constructor(scope, id, props) {
      super(scope, id, { ...props, software: { ...props.software, early: 'export EARLY=yes' } });
    }
  };
}
