import { realMemoryMiB } from '../../boot';
import type { MachineFacts } from '../../catalogue/facts';
import type { DesignContext } from '../context';
import { chooseMachine } from '../hpc/machines';
import { Problems } from '../problems';
import type { ClusterPartitionAttributes } from './front/attributes';
import type { MachineOfferProps, SessionPlacement } from './placement';
import type { PlannedRoom } from './sizes';

/** The hub (137 MB of memory), its proxy and front, the system, and what it keeps of files. */
const GATEWAY_GIB = 2;
const OVERCOMMIT = { min: 1, max: 32 };

/** What there is for sessions, machine by machine. What is wrong with a machine's name is told where the cluster is planned. */
export function planRooms(
  placement: SessionPlacement,
  mayUse: readonly string[] | undefined,
  context: DesignContext,
  problems: Problems,
): PlannedRoom[] {
  const unheard = new Problems(context.path);
  if (placement.kind === 'gateway') {
    const machine = chooseMachine(placement.machine, '', context, unheard);
    return [
      {
        machine,
        nodes: 1,
        cpus: machine.vcpus,
        memoryGiB: machine.memoryMiB / 1024,
        gpus: gpusOf(machine),
        reservedGiB: GATEWAY_GIB,
        cpuOvercommit: overcommit(placement.cpuOvercommit, problems),
      },
    ];
  }
  if (placement.kind === 'machines')
    return Object.entries(placement.offers).map(([name, offer]) => machineRoom(name, offer, context, unheard));
  const partitions = placement.kind === 'cluster' ? clusterPartitions(placement, mayUse) : placement.partitions;
  return Object.entries(partitions).map(([partition, { machine: choice, max, threadsPerCore = 1, timeLimit }]) => {
    // Of a cluster that stands by itself nobody else looks.
    const at = `sessions.cluster.partitions.${partition}.machine`;
    const machine = chooseMachine(choice, at, context, placement.kind === 'cluster' ? problems : unheard);
    return {
      partition,
      machine,
      nodes: max,
      cpus: machine.cores * Math.min(threadsPerCore, machine.threadsPerCore),
      memoryGiB: realMemoryMiB({ memoryMiB: machine.memoryMiB }) / 1024,
      gpus: gpusOf(machine),
      ...(timeLimit === undefined ? {} : { timeLimitSeconds: timeLimit.toSeconds() }),
    };
  });
}

type InCluster = Extract<SessionPlacement, { kind: 'cluster' }>;

function clusterPartitions({ cluster }: InCluster, mayUse: readonly string[] = []) {
  const { partitions } = cluster.clusterAttributes;
  return Object.fromEntries(mayUse.map((name) => [name, partitions[name] as ClusterPartitionAttributes]));
}

function machineRoom(name: string, offer: MachineOfferProps, context: DesignContext, unheard: Problems): PlannedRoom {
  const machine = chooseMachine(offer.machine, '', context, unheard);
  return {
    partition: name,
    machine,
    nodes: offer.max,
    cpus: machine.cores * machine.threadsPerCore,
    memoryGiB: realMemoryMiB({ memoryMiB: machine.memoryMiB }) / 1024,
    gpus: gpusOf(machine),
  };
}

function gpusOf({ gpus }: MachineFacts): number {
  return gpus?.count ?? 0;
}

function overcommit(given: number | undefined, problems: Problems): number {
  const property = 'sessions.cpuOvercommit';
  if (!problems.known(property, given)) return 1;
  if (given >= OVERCOMMIT.min && given <= OVERCOMMIT.max) return given;
  problems.error(
    'number-out-of-range',
    property,
    `given ${given}; allowed is from ${OVERCOMMIT.min} to ${OVERCOMMIT.max} CPUs promised for each that there is.`,
  );
  return 1;
}
