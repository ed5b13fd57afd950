import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { table } from '../../lib/cli/table';
import { clustersInto, examplesInto } from './folders';

const HELP = `npm run bench:check -- [--json] [--clusters 1000]

How long \`terrane check\` takes once it is loaded, and the most memory that it has: for all examples together (target: under
2 s), and for so many clusters in one folder (1,000: under 15 s).
`;

interface Row {
  readonly what: string;
  readonly targetMs: number;
  readonly ms: number;
  readonly peakMiB: number;
}

async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      clusters: { type: 'string', default: '1000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'terrane-bench-check-'));
  try {
    const rows = await measured(folder, Number(values.clusters));
    process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : told(rows));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(folder: string, clusters: number): Promise<Row[]> {
  const [examples, many] = [join(folder, 'examples'), join(folder, 'many')];
  mkdirSync(examples);
  const apps = await examplesInto(examples, (text) => process.stderr.write(text));
  clustersInto(many, clusters, examples);
  return [
    { what: `all examples: ${apps} synthesised folders`, targetMs: 2000, ...(await check(examples)) },
    { what: `${clusters} clusters`, targetMs: 15_000, ...(await check(many)) },
  ];
}

/** In a process of its own: memory is that of this run alone. */
async function check(folder: string): Promise<{ ms: number; peakMiB: number }> {
  const { stdout } = await promisify(execFile)('node', [join(__dirname, 'child.js'), folder]);
  const { code, ms, peakMiB, printed } = JSON.parse(stdout);
  if (code !== 0 || printed === 0)
    throw new Error(`terrane check ended with ${code} and printed ${printed} characters`);
  return { ms, peakMiB };
}

function told(rows: readonly Row[]): string {
  const columns = [
    { title: 'terrane check of' },
    ...['ms', 'target: ms', 'most memory: MiB'].map((title) => ({ title, align: 'right' as const })),
  ];
  const cells = rows.map(({ what, ms, targetMs, peakMiB }) => [
    what,
    ...[ms, targetMs, peakMiB].map((each) => each.toFixed(0)),
  ]);
  return `${table(columns, cells)}\n`;
}

void bench().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
