import type { HostState } from '../control/types';
import { runInHost } from '../hosts/enter';
import type { Running } from '../life/running';

/** Something that was looked at. */
export interface Check {
  /** e.g. `hosts`, `flows` */
  readonly name: string;
  /** `note`: worth knowing, and no reason to fail. */
  readonly result: 'passed' | 'failed' | 'note';
  /** One sentence. */
  readonly sentence: string;
  /** What it rests on, a line each. */
  readonly lines: readonly string[];
}

const LOOK_SECONDS = 20;
/** Nodes may have to boot first. */
const JOB_SECONDS = 300;
const MOST_NODES = 2;
// A node that could not be launched gives its reason once.
const WHY =
  "sinfo; squeue; journalctl --unit=slurmctld --no-pager --output=cat --lines=200 | grep 'reason set to' | tail -4";
const IS_HEAD = 'command -v sinfo srun > /dev/null && pgrep -x slurmctld > /dev/null && sinfo';

/** A job over two nodes where a host is the head of a Slurm cluster; one check a head. */
export async function slurmChecks(running: Running, hosts: readonly HostState[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const host of hosts.filter(({ state }) => state === 'ready')) {
    const queue = await runInHost(running.pid, host, IS_HEAD, { timeoutSeconds: LOOK_SECONDS });
    if (queue.code === 0) checks.push(await jobOn(running, host));
  }
  return checks;
}

async function jobOn(running: Running, head: HostState): Promise<Check> {
  const partitions = await runInHost(running.pid, head, 'scontrol --oneliner show partition', {
    timeoutSeconds: LOOK_SECONDS,
  });
  const nodes = Math.min(MOST_NODES, nodesOfDefault(partitions.stdout));
  const command = `timeout ${JOB_SECONDS} srun --nodes=${nodes} --ntasks-per-node=1 hostname`;
  if (nodes === 0)
    return { name: 'job', result: 'failed', sentence: `${head.name}: no partition has nodes`, lines: [] };
  const began = Date.now();
  const { code, stdout, output } = await runInHost(running.pid, head, command, { timeoutSeconds: JOB_SECONDS + 10 });
  const names = stdout.trim().split('\n').filter(Boolean).sort();
  const took = ((Date.now() - began) / 1000).toFixed(1);
  if (code === 0 && new Set(names).size === nodes)
    return { name: 'job', result: 'passed', sentence: `srun over ${count(nodes, 'node')} in ${took} s`, lines: names };
  const queue = await runInHost(running.pid, head, WHY, {
    timeoutSeconds: LOOK_SECONDS,
  });
  return {
    name: 'job',
    result: 'failed',
    sentence: `\`${command}\` on ${head.name} ended with ${code} after ${took} s`,
    lines: [...output.trim().split('\n').slice(-12), ...queue.output.trim().split('\n')],
  };
}

/** How many nodes the default partition has, or the first where none is the default, in what `scontrol` says. */
export function nodesOfDefault(partitions: string): number {
  const lines = partitions.split('\n').filter((line) => line.startsWith('PartitionName='));
  const line = lines.find((each) => / Default=YES( |$)/.test(each)) ?? lines[0] ?? '';
  return Number(/ TotalNodes=(\d+)/.exec(line)?.[1] ?? 0);
}

/** e.g. `1 node`, `no nodes` */
export function count(number: number, what: string): string {
  return `${number === 0 ? 'no' : number} ${what}${number === 1 ? '' : 's'}`;
}
