import type { MachineFacts } from '../../catalogue/facts';

/** What somebody asks for, at least. */
export interface Asked {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly gpus: number;
}

interface Offered {
  readonly name: string;
  readonly machine: MachineFacts;
  readonly comparedUsd?: number;
}

/** By price, those of no known price last; of one price by name. `terrane_hub/machine_choice.py` takes the first that has all. */
export function cheapestFirst<O extends Offered>(offers: readonly O[]): O[] {
  return [...offers].sort(
    (one, other) => priceOf(one) - priceOf(other) || (one.name < other.name ? -1 : Number(one.name > other.name)),
  );
}

// A finite number, so that two unknown ones are equal.
function priceOf({ comparedUsd = Number.MAX_VALUE }: Offered): number {
  return comparedUsd;
}

export function hasAll({ machine }: Offered, { cores, memoryGiB, gpus }: Asked): boolean {
  return machine.cores >= cores && machine.memoryMiB >= memoryGiB * 1024 && (machine.gpus?.count ?? 0) >= gpus;
}

/** Such as `gpu (VM.GPU2.1) has 12 cores, 72 GiB and 1 GPUs`. */
export function wordsOf({ name, machine }: Offered): string {
  const gpus = machine.gpus?.count ?? 0;
  return `${name} (${machine.name}) has ${machine.cores} cores, ${machine.memoryMiB / 1024} GiB and ${gpus} GPUs`;
}
