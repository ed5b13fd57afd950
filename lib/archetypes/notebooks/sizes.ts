import type { MachineFacts } from '../../catalogue/facts';
import { didYouMean } from '../../errors';
import { isDay } from '../../units/day';
import { type Problems, quoted } from '../problems';
import { planSessions, type SessionCapacity, type SessionRoom } from './capacity';
import { checkGroups } from './groups';
import type { NotebookGatewayProps, SessionSizeProps } from './props';

/** Machines that sessions run on, with what the scheduler or the gateway has for them. */
export interface PlannedRoom extends SessionRoom {
  /** Absent on the gateway. */
  readonly partition?: string;
  readonly machine: MachineFacts;
  /** Of the partition's jobs; absent: no limit. */
  readonly timeLimitSeconds?: number;
}

/** A size with its defaults in place, and how many of it there is room for. */
export interface PlannedSize {
  readonly name: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
  readonly groups: readonly string[];
  readonly until?: string;
  readonly longestSeconds?: number;
  readonly room: PlannedRoom;
  readonly capacity: SessionCapacity;
}

const KEYS: readonly (keyof SessionSizeProps)[] = [
  'cpus',
  'memoryGiB',
  'gpus',
  'partition',
  'groups',
  'until',
  'longest',
];
const NAME = /^[a-z][a-z0-9-]{0,29}$/;
/** Of DAG at the University of Copenhagen: Munk, Grid of Clouds (2021), l. 2891. */
const USUAL = { cpus: 8, memoryGiB: 8 };
const MOST_MEMORY_GIB = 32_768;
/** Shorter, and a session ends before its first notebook is read. */
const SHORTEST_SECONDS = 600;

export function planSizes(
  { sizes, identity }: NotebookGatewayProps,
  rooms: readonly PlannedRoom[],
  problems: Problems,
): PlannedSize[] {
  const given = sizes ?? usual(rooms);
  if (Object.keys(given).length === 0)
    problems.error(
      'sizes-none',
      'sizes',
      'a session has one of the sizes, and none is given. Leave sizes out, or give one.',
    );
  return Object.entries(given).map(([name, size]) => {
    const at = `sizes.${name}`;
    problems.onlyKeys(at, size, KEYS);
    problems.matching(
      'size-name',
      at,
      name,
      NAME,
      'a name has lower-case letters, digits and -, begins with a letter, and has 30 characters at most.',
    );
    checkGroups('size-groups-alone', `${at}.groups`, size.groups, identity, problems);
    return planSize(name, size, rooms, problems);
  });
}

// As large as everywhere, or as the machine is: a size for each partition, so that people can choose the machine.
function usual(rooms: readonly PlannedRoom[]): { readonly [name: string]: SessionSizeProps } {
  return Object.fromEntries(
    rooms.map(({ partition, cpus, memoryGiB, reservedGiB = 0, gpus = 0 }) => [
      partition ?? 'standard',
      {
        cpus: Math.min(USUAL.cpus, cpus),
        memoryGiB: Math.min(USUAL.memoryGiB, Math.floor(memoryGiB - reservedGiB)),
        ...(gpus >= 1 ? { gpus: 1 } : {}),
        ...(partition === undefined ? {} : { partition }),
      },
    ]),
  );
}

function planSize(
  name: string,
  size: SessionSizeProps,
  rooms: readonly PlannedRoom[],
  problems: Problems,
): PlannedSize {
  const at = (key: string): string => `sizes.${name}.${key}`;
  const cpus = problems.integer(at('cpus'), size.cpus, { min: 1, max: 1024, unit: 'CPUs' }, 1);
  const gpus = problems.integer(at('gpus'), size.gpus, { min: 0, max: 64, unit: 'GPUs' }, 0);
  const memoryGiB = memory(size.memoryGiB, at('memoryGiB'), problems);
  if (size.until !== undefined && !isDay(size.until))
    problems.error('day-form', at('until'), `given '${size.until}'; a day is written as 2027-06-30.`);
  const room = roomFor({ name, cpus, memoryGiB, gpus }, size.partition, rooms, problems);
  const longest = size.longest?.toSeconds();
  if (longest !== undefined && !(longest >= SHORTEST_SECONDS))
    problems.error(
      'session-too-short',
      at('longest'),
      `given ${size.longest}; it is 10 minutes at least, which a node and a notebook need to begin. Give more, or leave longest out.`,
    );
  if (longest !== undefined && room.timeLimitSeconds !== undefined && longest > room.timeLimitSeconds)
    problems.error(
      'session-beyond-partition',
      at('longest'),
      `given ${size.longest}, but jobs of ${room.partition} end after ${room.timeLimitSeconds / 60} minutes. Give less, or another partition.`,
    );
  return {
    name,
    cpus,
    memoryGiB,
    gpus,
    groups: size.groups ?? [],
    ...(size.until === undefined ? {} : { until: size.until }),
    ...(longest === undefined ? {} : { longestSeconds: longest }),
    room,
    capacity: planSessions(room, { cpus, memoryGiB, gpus }),
  };
}

function memory(given: number, property: string, problems: Problems): number {
  if (!problems.known(property, given)) return 1;
  if (given > 0 && given <= MOST_MEMORY_GIB) return given;
  problems.error(
    'number-out-of-range',
    property,
    `given ${given}; allowed is more than 0 and at most ${MOST_MEMORY_GIB} GiB.`,
  );
  return 1;
}

interface Asked {
  readonly name: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
}

function roomFor(
  asked: Asked,
  partition: string | undefined,
  rooms: readonly PlannedRoom[],
  problems: Problems,
): PlannedRoom {
  const [first] = rooms as readonly [PlannedRoom, ...PlannedRoom[]];
  const at = `sizes.${asked.name}`;
  if (partition !== undefined) {
    const named = rooms.find((room) => room.partition === partition);
    if (named === undefined) {
      const names = rooms.flatMap((room) => room.partition ?? []);
      problems.error(
        'size-partition',
        `${at}.partition`,
        names.length === 0
          ? 'sessions run on the gateway, which has no partitions. Leave it out.'
          : `given '${partition}'; there are ${quoted(names)}.${didYouMean(partition, names)}`,
      );
      return first;
    }
    if (!fits(asked, named)) tooLarge(asked, [named], at, problems);
    return named;
  }
  const found = rooms.find((room) => fits(asked, room));
  if (found === undefined) tooLarge(asked, rooms, at, problems);
  return found ?? first;
}

function fits({ cpus, memoryGiB, gpus }: Asked, room: PlannedRoom): boolean {
  return planSessions({ ...room, nodes: 1, cpuOvercommit: 1 }, { cpus, memoryGiB, gpus }).sessions >= 1;
}

function tooLarge(
  { cpus, memoryGiB, gpus }: Asked,
  rooms: readonly PlannedRoom[],
  at: string,
  problems: Problems,
): void {
  const wanted = `${cpus} CPUs, ${memoryGiB} GiB${gpus > 0 ? ` and ${gpus} GPUs` : ''}`;
  const had = rooms.map(
    (room) =>
      `${room.partition ?? 'the gateway'} (${room.machine.name}) has ${room.cpus} CPUs, ${rounded(room.memoryGiB - (room.reservedGiB ?? 0))} GiB and ${room.gpus ?? 0} GPUs for sessions`,
  );
  problems.error(
    'session-too-large',
    at,
    `asks for ${wanted}, and no machine has room for one: ${had.join('; ')}. Ask for less, or take a larger machine.`,
  );
}

function rounded(value: number): number {
  return Math.floor(value * 10) / 10;
}
