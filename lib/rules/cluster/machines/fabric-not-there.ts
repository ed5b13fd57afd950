import { heldElsewhere } from '../../rule';
import { EFA } from '../sources';

export const fabricNotThere = heldElsewhere({
  id: 'fabric-not-there',
  level: 'error',
  title: 'A partition that must have a fabric is of machines that have one',
  why: 'Without an interface for it MPI falls back to TCP, unseen, and a tightly coupled job runs many times longer than it was planned for.',
  remedy: "Take a machine with a fabric, e.g. by anyWith({ fabric: 'rdma' }), or leave fabric out.",
  source: EFA,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, fabric: 'rdma' } }",
    good: "partitions: { compute: { machine: 'c6i.32xlarge', max: 4, fabric: 'rdma' } }",
  },
});
