import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { succeed } from './execute';
import { cacheFolder } from './folders';
import { PYTHON } from './image/recipe';
import type { Running } from './life/running';
import { withLock } from './lock';
import { SILENT } from './progress';
import { pythonProgram } from './python';

const ARCHIVE = /\.zip$/;
const LIST = /(^|[/-])requirements(-[a-z0-9]+)?\.txt$/;
/** Archives of programs; a larger one holds data. */
const MOST_BYTES = 64 << 20;

/** Lists of Python packages within the archives that lie in a folder and below, each once. */
export function requirementsIn(folder: string): string[] {
  const lists = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ARCHIVE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size <= MOST_BYTES)
    .flatMap(listsOf);
  return [...new Set(lists.filter((text) => packagesOf(text).length > 0))].sort();
}

function listsOf(file: string): string[] {
  try {
    const found = unzipSync(new Uint8Array(readFileSync(file)), { filter: ({ name }) => LIST.test(name) });
    return Object.values(found).map((bytes) => strFromU8(bytes));
  } catch {
    // An archive of somebody else's, in a form of its own.
    return [];
  }
}

function packagesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '');
}

/**
 * Wheels of all packages that programs of a deployment will install, where hosts look for them: there is no package index
 * among them. They are fetched once for a list, as this machine's own pip is set up to.
 */
export async function provideWheels(folder: string, running: Running, line: (text: string) => void): Promise<void> {
  for (const text of requirementsIn(folder)) {
    const wheels = await fetched(text, line);
    cpSync(wheels, wheelsFolder(running.folder), { recursive: true, filter: (path) => !path.endsWith(WHOLE) });
  }
}

/** Where a rehearsal's hosts look for wheels. */
export function wheelsFolder(rehearsal: string): string {
  return join(rehearsal, 'wheels');
}

const WHOLE = '.whole';

async function fetched(text: string, line: (text: string) => void): Promise<string> {
  const key = createHash('sha256').update([PYTHON, process.arch, ...packagesOf(text)].join('\n'));
  const folder = join(cacheFolder(), 'wheels', key.digest('hex').slice(0, 16));
  if (existsSync(join(folder, WHOLE))) return folder;
  const waiting = () => line('Waiting: another rehearsal is fetching the same Python packages');
  await withLock(`${folder}.lock`, waiting, async () => {
    if (!existsSync(join(folder, WHOLE))) await fetch(text, folder, line);
  });
  return folder;
}

// A line may go on with hashes on the next ones.
function namesIn(text: string): number {
  return packagesOf(text).filter((line) => !line.startsWith('--')).length;
}

async function fetch(text: string, folder: string, line: (text: string) => void): Promise<void> {
  line(`pip: fetching ${namesIn(text)} Python packages for the hosts, once`);
  const [work, list] = [`${folder}.fresh`, `${folder}.txt`];
  rmSync(work, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(list, text);
  const quiet = ['--disable-pip-version-check', '--progress-bar=off', '--quiet'];
  // Built here, a package would be for this machine's Python.
  const fitting = ['--only-binary=:all:', '--python-version', PYTHON];
  const program = await pythonProgram(SILENT);
  await succeed("Fetching the hosts' Python packages", program, [
    '-m',
    'pip',
    'download',
    ...quiet,
    ...fitting,
    '--dest',
    work,
    '--requirement',
    list,
  ]);
  writeFileSync(join(work, WHOLE), '');
  renameSync(work, folder);
}
