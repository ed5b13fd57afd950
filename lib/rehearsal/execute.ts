import { type SpawnOptions, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { RehearsalError } from './problem';

export interface ExecuteOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly folder?: string;
  /** Called with every line of standard output and standard error. */
  readonly onLine?: (line: string) => void;
  /** Seconds after which it is killed. @default never */
  readonly timeoutSeconds?: number;
}

/** How a program ended, and what it wrote. */
export interface Ended {
  /** 128 and the signal's number where a signal ended it, as shells tell it; 127 where it could not be started. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order of their lines. */
  readonly output: string;
}

const COULD_NOT_START = 127;
const BY_SIGNAL = 128;
const KILLED = 137;

/** Runs a program without a shell and without standard input. Never throws: what failed is in the result. */
export function execute(command: string, args: readonly string[], options: ExecuteOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const said: { stdout: string[]; stderr: string[]; output: string[] } = { stdout: [], stderr: [], output: [] };
    const end = (code: number) => resolve({ code, ...texts(said) });
    const child = spawn(command, args, spawnOptions(options));
    for (const stream of ['stdout', 'stderr'] as const) {
      createInterface({ input: child[stream] as NodeJS.ReadableStream }).on('line', (line) => {
        said[stream].push(line);
        said.output.push(line);
        options.onLine?.(line);
      });
    }
    child.on('error', (error) => {
      said.output.push(error.message);
      end(COULD_NOT_START);
    });
    child.on('close', (code, signal) => end(code ?? (signal === 'SIGKILL' ? KILLED : BY_SIGNAL)));
  });
}

/** The same, where anything but success is a mistake. */
export async function succeed(
  what: string,
  command: string,
  args: readonly string[],
  options: ExecuteOptions = {},
): Promise<Ended> {
  const ended = await execute(command, args, options);
  if (ended.code === 0) return ended;
  throw new RehearsalError(`${what} failed (${command} ended with ${ended.code}):\n${lastLines(ended.output)}`);
}

const SHOWN_LINES = 20;

/** The end of a long text, as much as an error shows. */
export function lastLines(text: string, count = SHOWN_LINES): string {
  return text
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n');
}

function spawnOptions({ env, folder, timeoutSeconds }: ExecuteOptions): SpawnOptions {
  return {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: env ?? process.env,
    ...(folder === undefined ? {} : { cwd: folder }),
    ...(timeoutSeconds === undefined ? {} : { timeout: timeoutSeconds * 1000, killSignal: 'SIGKILL' as const }),
  };
}

function texts(said: { stdout: string[]; stderr: string[]; output: string[] }): Omit<Ended, 'code'> {
  const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  return { stdout: joined(said.stdout), stderr: joined(said.stderr), output: joined(said.output) };
}
