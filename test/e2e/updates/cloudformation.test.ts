import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSynthesised, resourceChanges } from '../../../lib/targets/updates';
import { BASES, CHANGES, type TestedChange } from '../../updates/changes';
import { REGION, synthesise } from '../../updates/synthesise';
import { emptyFolder } from '../support/paths';
import { harsher, milder } from './compare';
import { carriedOut, type Witnessed } from './witness';

const MINUTES = 60_000;

let folder: string;
let witnessed: ReadonlyMap<string, readonly Witnessed[]>;

beforeAll(async () => {
  folder = emptyFolder('updates-cdk');
  const found = Object.keys(BASES).map(async (base) => [base, await witnessedOf(base)] as const);
  witnessed = new Map(await Promise.all(found));
}, 15 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each change of the table is deployed over its base to the rehearsal cloud's CloudFormation. */
describe.each(Object.keys(BASES))('%s', (base) => {
  const of = (index: number): Witnessed => witnessed.get(base)?.[index] as Witnessed;

  test('has nothing to do as it is', () => {
    expect(of(0)).toEqual({ actions: {} });
  });

  test.each(changesOf(base).map((change, index) => [change.name, index] as const))(
    '%s: no resource is said to fare better than it does',
    (_, index) => {
      const { actions, refused } = of(index + 1);
      const after = folderOf(base, index);
      const said = resourceChanges(readSynthesised(join(folder, base)).stacks, readSynthesised(after).stacks);
      if (refused !== undefined) {
        // What it says names the resource that it stopped at.
        const foretold = said.filter(({ action }) => action === 'refuse').map(({ address }) => address);
        expect([refused, foretold.filter((address) => refused.includes(address))]).not.toEqual([refused, []]);
        return;
      }
      expect(milder(actions, said)).toEqual([]);
      expect(harsher(actions, said)).toEqual([]);
    },
  );
});

async function witnessedOf(base: string): Promise<readonly Witnessed[]> {
  const from = join(folder, base);
  synthesise('cdk', BASES[base] as NonNullable<(typeof BASES)[string]>, from);
  const to = changesOf(base).map(({ to: declared, id }, index) => {
    synthesise('cdk', declared, folderOf(base, index), id);
    return folderOf(base, index);
  });
  return carriedOut(REGION, from, [from, ...to]);
}

function changesOf(base: string): readonly TestedChange[] {
  return CHANGES.filter((change) => change.base === base);
}

function folderOf(base: string, index: number): string {
  return join(folder, `${base}-${index}`);
}
