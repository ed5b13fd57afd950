import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemPath } from '../../rehearsal/preconditions/machine';
import { type Child, Children } from './children';
import { freePorts, listening } from './ports';
import type { Work } from './work';

export interface FleetOptions {
  readonly python: string;
  readonly workers: number;
  /** Whether the source has a cap. */
  readonly capped: boolean;
  readonly chunks?: number;
  /** Called with every line of the driver. */
  readonly onLine: (line: string) => void;
}

const LOOPBACK = '127.0.0.1';

/** The programs of a head and its workers, on this machine alone. */
export class FleetProcesses {
  private readonly children: Children;
  private readonly env: NodeJS.ProcessEnv;
  /** Those that have something to do before they end. */
  private readonly careful: Child[] = [];
  private readonly over = new AbortController();
  // Paths of sockets are short.
  private readonly capFolder = mkdtempSync(join(tmpdir(), 'terrane-local-'));

  constructor(
    private readonly work: Work,
    private readonly options: FleetOptions,
  ) {
    this.children = new Children(work.logs);
    this.env = environmentOf(work);
  }

  /**
   * To the end of the driver.
   *
   * @returns its exit code
   * @throws Misuse where one of the others does not stay alive
   */
  async run(): Promise<number> {
    const { capped, chunks, workers: count } = this.options;
    const [capPort = 0, schedulerPort = 0] = await freePorts(2);
    const scheduler = `tcp://${LOOPBACK}:${schedulerPort}`;
    const cap = capped ? [this.startCap(capPort)] : [];
    const dask = this.startScheduler(schedulerPort);
    const workers = Array.from({ length: count }, (_, index) => this.startWorker(index + 1, scheduler));
    const others = [...cap, dask, ...workers];
    // The cap ends nginx and HAProxy.
    this.careful.push(...cap);
    const broken = this.children.mourn(...others);
    // The driver waits for its scheduler; but a worker that finds no cap lets a piece of work fail.
    if (capped) await Promise.race([broken, listening(capPort, this.over.signal)]);
    const driver = this.program('driver', this.driverArguments(scheduler, capped ? capPort : undefined, chunks), {
      onLine: this.options.onLine,
      // It writes down how far it has come.
      signal: 'SIGINT',
    });
    this.careful.unshift(driver);
    return Promise.race([broken, driver.ended]);
  }

  /** Ends everything. Without a driver there is nothing that the others would have to give back. */
  async stop(): Promise<void> {
    this.over.abort();
    for (const child of this.careful) await this.children.ask(child);
    await this.children.kill();
    for (const folder of [this.capFolder, this.scratch]) rmSync(folder, { recursive: true, force: true });
  }

  /** Ends everything at once. */
  hurry(): void {
    this.children.hurry();
  }

  /** Of Dask's workers. */
  private get scratch(): string {
    return join(this.work.folder, 'scratch');
  }

  private startCap(port: number): Child {
    const { declaration } = this.work;
    const where = ['--address', LOOPBACK, '--port', String(port), '--folder', this.capFolder];
    return this.program('cap', ['cap', '--declaration', declaration, ...where]);
  }

  private startScheduler(port: number): Child {
    const listen = ['--host', LOOPBACK, '--port', String(port), '--no-dashboard', '--no-show'];
    const args = ['-m', 'distributed.cli.dask_scheduler', ...listen];
    return this.children.start('scheduler', this.options.python, args, { env: this.env });
  }

  private startWorker(number: number, scheduler: string): Child {
    const { declaration } = this.work;
    const folder = ['--folder', this.scratch];
    return this.program(`worker-${number}`, [
      'worker',
      '--declaration',
      declaration,
      '--scheduler',
      scheduler,
      ...folder,
    ]);
  }

  private driverArguments(scheduler: string, capPort: number | undefined, chunks: number | undefined): string[] {
    const { declaration, place, code } = this.work;
    return [
      'driver',
      ...['--declaration', declaration, '--place', place, '--code', code, '--scheduler', scheduler],
      // A Slurm of this machine's is not the fleet's.
      ...['--crew', 'none'],
      ...(capPort === undefined ? [] : ['--source-url', `http://${LOOPBACK}:${capPort}`]),
      ...(chunks === undefined ? [] : ['--limit', String(chunks)]),
    ];
  }

  private program(
    name: string,
    args: readonly string[],
    options: { readonly onLine?: (line: string) => void; readonly signal?: NodeJS.Signals } = {},
  ): Child {
    const { python } = this.options;
    return this.children.start(name, python, ['-m', 'terrane_stream', ...args], { env: this.env, ...options });
  }
}

function environmentOf({ programs }: Work): NodeJS.ProcessEnv {
  const direct = [process.env['NO_PROXY'] ?? process.env['no_proxy'] ?? '', LOOPBACK].filter((each) => each !== '');
  return {
    ...process.env,
    PATH: systemPath(),
    PYTHONPATH: programs,
    PYTHONUNBUFFERED: '1',
    OMP_NUM_THREADS: '1',
    // A proxy to the world is none to this machine.
    NO_PROXY: direct.join(','),
    no_proxy: direct.join(','),
  };
}
