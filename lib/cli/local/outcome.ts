import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execute } from '../../rehearsal/execute';
import { grouped } from '../../reports/numbers';
import type { ArchiveProgress } from '../progress/archive';
import { type DeadLetter, lettersIn } from '../progress/dead';
import { table } from '../table';
import type { Work } from './work';

type Row = { readonly [column: string]: unknown };

/** What a local run has come to. */
export interface Outcome {
  /** The folder of ledger and rows, as people see it. */
  readonly results: string;
  readonly chunks: number;
  readonly done: number;
  readonly failed: number;
  /** Rows of all groups. */
  readonly rows: number;
  readonly dead: readonly DeadLetter[];
  /** The first few rows. */
  readonly first: readonly Row[];
}

const FIRST_ROWS = 5;

/** What a driver that has ended has left. */
export async function outcomeOf(work: Work, python: string): Promise<Outcome> {
  const file = join(work.results, 'progress.json');
  const { chunks } = JSON.parse(readFileSync(file, 'utf8')) as ArchiveProgress;
  const entries = entriesIn(join(work.results, 'ledger'));
  const dead = entries.flatMap(({ text }) => lettersIn(text, work.shown));
  const filled = entries.find(({ rows }) => rows > 0);
  return {
    results: join(work.shown, basename(work.results)),
    chunks,
    // The ledger decides.
    done: entries.reduce((sum, { done }) => sum + done, 0),
    failed: dead.length,
    rows: entries.reduce((sum, { rows }) => sum + rows, 0),
    dead,
    first: filled === undefined ? [] : await firstRows(join(work.folder, filled.object), python),
  };
}

interface Entry {
  readonly done: number;
  readonly rows: number;
  readonly object: string;
  readonly text: string;
}

function entriesIn(folder: string): Entry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { ...(JSON.parse(text) as Omit<Entry, 'text'>), text };
    });
}

const PROGRAM = `import json, sys, pyarrow.parquet
with pyarrow.parquet.ParquetFile(sys.argv[1]) as file:
    for batch in file.iter_batches(int(sys.argv[2])):
        print(json.dumps(batch.to_pylist()))
        break`;

async function firstRows(file: string, python: string): Promise<Row[]> {
  const { code, stdout } = await execute(python, ['-c', PROGRAM, file, String(FIRST_ROWS)]);
  return code === 0 ? (JSON.parse(stdout || '[]') as Row[]) : [];
}

const MOST_LETTERS = 10;

export function outcomeWords({ results, chunks, done, failed, rows, dead, first }: Outcome, seconds: number): string {
  const shown = dead.slice(0, MOST_LETTERS);
  const letters = shown.map(({ chunk, attempts, reason }) => [chunk, grouped(attempts), reason]);
  return [
    ...(first.length === 0 ? [] : [`The first rows\n${rowsTable(first)}`]),
    ...(dead.length === 0
      ? []
      : [
          table([{ title: 'failed' }, { title: 'attempts', align: 'right' }, { title: 'reason', fill: true }], letters),
          ...(dead.length > MOST_LETTERS ? [`  and ${grouped(dead.length - MOST_LETTERS)} more`] : []),
        ]),
    `${grouped(done)} of ${grouped(chunks)} pieces done, ${grouped(failed)} failed, ${grouped(rows)} rows, ${seconds.toFixed(1)} s: ${results}`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function rowsTable(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap(Object.keys))];
  return table(
    names.map((title) => ({ title })),
    rows.map((row) => names.map((name) => String(row[name] ?? ''))),
  );
}
