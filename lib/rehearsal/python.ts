import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { succeed } from './execute';
import { cacheFolder, runtimeFolder } from './folders';
import { withLock } from './lock';
import { newestPython } from './preconditions/machine';
import { RehearsalError } from './problem';
import { type Progress, timed } from './progress';

/**
 * The Python that runs the control plane, with the emulator and what it needs: the one that TERRANE_REHEARSAL_PYTHON
 * names, else an environment in the cache, made when the requirements are new.
 */
export async function pythonProgram(progress: Progress): Promise<string> {
  const given = process.env['TERRANE_REHEARSAL_PYTHON'] ?? '';
  if (given !== '') return checked(given);
  const requirements = join(runtimeFolder(), 'requirements.txt');
  const folder = environmentFolder(readFileSync(requirements, 'utf8'));
  const waiting = () => progress.note('Waiting: another rehearsal is making the Python environment');
  if (!isWhole(folder))
    await withLock(`${folder}.lock`, waiting, async () => {
      if (!isWhole(folder)) await make(folder, requirements, progress);
    });
  return programIn(folder);
}

export function environmentFolder(requirements: string): string {
  const key = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  return join(cacheFolder(), `python-rehearsal-${key}`);
}

async function make(folder: string, requirements: string, progress: Progress): Promise<void> {
  const python = newestPython();
  if (python === undefined) throw new RehearsalError('No Python 3 is on the PATH.', 'impossible');
  await timed('Python environment of the emulator', progress, async (detail) => {
    rmSync(folder, { recursive: true, force: true });
    await succeed('The Python environment', python.command, ['-m', 'venv', folder]);
    const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--progress-bar=off', '-r', requirements];
    const onLine = (line: string) => {
      if (/^(Collecting|Downloading|Installing)/.test(line)) detail(line.slice(0, WIDTH));
    };
    await succeed('The installation of the emulator', programIn(folder), install, { onLine });
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

function checked(program: string): string {
  if (existsSync(program)) return program;
  throw new RehearsalError(`TERRANE_REHEARSAL_PYTHON names ${program}, which does not exist.`, 'misuse');
}
