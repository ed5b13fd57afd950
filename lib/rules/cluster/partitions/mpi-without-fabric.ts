import type { Blueprint, FleetPart } from '../../../blueprint';
import type { Catalogue, MachineFacts } from '../../../catalogue/facts';
import { rule } from '../../rule';
import { LANL_2018 } from '../../sources';
import { ownerOf } from '../../words';

export const mpiWithoutFabric = rule({
  id: 'mpi-without-fabric',
  level: 'advice',
  title: 'Tightly coupled nodes have an interface for it',
  why: 'Over plain Ethernet each exchange of a tightly coupled job waits for the network stack of two kernels. Nodes of 2018, which had nothing else, were held to be for work without consistent and fast communication; the Magellan study of 2011 is cited for MPI in clouds up to 50 times slower than on a machine made for it (Munk, Grid of Clouds, 2021).',
  remedy: "Take a machine with a fabric, or say coupling: 'loose' where ranks hardly communicate.",
  source: LANL_2018,
  example: {
    on: 'MpiCluster',
    bad: "nodes: { machine: 'c5.9xlarge', max: 4 }",
    good: "nodes: { machine: 'c6i.32xlarge', max: 4 }",
  },
  look(blueprint, catalogue) {
    if (blueprint.data.facts.archetype !== 'MpiCluster') return [];
    return blueprint.partsOf('fleet').flatMap((fleet) => {
      if (!isTight(fleet, blueprint) || fleet.fabric !== undefined || fleet.maxCount < 2) return [];
      const message = messageOf(fleet, blueprint, catalogue);
      return [{ property: `${ownerOf(blueprint, fleet)}.machine`, message }];
    });
  },
});

function isTight({ placementGroup }: FleetPart, blueprint: Blueprint): boolean {
  return placementGroup !== undefined && blueprint.partOf('placementGroup', placementGroup).strategy === 'cluster';
}

function messageOf({ machine }: FleetPart, { data }: Blueprint, catalogue: Catalogue): string {
  const { cores, name, fabricInterfaces } = machine;
  if (fabricInterfaces > 0)
    return `${name} has a fabric, which is not used. Give fabric: 'rdma', and an image with its driver.`;
  const other = catalogue.cheapest({ cores, fabric: 'rdma' }, data.region);
  const instead = other === undefined ? '' : ` Take e.g. ${described(other)}.`;
  return `given '${name}', which has no interface for tightly coupled work${speed(machine)}.${instead} If ranks hardly communicate, say coupling: 'loose'.`;
}

function described(machine: MachineFacts): string {
  return `${machine.name} (${machine.cores} cores${machine.networkGbps === undefined ? '' : `, ${machine.networkGbps} Gbit/s`})`;
}

function speed({ networkGbps }: MachineFacts): string {
  return networkGbps === undefined ? '' : `, but Ethernet of ${networkGbps} Gbit/s at most`;
}
