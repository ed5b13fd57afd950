import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lastLines } from '../execute';
import { cacheFolder, rehearsalsFolder, runtimeFolder } from '../folders';
import { ociLayerFile } from '../image/oci';
import { withLock } from '../lock';
import { checkedName } from '../names';
import { systemPath } from '../preconditions/machine';
import { RehearsalError } from '../problem';
import { down } from './down';
import { processesOf } from './processes';
import { folderOf, type Running, runningOf } from './running';

export interface StartOptions {
  readonly name: string;
  readonly region: string;
  /** Squashfs file. */
  readonly image: string;
  /** Python with the emulator. */
  readonly python: string;
  /** Servers outside the cloud, checked. @default none */
  readonly outside?: readonly string[];
  /** @default 60 */
  readonly timeoutSeconds?: number;
}

const TIMEOUT_SECONDS = 60;
const POLL_MS = 50;

/** Starts the control plane of a rehearsal in the background and waits until it is ready. */
export async function start(options: StartOptions): Promise<Running> {
  const name = checkedName(options.name);
  const folder = folderOf(name);
  const ended = await withLock(
    join(rehearsalsFolder(), '.lock'),
    () => undefined,
    async () => {
      refuseSecond(name, folder);
      // What an earlier one of the name left.
      if (existsSync(folder)) await down(name);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return launch(folder, options);
    },
  );
  return ready(name, folder, ended, options.timeoutSeconds ?? TIMEOUT_SECONDS);
}

/** Arguments of the control plane. */
export function launchArguments(
  folder: string,
  { image, region, outside = [] }: Pick<StartOptions, 'image' | 'region' | 'outside'>,
): string[] {
  const where = ['--folder', folder, '--image', image, '--oci-layer', ociLayerFile()];
  const servers = outside.flatMap((server) => ['--outside', server]);
  return ['-m', 'terrane_rehearsal', ...where, '--region', region, ...servers];
}

/** Its environment: nothing of the user's account at a cloud. */
export function launchEnvironment(runtime: string, own: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const { HOME, TMPDIR, LANG, TERRANE_CACHE, XDG_CACHE_HOME } = own;
  return {
    PATH: systemPath(),
    HOME,
    TMPDIR,
    LANG,
    TERRANE_CACHE,
    XDG_CACHE_HOME,
    PYTHONPATH: runtime,
    PYTHONUNBUFFERED: '1',
    // The package's folder stays as it was installed.
    PYTHONPYCACHEPREFIX: join(cacheFolder(), 'pycache'),
  };
}

function refuseSecond(name: string, folder: string): void {
  if (processesOf(folder).length === 0) return;
  throw new RehearsalError(
    `the rehearsal '${name}' runs already: use it, end it with \`terrane rehearse down --name ${name}\`, or give another --name.`,
    'misuse',
  );
}

interface Launched {
  /** The exit code, once it has ended. */
  ended(): number | string | undefined;
}

async function launch(folder: string, options: StartOptions): Promise<Launched> {
  const log = openSync(join(folder, 'log'), 'a');
  try {
    const child = spawn(options.python, launchArguments(folder, options), {
      cwd: folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: launchEnvironment(runtimeFolder()),
    });
    let end: number | string | undefined;
    child.once('error', (error) => {
      end = error.message;
    });
    child.once('exit', (code, signal) => {
      end = code ?? signal ?? 'unknown';
    });
    child.unref();
    return { ended: () => end };
  } finally {
    closeSync(log);
  }
}

async function ready(name: string, folder: string, launched: Launched, seconds: number): Promise<Running> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const running = runningOf(name);
    if (running !== undefined) return running;
    const ended = launched.ended();
    if (ended !== undefined || Date.now() > end) {
      const why = ended === undefined ? `is not ready after ${seconds} s` : `ended while it started (${ended})`;
      const said = lastLines(readFileSync(join(folder, 'log'), 'utf8'), 30);
      await down(name);
      throw new RehearsalError(`the rehearsal '${name}' ${why}:\n${said}`);
    }
    await pause(POLL_MS);
  }
}
