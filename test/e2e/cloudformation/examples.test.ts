import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, pythonProgram, ROOT } from '../support/paths';

// Fleets of a live stream differ in figures: one stands for them. The others are each of a kind of their own.
const LIKE_ARRAY_OF_THINGS = ['event-hubs', 'gage-gps', 'kinesis-firehose', 'ooi'];
const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter(
  (id) => existsSync(join(ROOT, 'examples', id, 'cdk.ts')) && !LIKE_ARRAY_OF_THINGS.includes(id),
);
const MINUTES = 60_000;

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly severity: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

interface Synthesised {
  readonly folder: string;
  readonly output: string;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs an example's app as the CDK command runs it, the bundled validator on, its errors being errors. */
function synthesise(id: string, preload: readonly string[]): Synthesised {
  const folder = emptyFolder(`cfn-${id}`);
  folders.push(folder);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    CDK_OUTDIR: folder,
    CDK_CONTEXT_JSON: JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true }),
  };
  const { CDK_VALIDATION: _off, ...withValidation } = env;
  const args = [...preload.flatMap((file) => ['-r', file]), join(ROOT, 'dist/examples', id, 'cdk.js')];
  const run = spawnSync('node', args, { cwd: ROOT, encoding: 'utf8', env: withValidation });
  return { folder, output: run.stdout + run.stderr };
}

function reportOf({ folder, output }: Synthesised): Report {
  const file = join(folder, 'validation-report.json');
  if (!existsSync(file)) throw new Error(`no validation report:\n${output}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

/** The clusters' construct paths, from the blueprints in the assembly. */
function clusterPaths(folder: string): string[] {
  const blueprints = join(folder, 'terrane');
  return readdirSync(blueprints)
    .filter((name) => name.endsWith('.json'))
    .map((name) => (JSON.parse(readFileSync(join(blueprints, name), 'utf8')) as { path: string }).path);
}

function templates(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => join(folder, name));
}

const WITH_NAG = [join(__dirname, 'with-nag.js')];
const VALIDATOR = 'CloudFormation Validate';
const made = new Map<string, Synthesised>();

describe.each(EXAMPLES)('%s', (id) => {
  let synthesised: Synthesised;
  beforeAll(() => {
    synthesised = synthesise(id, WITH_NAG);
    made.set(id, synthesised);
  }, MINUTES);

  // A report is written only where a validator ran; it lists those that found something.
  test('passes the validator bundled in aws-cdk-lib', () => {
    const errors = reportOf(synthesised)
      .pluginReports.filter((plugin) => plugin.pluginName === VALIDATOR)
      .flatMap((plugin) => plugin.violations)
      .filter((each) => each.severity === 'error' || each.severity === 'fatal');
    expect(errors).toEqual([]);
    expect(templates(synthesised.folder)).not.toEqual([]);
  });

  test('passes the AwsSolutions pack of cdk-nag, what is acknowledged having a reason', () => {
    const pack = reportOf(synthesised).pluginReports.filter((plugin) => plugin.pluginName !== VALIDATOR);
    expect(synthesised.output).toContain('AwsSolutions looked at the app');
    const ours = clusterPaths(synthesised.folder);
    const open = pack.flatMap((plugin) =>
      plugin.violations.flatMap((violation) =>
        violation.violatingConstructs
          .filter(({ constructPath }) => ours.some((path) => constructPath.startsWith(`${path}/`)))
          .map(({ constructPath }) => `${violation.ruleName} ${constructPath}: ${violation.description}`),
      ),
    );
    expect(open).toEqual([]);
  });
});

test(
  'all of them pass cfn-lint without an error',
  () => {
    const all = [...made.values()].flatMap(({ folder }) => templates(folder));
    expect(made.size).toBe(EXAMPLES.length);
    const words = ['--non-zero-exit-code', 'error', '--regions', 'us-east-1', '--', ...all];
    const lint = spawnSync(pythonProgram('lint', 'cfn-lint'), words, { encoding: 'utf8', maxBuffer: 1 << 26 });
    expect([lint.error, lint.status, lint.status === 0 ? '' : lint.stdout]).toEqual([undefined, 0, '']);
  },
  10 * MINUTES,
);

test(
  'the validator finds a mistake when there is one, also beside cdk-nag',
  () => {
    const folder = emptyFolder('cfn-mistake');
    folders.push(folder);
    const program = `const { App, CfnResource, Stack } = require('aws-cdk-lib/core');
    const app = new App();
    new CfnResource(new Stack(app, 'S'), 'I', { type: 'AWS::EC2::Instance', properties: { InstanceTpye: 'c5.large' } });
    app.synth();`;
    const env = {
      ...process.env,
      CDK_VALIDATION: 'true',
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true }),
    };
    const run = spawnSync('node', [...WITH_NAG.flatMap((file) => ['-r', file]), '-e', program], {
      cwd: ROOT,
      encoding: 'utf8',
      env,
    });
    expect([run.status, run.stderr + run.stdout]).toEqual([1, expect.stringContaining('InstanceTpye')]);
  },
  MINUTES,
);
