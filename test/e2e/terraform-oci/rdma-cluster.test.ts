import { exampleCycle } from './example-cycle';

exampleCycle({
  example: 'rdma-cluster',
  stacks: ['RdmaData', 'Rdma'],
  retained: { fileSystems: 1, volumes: 1, buckets: 1, policies: 1, tagNamespaces: 1, tags: 2 },
  inPlace: ['oci_core_cluster_network'],
});
