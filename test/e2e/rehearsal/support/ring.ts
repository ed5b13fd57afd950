import type { RehearsalHost } from '../../../../lib/testing';
import { lines, output } from './commands';

/** What a ring over MPI ranks printed. */
export interface Ring {
  /** Names of the hosts that ran ranks, with the number of ranks. */
  readonly ranksByHost: { readonly [host: string]: number };
  /** Numbers of the ranks that printed a line, but for the one that prints for all. */
  readonly others: readonly number[];
  readonly verdict: string;
}

/** Compiles the cluster's own ring on the head, in a folder that every node sees. */
export async function compileRing(head: RehearsalHost, folder: string): Promise<void> {
  await output(head, `mkdir -p ${folder} && mpicc -O2 -o ${folder}/ring /opt/terrane/selftest/ring.c`);
}

/** Runs it as a user of the cluster does. */
export async function srunRing(head: RehearsalHost, folder: string, ranks: number, options: string): Promise<Ring> {
  return ringIn(await lines(head, `cd ${folder} && srun --ntasks=${ranks} ${options} ./ring`), ranks);
}

/** @throws Error where a line is none of a ring over this many ranks, or tells of a wrong token */
export function ringIn(printed: readonly string[], ranks: number): Ring {
  const ranksByHost: { [host: string]: number } = {};
  const numbers: number[] = [];
  const last = printed.at(-1) ?? '';
  for (const line of printed.slice(0, -1)) {
    const [, number, host] = new RegExp(`^rank (\\d+) of ${ranks} on (\\S+) token \\d+$`).exec(line) ?? [];
    if (number === undefined || host === undefined) throw new Error(`no line of a ring over ${ranks} ranks: ${line}`);
    numbers.push(Number(number));
    ranksByHost[host] = (ranksByHost[host] ?? 0) + 1;
  }
  return { ranksByHost, others: numbers.filter((number) => number !== 0), verdict: last };
}

/** The numbers 1 to np - 1. */
export function othersOf(ranks: number): number[] {
  return Array.from({ length: ranks - 1 }, (_, index) => index + 1);
}
