import { spawn } from 'node:child_process';
import type { HostState } from '../control/types';
import { type Ended, execute } from '../execute';
import { systemPath } from '../preconditions/machine';
import { RehearsalError } from '../problem';

const HOST_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
// What services of the host have from systemd: where programs with certificates of their own find the rehearsal's.
const WITH_ENVIRONMENT = 'set -a; [ ! -r /etc/environment ] || . /etc/environment; set +a; exec "$@"';

/**
 * Arguments of `nsenter` that run a command in a host, by way of the rehearsal's own namespaces; the command has the
 * host's environment, nothing of the caller's but the kind of terminal.
 */
export function enterArguments(pid: number, leader: number, command: readonly string[], terminal = 'dumb'): string[] {
  const rehearsal = ['-t', String(pid), '-m', '-p', '-n', '--'];
  const host = ['nsenter', '-t', String(leader), '-m', '-u', '-i', '-n', '-p', '--'];
  const environment = ['env', '-i', 'HOME=/root', 'USER=root', `PATH=${HOST_PATH}`, 'LANG=C.UTF-8', `TERM=${terminal}`];
  return [...rehearsal, ...host, ...environment, 'bash', '-lc', WITH_ENVIRONMENT, 'terrane', ...command];
}

/** What goes before a command of this machine that is to have a host's network, by way of the rehearsal's own namespaces. */
export function networkArguments(pid: number, host: HostState): string[] {
  return ['nsenter', '-t', String(pid), '-m', '-p', '-n', '--', 'nsenter', '-t', String(leaderOf(host)), '-n', '--'];
}

/** A shell with a terminal of its own in the host, so that programs which ask for one work. */
export const SHELL: readonly string[] = ['script', '--quiet', '--return', '--command', 'cd; exec bash -l', '/dev/null'];

export interface RunOptions {
  /** Seconds after which the command is killed. @default 300 */
  readonly timeoutSeconds?: number;
}

const TIMEOUT_SECONDS = 300;
const GRACE_SECONDS = 5;

/** Runs a command in a host as root; a text is a line for bash, a list is a program and its arguments. */
export function runInHost(
  pid: number,
  host: HostState,
  command: string | readonly string[],
  { timeoutSeconds = TIMEOUT_SECONDS }: RunOptions = {},
): Promise<Ended> {
  const words = typeof command === 'string' ? ['bash', '-c', command] : command;
  // The end of nsenter alone would leave the command in the host.
  const limited = ['timeout', '--signal=KILL', String(timeoutSeconds), ...words];
  const env = { ...process.env, PATH: systemPath() };
  const args = enterArguments(pid, leaderOf(host), limited);
  return execute('nsenter', args, { env, timeoutSeconds: timeoutSeconds + GRACE_SECONDS });
}

/** The same with this process's own input, output and terminal. @returns the command's exit code */
export function runAttached(pid: number, host: HostState, command: readonly string[]): Promise<number> {
  const args = enterArguments(pid, leaderOf(host), command, process.env['TERM']);
  return new Promise((resolve, reject) => {
    const child = spawn('nsenter', args, { stdio: 'inherit', env: { ...process.env, PATH: systemPath() } });
    // Ctrl-C is the command's: it decides how it ends.
    const ignore = () => undefined;
    process.on('SIGINT', ignore);
    child.on('error', (error) => reject(new RehearsalError(`nsenter does not run: ${error.message}`)));
    child.on('close', (code, signal) => {
      process.removeListener('SIGINT', ignore);
      resolve(code ?? (signal === 'SIGKILL' ? 137 : 130));
    });
  });
}

function leaderOf(host: HostState): number {
  if (typeof host.leader === 'number' && host.leader > 0) return host.leader;
  throw new RehearsalError(`${host.name} (${host.id}) is ${host.state}: no command can be run in it.`);
}
