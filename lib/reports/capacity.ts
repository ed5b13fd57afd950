import type { Blueprint } from '../blueprint';
import type { MachineFacts } from '../catalogue/facts';

/** What machines have together. */
export interface Capacity {
  readonly machines: number;
  /** Physical cores. */
  readonly cores: number;
  /** vCPUs as the provider counts them by default. */
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly gpus: number;
}

export interface MachineCapacity extends Capacity {
  readonly machine: string;
}

export interface PartitionCapacity {
  readonly name: string;
  readonly machine: string;
  /** Hardware threads a core that nodes run with: 1 = a rank has a core of its own. */
  readonly threadsPerCore: number;
  readonly perNode: Capacity;
  readonly atMin: Capacity;
  readonly atMax: Capacity;
}

export interface CapacityReport {
  readonly head: MachineCapacity;
  readonly login: MachineCapacity | null;
  readonly partitions: readonly PartitionCapacity[];
  /** All nodes of all partitions at their max: what jobs can use. */
  readonly nodes: Capacity;
  /** The same with head and login node. */
  readonly all: Capacity;
}

export function capacityReport(blueprint: Blueprint): CapacityReport {
  const { facts } = blueprint.data;
  const head = single(blueprint, facts.head);
  const login = facts.login === undefined ? null : single(blueprint, facts.login);
  const partitions = facts.partitions.map(({ name, fleet, min, max }): PartitionCapacity => {
    const { machine, threadsPerCore } = blueprint.partOf('fleet', fleet);
    const [perNode, atMin, atMax] = [of(machine, 1), of(machine, min), of(machine, max)];
    return { name, machine: machine.name, threadsPerCore, perNode, atMin, atMax };
  });
  const nodes = together(partitions.map(({ atMax }) => atMax));
  return { head, login, partitions, nodes, all: together([head, ...(login === null ? [] : [login]), nodes]) };
}

function single(blueprint: Blueprint, id: string): MachineCapacity {
  const { machine } = blueprint.partOf('machine', id);
  return { machine: machine.name, ...of(machine, 1) };
}

function of({ cores, vcpus, memoryMiB, gpus }: MachineFacts, machines: number): Capacity {
  return {
    machines,
    cores: cores * machines,
    vcpus: vcpus * machines,
    memoryMiB: memoryMiB * machines,
    gpus: (gpus?.count ?? 0) * machines,
  };
}

function together(parts: readonly Capacity[]): Capacity {
  const sum = (field: keyof Capacity): number => parts.reduce((before, part) => before + part[field], 0);
  return {
    machines: sum('machines'),
    cores: sum('cores'),
    vcpus: sum('vcpus'),
    memoryMiB: sum('memoryMiB'),
    gpus: sum('gpus'),
  };
}
