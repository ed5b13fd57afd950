import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSynthesised, resourceChanges, type Synthesised } from '../../../lib/targets/updates';
import { emptyFolder } from '../support/paths';
import type { EmulatedCloud } from '../terraform/emulator';
import { StackFolder } from '../terraform/terraform';
import { harsher, milder } from './compare';
import { type Planned, planTogether } from './together';

const MINUTES = 60_000;

/** The base as it was applied, beside its changes. */
const UNCHANGED = 'unchanged';

/** As many are planned in one run: Terraform's time for a graph grows faster than the graph. */
const TOGETHER = 10;

/** Something declared that is applied, and what is then changed in it. Each synthesises the stack `Stack` into a folder. */
export interface Base {
  readonly name: string;
  readonly start: () => Promise<EmulatedCloud>;
  readonly synthesise: (outdir: string) => void;
  readonly changes: readonly { readonly name: string; readonly synthesise: (outdir: string) => void }[];
}

/** What a base's changes come to: by this package, and by Terraform from the base as it was applied. */
interface Outcome {
  readonly before: Synthesised;
  readonly after: readonly Synthesised[];
  readonly planned: ReadonlyMap<string, Planned>;
}

/** A test of each change: what is said of its resources, and what Terraform and the provider plan for them. */
export function plannedAsSaid(bases: readonly Base[]): void {
  const folders = new Map<string, string>();
  let outcomes: ReadonlyMap<string, Outcome>;

  // The provider waits for minutes, and computes for seconds: all bases are applied at the same time.
  beforeAll(async () => {
    const found = bases.map(async (base) => {
      folders.set(base.name, emptyFolder(`updates-${base.name}`));
      return [base.name, await outcomeOf(base, folders.get(base.name) as string)] as const;
    });
    outcomes = new Map(await Promise.all(found));
  }, 15 * MINUTES);

  afterAll(() => {
    for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
  });

  describe.each(bases)('$name', ({ name: base, changes }) => {
    const outcome = () => outcomes.get(base) as Outcome;

    test('has nothing to do as it is', () => {
      expect(outcome().planned.get(UNCHANGED)).toEqual({ actions: {}, refused: false });
    });

    test.each(changes.map(({ name }, index) => [name, index] as const))(
      '%s: no resource is said to fare better than Terraform plans',
      (_, index) => {
        const { before, after, planned } = outcome();
        const { actions, refused } = planned.get(moduleOf(index)) as Planned;
        const said = resourceChanges(before.stacks, after[index]?.stacks ?? []);
        if (refused) {
          expect(said.map(({ action }) => action)).toContain('refuse');
          return;
        }
        expect(milder(actions, said)).toEqual([]);
        expect(harsher(actions, said)).toEqual([]);
      },
    );
  });
}

async function outcomeOf({ start, synthesise, changes }: Base, project: string): Promise<Outcome> {
  const outdir = join(project, UNCHANGED);
  synthesise(outdir);
  for (const [index, change] of changes.entries()) change.synthesise(join(project, moduleOf(index)));
  const cloud = await start();
  try {
    const open = (folder: string) => new StackFolder(folder, cloud);
    const stack = open(stackIn(outdir));
    await stack.init();
    await stack.apply();
    const names = [UNCHANGED, ...changes.map((_, index) => moduleOf(index))];
    const all = new Map(names.map((name) => [name, stackIn(join(project, name))]));
    const planned: [string, Planned][] = [];
    for (let first = 0; first < names.length; first += TOGETHER) {
      const some = new Map([...all].slice(first, first + TOGETHER));
      const folder = join(project, `together-${first}`);
      planned.push(...(await planTogether(join(outdir, 'Stack.tfstate'), some, folder, open)));
    }
    return {
      before: readSynthesised(outdir),
      after: changes.map((_, index) => readSynthesised(join(project, moduleOf(index)))),
      planned: new Map(planned),
    };
  } finally {
    await cloud.stop();
  }
}

const stackIn = (outdir: string): string => join(outdir, 'stacks', 'Stack');

const moduleOf = (index: number): string => `change${index}`;
