import { planSessions } from './capacity';
import type { PlannedMachines } from './machines';
import type { PlannedRoom, PlannedSize } from './sizes';

/** Each offer as a size: the whole of its machine. `rooms` are those of the offers, by name. */
export function offerSizes({ offers, longestMinutes }: PlannedMachines, rooms: readonly PlannedRoom[]): PlannedSize[] {
  return offers.flatMap(({ name, groups, until }) => {
    const room = rooms.find(({ partition }) => partition === name);
    if (room === undefined) return [];
    const { cpus, gpus = 0 } = room;
    const memoryGiB = Math.floor(room.memoryGiB * 10) / 10;
    return [
      {
        name,
        cpus,
        memoryGiB,
        gpus,
        groups,
        ...(until === undefined ? {} : { until }),
        longestSeconds: longestMinutes * 60,
        room,
        capacity: planSessions(room, { cpus, memoryGiB, gpus }),
      },
    ];
  });
}
