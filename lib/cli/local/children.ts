import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../../rehearsal/execute';
import { Misuse } from '../streams';

/** A program of the fleet, which leads a session of its own: the terminal's Ctrl-C does not reach it. */
export interface Child {
  readonly name: string;
  readonly log: string;
  /** Its exit code; 128 where a signal ended it. */
  readonly ended: Promise<number>;
}

interface Started extends Child {
  readonly process: ChildProcess;
  /** What asks it to end. */
  readonly signal: NodeJS.Signals;
}

export interface ChildOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Called with every line of standard output and standard error, which the log has as well. */
  readonly onLine?: (line: string) => void;
  /** @default 'SIGTERM' */
  readonly signal?: NodeJS.Signals;
}

const BY_SIGNAL = 128;
/** For what has something to write down before it ends. */
const PATIENCE_SECONDS = 15;

/** The programs of a local fleet, none of which outlives it. */
export class Children {
  private readonly started: Started[] = [];
  private hurried = false;
  private over = false;

  constructor(private readonly logs: string) {}

  /** @throws Error after `kill`: nothing begins any more */
  start(name: string, program: string, args: readonly string[], options: ChildOptions): Child {
    if (this.over) throw new Error(`${name} is not started any more`);
    const log = join(this.logs, `${name}.log`);
    const file = openSync(log, 'w');
    // Where this process is killed, the kernel ends its children.
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...args], {
      detached: true,
      env: options.env,
      stdio: ['ignore', options.onLine === undefined ? file : 'pipe', options.onLine === undefined ? file : 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on('line', (line) => {
          writeSync(file, `${line}\n`);
          options.onLine?.(line);
        });
    // At once: later the number may be another session's.
    child.once('exit', () => killSession(child.pid));
    const ended = new Promise<number>((resolve) => {
      child.once('error', () => resolve(BY_SIGNAL));
      child.once('close', (code) => {
        closeSync(file);
        resolve(code ?? BY_SIGNAL);
      });
    });
    const started = { name, log, ended, process: child, signal: options.signal ?? 'SIGTERM' };
    this.started.push(started);
    return started;
  }

  /** Never resolves; rejects when one of these ends before `stop`. */
  async mourn(...children: readonly Child[]): Promise<never> {
    const { name, log, code } = await Promise.race(
      children.map(async (child) => ({ ...child, code: await child.ended })),
    );
    throw new Misuse(`${name} ended with ${code}; in ${log}:\n${lastLines(readFileSync(log, 'utf8'))}`);
  }

  /** Asks one to end, and waits until it has. */
  async ask(child: Child): Promise<void> {
    const { process: asked, signal } = this.known(child);
    if (!isAlive(this.known(child)) || this.hurried) return;
    asked.kill(signal);
    await Promise.race([child.ended, sleep(PATIENCE_SECONDS * 1000, undefined, { ref: false })]);
  }

  /** Ends all that are left. */
  async kill(): Promise<void> {
    this.over = true;
    for (const { process: child } of this.started.filter(isAlive)) killSession(child.pid);
    await Promise.all(this.started.map(({ ended }) => ended));
  }

  /** Nobody is waited for from now on. */
  hurry(): void {
    this.hurried = true;
    for (const { process: child } of this.started.filter(isAlive)) killSession(child.pid);
  }

  private known(child: Child): Started {
    return this.started.find((each) => each === child) as Started;
  }
}

function isAlive({ process: child }: Started): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** What is left of a session, also in process groups of its own. */
function killSession(session: number | undefined): void {
  if (session === undefined) return;
  // One that is just being forked is seen the next time.
  for (let members = membersOf(session); members.length > 0; members = membersOf(session)) members.forEach(kill);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function membersOf(session: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => isIn(pid, session)).map(Number);
}

/** Zombies are in no session: they have ended. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function isIn(pid: string, session: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, in parentheses, and may hold anything.
    const [state, , , ofSession] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return state !== 'Z' && Number(ofSession) === session;
  } catch {
    return false;
  }
}
