/** Machines that sessions share. */
export interface SessionRoom {
  readonly nodes: number;
  /** CPUs of each, as the system counts them. */
  readonly cpus: number;
  /** GiB of each. */
  readonly memoryGiB: number;
  /** @default 0 */
  readonly gpus?: number;
  /** GiB of each that sessions do not get. @default 0 */
  readonly reservedGiB?: number;
  /** CPUs that are promised for each that there is. @default 1 */
  readonly cpuOvercommit?: number;
}

export interface SessionSize {
  readonly cpus: number;
  readonly memoryGiB: number;
  /** @default 0 */
  readonly gpus?: number;
}

/** How many sessions of one size there is room for, and what limits them. */
export interface SessionCapacity {
  readonly byMemory: number;
  readonly byCpus: number;
  /** Absent where the size has no GPU. */
  readonly byGpus?: number;
  readonly sessions: number;
  readonly limitedBy: 'memory' | 'cpus' | 'gpus';
}

/** Sessions that fit on one machine are counted machine by machine: none is split. */
export function planSessions(room: SessionRoom, size: SessionSize): SessionCapacity {
  const one = onOne(room, size);
  const byMemory = room.nodes * one.byMemory;
  const byCpus = room.nodes * one.byCpus;
  const byGpus = one.byGpus === undefined ? undefined : room.nodes * one.byGpus;
  const limits = [
    ['cpus', byCpus],
    ['memory', byMemory],
    ...(byGpus === undefined ? [] : [['gpus', byGpus] as const]),
  ] as const;
  const [limitedBy, sessions] = limits.reduce((least, each) => (each[1] < least[1] ? each : least));
  return { byMemory, byCpus, ...(byGpus === undefined ? {} : { byGpus }), sessions, limitedBy };
}

/** Machines that so many sessions need, by each of what they need. */
export interface NodesNeeded {
  readonly byMemory: number;
  readonly byCpus: number;
  readonly byGpus?: number;
  /** The most of these; Infinity where a session fits on none. */
  readonly nodes: number;
}

export function planNodes(sessions: number, room: Omit<SessionRoom, 'nodes'>, size: SessionSize): NodesNeeded {
  const one = onOne(room, size);
  const needed = (each: number): number => (sessions === 0 ? 0 : Math.ceil(sessions / each));
  const byMemory = needed(one.byMemory);
  const byCpus = needed(one.byCpus);
  const byGpus = one.byGpus === undefined ? undefined : needed(one.byGpus);
  return {
    byMemory,
    byCpus,
    ...(byGpus === undefined ? {} : { byGpus }),
    nodes: Math.max(byMemory, byCpus, byGpus ?? 0),
  };
}

function onOne(
  { cpus, memoryGiB, gpus = 0, reservedGiB = 0, cpuOvercommit = 1 }: Omit<SessionRoom, 'nodes'>,
  size: SessionSize,
): { readonly byMemory: number; readonly byCpus: number; readonly byGpus?: number } {
  return {
    byMemory: Math.max(0, Math.floor((memoryGiB - reservedGiB) / size.memoryGiB)),
    byCpus: Math.floor((cpus * cpuOvercommit) / size.cpus),
    ...((size.gpus ?? 0) > 0 ? { byGpus: Math.floor(gpus / (size.gpus as number)) } : {}),
  };
}
