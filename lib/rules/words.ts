import type { Blueprint, FleetPart, MachinePart } from '../blueprint';
import type { MachineFacts } from '../catalogue/facts';

/** What archetypes of one partition call it. */
const ONE_PARTITION: { readonly [archetype: string]: string } = { MpiCluster: 'nodes', StreamingWorkers: 'workers' };

/** What the machine of a gateway to notebooks is called, where all runs on it and where the hub does. */
const GATEWAY = { all: 'sessions', hub: 'sessions.gateway' } as const;

/** The author's name for a machine or a fleet: `head`, `login`, `partitions.compute`, or `nodes` of an MPI cluster. */
export function ownerOf(blueprint: Blueprint, part: MachinePart | FleetPart): string {
  const { facts } = blueprint.data;
  const { notebooks } = facts;
  if (part.id === facts.head) return notebooks === undefined ? 'head' : GATEWAY[notebooks.onGateway ? 'all' : 'hub'];
  if (part.id === facts.login) return 'login';
  const partition = facts.partitions.find((each) => each.fleet === part.id);
  if (partition === undefined) return part.id;
  if (notebooks?.machines !== undefined) return `sessions.offers.${partition.name}`;
  return ONE_PARTITION[facts.archetype] ?? `${notebooks === undefined ? '' : 'sessions.'}partitions.${partition.name}`;
}

/** The author's name for a file system or a volume: `home`, or `mounts[0]` for the first further mount. */
export function storageProperty(id: string): string {
  const mount = /^mount-(\d+)$/.exec(id)?.[1];
  return mount === undefined ? id : `mounts[${Number(mount) - 1}]`;
}

/** All machines and fleets. */
export function computers(blueprint: Blueprint): (MachinePart | FleetPart)[] {
  return [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')];
}

/** A machine type that a part has or may take. */
export interface MachineChoice {
  readonly part: MachinePart | FleetPart;
  /** In the author's words. */
  readonly property: string;
  readonly machine: MachineFacts;
}

export function machineChoices(blueprint: Blueprint): MachineChoice[] {
  return computers(blueprint).flatMap((part) => {
    const owner = ownerOf(blueprint, part);
    const others = part.kind === 'fleet' ? part.alternatives : [];
    return [
      { part, property: `${owner}.machine`, machine: part.machine },
      ...others.map((machine, index) => ({ part, property: `${owner}.alternatives[${index}]`, machine })),
    ];
  });
}
