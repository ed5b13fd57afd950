import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from '../support/paths';
import { type CycleReport, terraformCycle } from '../terraform/cycle';
import { synthesise } from '../terraform/example-cycle';
import type { Actions } from '../terraform/terraform';
import { OciEmulator } from './emulator';

const MINUTES = 60_000;

export interface Case {
  readonly example: string;
  /** The data layer, then the cluster. */
  readonly stacks: readonly [string, string];
  /** What outlives the cluster, by collection of the API. */
  readonly retained: { readonly [collection: string]: number };
  /** Types of resources that one node more changes in place, beside programs and documents. */
  readonly inPlace?: readonly string[];
}

const REGION = 'eu-frankfurt-1';
/** Programs are an object whose name is their digest: another takes its place. An output tells the declaration's hash. */
const EVERY_CHANGE = ['oci_objectstorage_object', 'output'];
/** Another user data is another machine, and another configuration to launch machines by; nothing else is made anew. */
const MADE_ANEW = ['oci_core_instance', 'oci_core_instance_configuration'];

const typesOf = (actions: Actions, wanted: (action: readonly string[]) => boolean): string[] => {
  const types = Object.entries(actions).filter(([, each]) => wanted(each));
  return [...new Set(types.map(([address]) => address.split('.')[0] as string))].sort();
};
const isReplaced = (action: readonly string[]): boolean => action.includes('create') && action.includes('delete');

/** The whole life of an example's cluster on Oracle Cloud, each step a test. */
export function exampleCycle({ example, stacks, retained, inPlace = [] }: Case): void {
  describe(`${example} on Oracle Cloud: ${stacks.join(', ')}`, () => {
    const app = { example, app: 'oci' } as const;
    let project: string;
    let emulator: OciEmulator;
    let report: CycleReport;

    beforeAll(async () => {
      project = emptyFolder(`terraform-oci-${example}`);
      const outdir = join(project, 'cdktf.out');
      emulator = await OciEmulator.start(REGION);
      synthesise(app, outdir);
      report = await terraformCycle({
        outdir,
        stacks,
        emulator,
        change: () => synthesise(app, outdir, 'one-node-more.js'),
        replace: () => synthesise(app, outdir, 'early-lines.js'),
      });
    }, 20 * MINUTES);

    afterAll(async () => {
      await emulator?.stop();
      if (project !== undefined) rmSync(project, { recursive: true, force: true });
    });

    test('gives its outputs back', () => {
      const named = (end: string): unknown => Object.entries(report.outputs).find(([name]) => name.endsWith(end))?.[1];
      expect(named('HeadId')).toMatch(/^ocid1\.instance\./);
      expect(named('HeadAddress')).toMatch(/^10\./);
      expect(named('ResultsBucket')).toMatch(/^terrane-.*-results$/);
    });

    test('has nothing to do in a second plan', () => {
      expect(report.secondPlans).toEqual([{}, {}]);
    });

    test('takes one node more without another machine, configuration or volume', () => {
      const others = typesOf(report.change, () => true).filter((type) => !EVERY_CHANGE.includes(type));
      expect(others).toEqual([...inPlace]);
      expect(typesOf(report.change, isReplaced).filter((type) => !EVERY_CHANGE.includes(type))).toEqual([]);
      expect(report.plansAfterChange).toEqual([{}, {}]);
    });

    test('another user data replaces machines and their configuration, and nobody else', () => {
      expect(typesOf(report.replacement, isReplaced).filter((type) => !EVERY_CHANGE.includes(type))).toEqual(MADE_ANEW);
      expect(report.plansAfterReplacement).toEqual([{}, {}]);
    });

    test('destroys the cluster and leaves the retained parts and nothing else', () => {
      const counts = Object.fromEntries(Object.entries(report.left).map(([kind, ids]) => [kind, ids.length]));
      expect(counts).toEqual(retained);
    });

    test('refuses to destroy the retained parts', () => {
      expect(report.refusals).toEqual([expect.stringContaining('Instance cannot be destroyed')]);
    });
  });
}
