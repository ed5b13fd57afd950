import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from './execute';
import { cacheFolder } from './folders';
import { withLock } from './lock';
import { newestPython } from './preconditions/machine';
import { RehearsalError } from './problem';
import { type Progress, timed } from './progress';

/** A Python environment of the cache. */
export interface EnvironmentOptions {
  /** What its folder is called, before the key that its requirements give it. */
  readonly name: string;
  /** In words, e.g. `Python environment of the emulator`. */
  readonly title: string;
  /** Requirements files, as pip reads them. */
  readonly requirements: readonly string[];
}

/**
 * The Python of an environment that holds what the requirements name; it is made when they are new.
 *
 * @throws RehearsalError where there is no Python, or pip fails
 */
export async function environment(options: EnvironmentOptions, progress: Progress): Promise<string> {
  const folder = folderFor(options.name, options.requirements.map((file) => readFileSync(file, 'utf8')).join('\n'));
  const waiting = () => progress.note(`Waiting: somebody else is making the ${options.title}`);
  if (!isWhole(folder))
    await withLock(`${folder}.lock`, waiting, async () => {
      if (!isWhole(folder)) await make(folder, options, progress);
    });
  return programIn(folder);
}

/** Where the environment of these requirements lies. */
export function folderFor(name: string, requirements: string): string {
  const key = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  return join(cacheFolder(), `python-${name}-${key}`);
}

async function make(folder: string, { title, requirements }: EnvironmentOptions, progress: Progress): Promise<void> {
  const python = newestPython();
  if (python === undefined) throw new RehearsalError('No Python 3 is on the PATH.', 'impossible');
  await timed(title, progress, async (detail) => {
    rmSync(folder, { recursive: true, force: true });
    await succeed(`The ${title}`, python.command, ['-m', 'venv', folder]);
    const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--progress-bar=off'];
    const onLine = (line: string) => {
      if (/^(Collecting|Downloading|Installing)/.test(line)) detail(line.replace(/ \(from .*$/, '').slice(0, WIDTH));
    };
    const files = requirements.flatMap((file) => ['-r', file]);
    await succeed(`The installation of the ${title}`, programIn(folder), [...install, ...files], { onLine });
    writeFileSync(stamp(folder), '');
  });
}

const WIDTH = 70;

function isWhole(folder: string): boolean {
  return existsSync(stamp(folder));
}

function stamp(folder: string): string {
  return join(folder, '.whole');
}

function programIn(folder: string): string {
  return join(folder, 'bin', 'python');
}
