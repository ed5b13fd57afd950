import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { zipBundle } from '../../targets/shared/bundle';
import { shownPath } from '../paths';
import { Misuse } from '../streams';
import type { ChosenFleet, Declaration } from './choose';
import type { LocalSource } from './source';

export interface WorkOptions {
  /** Folder of this run. @default `terrane-run/NAME`, with `-first-N` behind it where only some chunks are done */
  readonly work?: string;
  readonly workers: number;
  /** How many are done; all where nothing is said. */
  readonly chunks?: number;
  /** Whether to begin anew where there are results already. */
  readonly fresh?: boolean;
}

/** A folder with everything that a fleet's programs read and write. */
export interface Work {
  readonly folder: string;
  /** As people see it. */
  readonly shown: string;
  /** The bundle as nodes unpack it: PYTHONPATH. */
  readonly programs: string;
  readonly declaration: string;
  readonly place: string;
  readonly code: string;
  readonly requirements: readonly string[];
  readonly logs: string;
  /** Where ledger and rows are. */
  readonly results: string;
  /** What was there before: nothing, results of the same declaration to go on with, or of another, which are gone. */
  readonly before: 'nothing' | 'same' | 'removed';
}

const MARK = 'run.json';
const TAKEN = /^(terrane_node|terrane_stream|stream)\//;

/**
 * Lays out the folder of a local run. Results of the same source and detector stay, and are gone on with; others go.
 *
 * @throws Misuse where the folder holds something else
 */
export function layOut(fleet: ChosenFleet, from: LocalSource, options: WorkOptions, root: string): Work {
  const { name, bundle } = fleet;
  const { chunks, work = join('terrane-run', chunks === undefined ? name : `${name}-first-${chunks}`) } = options;
  const folder = resolve(root, work);
  const declaration = localDeclaration(fleet.declaration, from, options);
  const files = Object.entries(unzipSync(zipBundle(bundle).bytes)).filter(([path]) => TAKEN.test(path));
  const key = keyOf(declaration, files, from, options);
  const before = makeRoom(folder, key, join(folder, declaration.results.prefix), options.fresh === true);
  const programs = join(folder, 'programs');
  rmSync(programs, { recursive: true, force: true });
  for (const [path, bytes] of files) write(join(programs, path), bytes);
  write(join(folder, MARK), `${JSON.stringify({ key }, null, 2)}\n`);
  write(join(folder, 'declaration.json'), `${JSON.stringify(declaration, null, 1)}\n`);
  write(join(folder, 'place.json'), `${JSON.stringify(placeOf(folder, from), null, 1)}\n`);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  return {
    folder,
    shown: shownPath(folder, root),
    programs,
    declaration: join(folder, 'declaration.json'),
    place: join(folder, 'place.json'),
    code: join(programs, 'stream/code'),
    requirements: ['terrane_stream', 'stream'].map((part) => join(programs, part, 'requirements.txt')),
    logs: join(folder, 'logs'),
    results: join(folder, declaration.results.prefix),
    before,
  };
}

function localDeclaration(declaration: Declaration, { url }: LocalSource, { workers }: WorkOptions): Declaration {
  const { source, worker } = declaration;
  // A machine of the cloud's may have many more cores; how many threads there are changes no result.
  const threads = Math.min(worker.threads, Math.max(1, Math.floor(availableParallelism() / workers)));
  return {
    ...declaration,
    source: url === undefined ? source : { ...source, kind: 'fdsn', url },
    worker: { ...worker, threads },
    workers: { ...declaration.workers, min: workers, max: workers, useful: workers },
  };
}

function placeOf(folder: string, { folder: bucket }: LocalSource): object {
  const results = { kind: 'folder', path: folder };
  return bucket === undefined ? { results } : { results, bucket: { kind: 'folder', path: bucket } };
}

/** What results depend on. */
function keyOf(
  { source, worker: { threads: _, ...worker } }: Declaration,
  files: readonly (readonly [string, Uint8Array])[],
  { folder }: LocalSource,
  { chunks }: WorkOptions,
): string {
  const hash = createHash('sha256').update(JSON.stringify({ source, worker, chunks, folder }));
  for (const [path, bytes] of files)
    if (/^stream\/(code\/|requirements)/.test(path)) hash.update(`\n${path} ${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}

function makeRoom(folder: string, key: string, results: string, fresh: boolean): Work['before'] {
  const mark = join(folder, MARK);
  if (!existsSync(mark)) {
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new Misuse(`${folder} is there already, and is not of a local run. Give another folder by --work.`);
    return 'nothing';
  }
  if (!existsSync(results)) return 'nothing';
  const known = JSON.parse(readFileSync(mark, 'utf8')) as { readonly key?: string };
  if (known.key === key && !fresh) return 'same';
  rmSync(results, { recursive: true });
  return 'removed';
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
