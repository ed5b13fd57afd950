import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, ROOT } from '../support/paths';
import { type CycleReport, terraformCycle } from './cycle';
import { Emulator } from './emulator';

const MINUTES = 60_000;

export interface Case {
  readonly example: string;
  readonly region: string;
  /** The data layer, then the cluster. */
  readonly stacks: readonly [string, string];
  /** What outlives the cluster, by kind. */
  readonly retained: { readonly [kind: string]: number };
}

/** An app of an example. */
export interface ExampleApp {
  readonly example: string;
  readonly app: 'cdktf' | 'oci';
}

const TARGETS = { cdktf: 'terraform-aws', oci: 'terraform-oci' } as const;

/** Runs an example's app, after a program that changes what it declares; its states lie beside its output folder. */
export function synthesise({ example, app }: ExampleApp, outdir: string, preload?: string): void {
  const before = preload === undefined ? [] : ['-r', join(__dirname, preload)];
  const run = spawnSync('node', [...before, join(ROOT, 'dist/examples', example, `${app}.js`)], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDKTF_OUTDIR: outdir, TERRANE_E2E_TARGET: TARGETS[app] },
  });
  if (run.status !== 0) throw new Error(run.stderr);
}

/** The whole life of an example's cluster, each step a test. */
export function exampleCycle({ example, region, stacks, retained }: Case): void {
  describe(`${example}: ${stacks.join(', ')}`, () => {
    let project: string;
    let emulator: Emulator;
    let report: CycleReport;

    beforeAll(async () => {
      project = emptyFolder(`terraform-${example}`);
      const outdir = join(project, 'cdktf.out');
      emulator = await Emulator.start(region);
      synthesise({ example, app: 'cdktf' }, outdir);
      report = await terraformCycle({
        outdir,
        stacks,
        emulator,
        change: () => synthesise({ example, app: 'cdktf' }, outdir, 'one-node-more.js'),
      });
    }, 20 * MINUTES);

    afterAll(async () => {
      await emulator?.stop();
      if (project !== undefined) rmSync(project, { recursive: true, force: true });
    });

    test('gives its outputs back', () => {
      const named = (end: string): unknown => Object.entries(report.outputs).find(([name]) => name.endsWith(end))?.[1];
      expect(named('HeadId')).toMatch(/^i-[0-9a-f]+$/);
      expect(named('HeadAddress')).toMatch(/^10\./);
      expect(named('ResultsBucket')).toEqual(expect.any(String));
    });

    test('has nothing to do in a second plan', () => {
      expect(report.secondPlans).toEqual([{}, {}]);
    });

    test('takes one node more in place: programs, the permission to read them and documents change, no machine, template or volume', () => {
      const told = ([address]: readonly [string, unknown]): boolean => /^output\..*Declaration$/.test(address);
      const changes = Object.entries(report.change).filter((change) => !told(change));
      const kinds = changes.map(([address]) => address.split('.')[0]);
      expect(new Set(kinds)).toEqual(new Set(['aws_iam_role_policy', 'aws_s3_object', 'aws_ssm_parameter']));
      // A bundle has its SHA-256 in its key: a new one is another object.
      const others = changes.filter(([address]) => !address.startsWith('aws_s3_object.'));
      expect(others.map(([, actions]) => actions)).toEqual(others.map(() => ['update']));
      expect(report.plansAfterChange).toEqual([{}, {}]);
    });

    test('destroys the cluster and leaves the retained parts and nothing else', () => {
      const counts = Object.fromEntries(Object.entries(report.left).map(([kind, names]) => [kind, names.length]));
      expect(counts).toEqual(retained);
    });

    test('refuses to destroy the retained parts', () => {
      expect(report.refusals).toEqual([expect.stringContaining('Instance cannot be destroyed')]);
    });
  });
}
