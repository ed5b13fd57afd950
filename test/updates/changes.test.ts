import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { difference } from '../../lib/reports/difference';
import { readSynthesised, resourceChanges, type Synthesised } from '../../lib/targets/updates';
import { BASES, CHANGES, type TestedChange } from './changes';
import { type EngineName, synthesise } from './synthesise';

let folder: string;
const bases = new Map<string, Synthesised>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'terrane-updates-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function base(engine: EngineName, name: string): Synthesised {
  const key = `${engine}-${name}`;
  const known = bases.get(key);
  if (known !== undefined) return known;
  synthesise(engine, BASES[name] as NonNullable<(typeof BASES)[string]>, join(folder, key));
  const made = readSynthesised(join(folder, key));
  bases.set(key, made);
  return made;
}

function compared(engine: EngineName, change: TestedChange) {
  const out = mkdtempSync(join(folder, `${engine}-`));
  synthesise(engine, change.to, out, change.id);
  const [before, after] = [base(engine, change.base), readSynthesised(out)];
  return difference(before.blueprints, after.blueprints, resourceChanges(before.stacks, after.stacks));
}

// One of each verdict, and of each reason for which the engines differ: all of them are compared in test/e2e/updates.
const HERE = new Set([
  'cluster: nothing',
  'cluster: head: larger root volume',
  'cluster: login: removed',
  'cluster: partition compute: more nodes',
  'cluster: partition compute: another machine',
  'cluster: partition mpi: no placement',
  'cluster: home: smaller',
  'cluster: home: managed',
  'cluster: encryption key',
  'cluster: users: another uid',
  'cluster: tags: another value',
  'cluster: construct id',
  'cluster: network: another block',
  'managed: mounts: the managed one removed',
  'live: stream: kept shorter',
  'queue: queue: hidden longer',
  'gateway: gateway: idle sooner',
  'gateway: gateway: a larger machine',
]);
const SOME = CHANGES.filter(({ base: of, name }) => HERE.has(`${of}: ${name}`));

describe.each(['cdk', 'terraform'] as const)('%s', (engine) => {
  test.each(SOME.map((change) => [`${change.base}: ${change.name}`, change] as const))('%s', (_, change) => {
    expect(compared(engine, change).verdict).toBe(change.expected[engine]);
  });
});

test('those that are compared here are changes of the table', () => {
  expect(SOME).toHaveLength(HERE.size);
});

test('there are at least eighty changes, each with a name of its own', () => {
  expect(CHANGES.length).toBeGreaterThanOrEqual(80);
  expect(new Set(CHANGES.map(({ base: of, name }) => `${of}: ${name}`)).size).toBe(CHANGES.length);
});
