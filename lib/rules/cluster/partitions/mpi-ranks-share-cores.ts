import { rule } from '../../rule';
import { LANL_2018 } from '../../sources';
import { ownerOf } from '../../words';

export const mpiRanksShareCores = rule({
  id: 'mpi-ranks-share-cores',
  level: 'advice',
  title: 'Each MPI rank has a physical core',
  why: 'Two vCPUs are about one core: instances whose processes were as many as their vCPUs were more likely to stall, and half as many processes were cheaper for the same work.',
  remedy: 'Leave threadsPerCore out, or acknowledge that ranks were measured to gain from a second thread.',
  source: LANL_2018,
  example: {
    on: 'MpiCluster',
    bad: "nodes: { machine: 'c6i.32xlarge', max: 4, threadsPerCore: 2 }",
    good: "nodes: { machine: 'c6i.32xlarge', max: 4 }",
  },
  look(blueprint) {
    if (blueprint.data.facts.archetype !== 'MpiCluster') return [];
    return blueprint.partsOf('fleet').flatMap((fleet) => {
      const { machine, threadsPerCore } = fleet;
      if (threadsPerCore < 2) return [];
      const message = `given ${threadsPerCore}: Slurm counts ${machine.cores * threadsPerCore} CPUs on ${machine.name}, which has ${machine.cores} cores, and ranks share them. Leave it out, or acknowledge that ranks gain from it.`;
      return [{ property: `${ownerOf(blueprint, fleet)}.threadsPerCore`, message }];
    });
  },
});
