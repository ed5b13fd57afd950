import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceAction, ResourceChange } from '../../../lib/reports/difference';
import { readSynthesised, resourceChanges, type Synthesised } from '../../../lib/targets/updates';
import { BASES, CHANGES, type TestedChange } from '../../updates/changes';
import { REGION, synthesise } from '../../updates/synthesise';
import { emptyFolder } from '../support/paths';
import { Emulator } from '../terraform/emulator';
import { StackFolder } from '../terraform/terraform';

const MINUTES = 60_000;

/** From what is milder to what is harsher. */
const ORDER: readonly ResourceAction[] = ['create', 'update', 'keep', 'delete', 'replace', 'refuse'];

/** What Terraform itself planned for a change, or that it refuses to. */
interface Planned {
  readonly actions: { readonly [address: string]: string };
  readonly refused: boolean;
}

/** Each base is applied once, and what is planned from there is planned by Terraform and by the table. */
describe.each(Object.keys(BASES))('%s', (base) => {
  const changes = CHANGES.filter((change) => change.base === base);
  let emulator: Emulator;
  let project: string;
  let stack: StackFolder;
  let before: Synthesised;

  beforeAll(async () => {
    project = emptyFolder(`updates-${base}`);
    const outdir = join(project, 'cdktf.out');
    emulator = await Emulator.start(REGION);
    synthesise('terraform', BASES[base] as NonNullable<(typeof BASES)[string]>, outdir);
    before = readSynthesised(outdir);
    stack = new StackFolder(join(outdir, 'stacks', 'Stack'), emulator);
    await stack.init();
    await stack.apply();
  }, 5 * MINUTES);

  afterAll(async () => {
    await emulator?.stop();
    if (project !== undefined) rmSync(project, { recursive: true, force: true });
  });

  test(
    'has nothing to do as it is',
    async () => {
      expect(await stack.foresee()).toEqual({});
    },
    2 * MINUTES,
  );

  test.each(changes.map((change) => [change.name, change] as const))(
    '%s: no resource is said to fare better than Terraform plans',
    async (_, change) => {
      const planned = await planOf(change);
      const said = new Map(foretold(change).map((each) => [each.address, each]));
      if (planned.refused) {
        expect([...said.values()].map(({ action }) => action)).toContain('refuse');
        return;
      }
      expect(milder(planned.actions, said)).toEqual([]);
      expect(harsher(planned.actions, said)).toEqual([]);
    },
    2 * MINUTES,
  );

  async function planOf(change: TestedChange): Promise<Planned> {
    synthesise('terraform', change.to, join(project, 'cdktf.out'), change.id);
    try {
      // What is deployed has not changed since it was applied.
      return { actions: await stack.foresee(), refused: false };
    } catch (error) {
      if (error instanceof Error && error.message.includes('Instance cannot be destroyed'))
        return { actions: {}, refused: true };
      throw error;
    }
  }

  function foretold(change: TestedChange): ResourceChange[] {
    const outdir = mkdtempSync(join(project, 'after-'));
    synthesise('terraform', change.to, outdir, change.id);
    return resourceChanges(before.stacks, readSynthesised(outdir).stacks);
  }
});

const severity = (action: ResourceAction | undefined): number => (action === undefined ? -1 : ORDER.indexOf(action));

const word = (action: string | undefined): ResourceAction | undefined =>
  (['create', 'update', 'delete', 'replace'] as const).find((each) => each === action);

function milder(actions: Planned['actions'], said: ReadonlyMap<string, ResourceChange>): string[] {
  return Object.entries(actions)
    .filter(([address, each]) => severity(said.get(address)?.action) < severity(word(each)))
    .map(([address, each]) => `${address}: ${said.get(address)?.action ?? 'nothing'}, Terraform: ${each}`);
}

/** Too harsh is no lie, but of no use where it is said of what does not change. */
function harsher(actions: Planned['actions'], said: ReadonlyMap<string, ResourceChange>): string[] {
  return [...said.values()]
    .filter(({ address, action }) => severity(action) > severity(word(actions[address])))
    .map(({ address, action, causes }) => {
      const why = causes.map(({ property, follows }) => `${property}${follows === undefined ? '' : ` by ${follows}`}`);
      return `${address}: ${action} (${why.slice(0, 3).join(', ')}), Terraform: ${actions[address] ?? 'nothing'}`;
    });
}
