import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Difference, difference } from '../../../lib/reports/difference';
import { readSynthesised, resourceChanges, type Synthesised } from '../../../lib/targets/updates';
import { BASES, CHANGES, type TestedChange } from '../../updates/changes';
import { type EngineName, synthesise } from '../../updates/synthesise';
import { emptyFolder } from '../support/paths';

let folder: string;
const bases = new Map<string, Synthesised>();

beforeAll(() => {
  folder = emptyFolder('verdicts');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function base(engine: EngineName, name: string): Synthesised {
  const known = bases.get(`${engine}-${name}`);
  if (known !== undefined) return known;
  const outdir = join(folder, `${engine}-${name}`);
  synthesise(engine, BASES[name] as NonNullable<(typeof BASES)[string]>, outdir);
  const made = readSynthesised(outdir);
  bases.set(`${engine}-${name}`, made);
  return made;
}

function compared(engine: EngineName, change: TestedChange): Difference {
  const outdir = mkdtempSync(join(folder, 'after-'));
  synthesise(engine, change.to, outdir, change.id);
  const [before, after] = [base(engine, change.base), readSynthesised(outdir)];
  rmSync(outdir, { recursive: true });
  return difference(before.blueprints, after.blueprints, resourceChanges(before.stacks, after.stacks));
}

/** Every change of the table, by both engines: a verdict, a reason for each change, and a remedy where somebody is hurt. */
describe.each(['cdk', 'terraform'] as const)('%s', (engine) => {
  test.each(CHANGES.map((change) => [`${change.base}: ${change.name}`, change] as const))('%s', (_, change) => {
    const { verdict, changes } = compared(engine, change);
    expect(verdict).toBe(change.expected[engine]);
    expect(changes.filter(({ reason }) => reason === '')).toEqual([]);
    const mild = ['no-op', 'in-place', 'interruption'];
    expect(changes.filter((each) => !mild.includes(each.verdict) && each.remedy === null)).toEqual([]);
  });
});
