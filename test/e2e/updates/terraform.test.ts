import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSynthesised, resourceChanges, type Synthesised } from '../../../lib/targets/updates';
import { BASES, CHANGES, type TestedChange } from '../../updates/changes';
import { REGION, synthesise } from '../../updates/synthesise';
import { emptyFolder } from '../support/paths';
import { Emulator } from '../terraform/emulator';
import { StackFolder } from '../terraform/terraform';
import { harsher, milder } from './compare';
import { type Planned, planTogether } from './together';

const MINUTES = 60_000;

/** The base as it was applied, beside its changes. */
const UNCHANGED = 'unchanged';

/** What a base's changes come to: by this package, and by Terraform from the base as it was applied. */
interface Outcome {
  readonly before: Synthesised;
  readonly planned: ReadonlyMap<string, Planned>;
}

const folders = new Map<string, string>();
let outcomes: ReadonlyMap<string, Outcome>;

// The provider waits for minutes, and computes for seconds: all bases are applied at the same time.
beforeAll(async () => {
  const found = Object.keys(BASES).map(async (base) => [base, await outcomeOf(base)] as const);
  outcomes = new Map(await Promise.all(found));
}, 15 * MINUTES);

afterAll(() => {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.keys(BASES))('%s', (base) => {
  const outcome = () => outcomes.get(base) as Outcome;

  test('has nothing to do as it is', () => {
    expect(outcome().planned.get(UNCHANGED)).toEqual({ actions: {}, refused: false });
  });

  test.each(changesOf(base).map((change, index) => [change.name, index] as const))(
    '%s: no resource is said to fare better than Terraform plans',
    (_, index) => {
      const { before, planned } = outcome();
      const { actions, refused } = planned.get(moduleOf(index)) as Planned;
      const foretold = resourceChanges(before.stacks, readSynthesised(folderOf(base, index)).stacks);
      if (refused) {
        expect(foretold.map(({ action }) => action)).toContain('refuse');
        return;
      }
      expect(milder(actions, foretold)).toEqual([]);
      expect(harsher(actions, foretold)).toEqual([]);
    },
  );
});

async function outcomeOf(base: string): Promise<Outcome> {
  const project = emptyFolder(`updates-${base}`);
  folders.set(base, project);
  const outdir = join(project, 'cdktf.out');
  const emulator = await Emulator.start(REGION);
  try {
    const open = (folder: string) => new StackFolder(folder, emulator);
    synthesise('terraform', BASES[base] as NonNullable<(typeof BASES)[string]>, outdir);
    const stack = open(stackIn(outdir));
    await stack.init();
    await stack.apply();
    const all = changesOf(base).map(({ to, id }, index) => {
      synthesise('terraform', to, folderOf(base, index), id);
      return [moduleOf(index), stackIn(folderOf(base, index))] as const;
    });
    const together = new Map([[UNCHANGED, stackIn(outdir)], ...all]);
    return {
      before: readSynthesised(outdir),
      planned: await planTogether(join(outdir, 'Stack.tfstate'), together, join(project, 'together'), open),
    };
  } finally {
    await emulator.stop();
  }
}

function changesOf(base: string): readonly TestedChange[] {
  return CHANGES.filter((change) => change.base === base);
}

const folderOf = (base: string, index: number): string => join(folders.get(base) as string, moduleOf(index));

const stackIn = (outdir: string): string => join(outdir, 'stacks', 'Stack');

const moduleOf = (index: number): string => `change${index}`;
