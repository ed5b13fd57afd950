import { type HostState, Rehearsal, type RehearsalHost } from '../../../../lib/testing';
import { ROOT } from '../../support/paths';
import { output, outputUntil } from './commands';

/** What is declared otherwise than at first. */
export interface Declared {
  /** The head serves /home from a volume of its own. */
  readonly homeOnHead?: boolean;
  readonly headMachine?: string;
  /** Another size of the head's root disk is another head. */
  readonly headRootGib?: number;
  /** After which a node that does not answer is given up. @default 12, below the 15 of the health check's interval; Slurm's are 300 and 120 */
  readonly slurmdTimeoutSeconds?: number;
}

/** A rehearsal with the cluster of `apps/faults.js`, and what its tests ask of it. */
export class FaultyCluster {
  static async start(declared: Declared = {}): Promise<FaultyCluster> {
    const cluster = new FaultyCluster(await Rehearsal.start({ region: 'us-west-2' }), declared);
    await cluster.deploy();
    return cluster;
  }

  private constructor(
    readonly cloud: Rehearsal,
    private declared: Declared,
  ) {}

  /** Deploys, with the given changes of what is declared. */
  async deploy(changes: Declared = {}): Promise<void> {
    this.declared = { ...this.declared, ...changes };
    await this.cloud.deploy({ app: appCommand(this.declared), folder: ROOT });
  }

  /** The head that is ready, once it is; a former one may still be leaving. */
  async head(): Promise<RehearsalHost> {
    const isHead = ({ state, tags }: HostState) => state === 'ready' && tags?.['terrane:role'] === 'head';
    const { hosts } = await this.cloud.waitFor((status) => status.hosts.some(isHead));
    return this.cloud.host(hosts.find(isHead)?.id as string);
  }

  /** What a line for bash writes on the head. */
  async onHead(line: string): Promise<string> {
    return output(await this.head(), line);
  }

  async onHeadUntil(line: string, accepts: (text: string) => boolean): Promise<string> {
    return outputUntil(await this.head(), line, accepts);
  }

  /** Boots nodes by a job over all of them. */
  async boot(...nodes: string[]): Promise<void> {
    for (const [partition, names] of Object.entries(byPartition(nodes)))
      await this.onHead(`srun --partition=${partition} --nodelist=${names.join(',')} --nodes=${names.length} true`);
  }

  /** Submits a script that writes where it runs, then a line each second, and at the end `done`. @returns the job's number */
  async submit(seconds: number, node: string): Promise<string> {
    const script = `hostname; for i in $(seq ${seconds}); do echo $i; sleep 1; done; echo done`;
    const options = `--parsable --requeue --open-mode=append --partition=${partitionOf(node)} --output=/home/job-%j.txt`;
    const job = (await this.onHead(`cd /home && sbatch ${options} --nodelist=${node} --wrap='${script}'`)).trim();
    await this.jobIs(job, 'RUNNING');
    // Slurm calls it running before its first line runs.
    await this.onHeadUntil(`cat /home/job-${job}.txt || true`, (text) => text.includes(node));
    return job;
  }

  /** Waits until a job has a state. */
  async jobIs(job: string, state: string): Promise<void> {
    await this.onHeadUntil(`squeue --noheader --jobs=${job} --states=all --format=%T`, (text) => text.trim() === state);
  }

  /** Slurm holds a job that comes back to the queue for two minutes, so that its credentials expire: it may go on now, anywhere. */
  async release(job: string): Promise<void> {
    await this.jobIs(job, 'PENDING');
    await this.onHead(`scontrol update jobid=${job} reqnodelist= && scontrol update jobid=${job} starttime=now`);
  }

  /** What a job has written: where it began, and whether it came to its end. */
  async written(job: string): Promise<string[]> {
    const text = await this.onHead(`grep -xE '[a-z]+-[0-9]+|done' /home/job-${job}.txt || true`);
    return text.split('\n').filter((line) => line !== '');
  }

  async restarts(job: string): Promise<number> {
    return Number((await this.onHead(`scontrol show job ${job} | sed -n 's/.*Restarts=\\([0-9]*\\).*/\\1/p'`)).trim());
  }

  /** State with flags, e.g. `DOWN+CLOUD+NOT_RESPONDING`, and reason of a node. */
  async node(name: string): Promise<{ state: string; reason: string }> {
    return nodeIn(await this.onHead(showNode(name)));
  }

  async nodeUntil(name: string, accepts: (node: { state: string; reason: string }) => boolean): Promise<void> {
    await this.onHeadUntil(showNode(name), (text) => accepts(nodeIn(text)));
  }
}

/** The shell command that synthesises the cluster. */
export function appCommand(declared: Declared = {}): string {
  const { homeOnHead, headMachine, headRootGib, slurmdTimeoutSeconds } = declared;
  const settings = [
    ...(homeOnHead === true ? ['HOME_ON_HEAD=1'] : []),
    ...(headMachine === undefined ? [] : [`HEAD_MACHINE=${headMachine}`]),
    ...(headRootGib === undefined ? [] : [`HEAD_ROOT_GIB=${headRootGib}`]),
    ...(slurmdTimeoutSeconds === undefined ? [] : [`SLURMD_TIMEOUT=${slurmdTimeoutSeconds}`]),
  ];
  return [...settings, 'node test/e2e/rehearsal/apps/faults.js'].join(' ');
}

function showNode(name: string): string {
  return `scontrol --oneliner show node ${name}`;
}

function nodeIn(line: string): { state: string; reason: string } {
  const state = / State=(\S+)/.exec(line)?.[1] ?? '';
  const reason = / Reason=(.*?) \[[^\]]*\]/.exec(line)?.[1] ?? '';
  return { state, reason };
}

function partitionOf(node: string): string {
  return node.replace(/-\d+$/, '');
}

function byPartition(nodes: readonly string[]): { readonly [partition: string]: readonly string[] } {
  const found: { [partition: string]: string[] } = {};
  for (const node of nodes) found[partitionOf(node)] = [...(found[partitionOf(node)] ?? []), node];
  return found;
}
