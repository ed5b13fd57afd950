import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { TerraneError } from '../../../lib';
import { ALL, type Attempt, attempts } from '../../fuzz/declared';
import { SECRETS, tried } from '../../fuzz/properties';
import { ENGINES, type Engine, templateOf } from '../../fuzz/synthesise';
import { emptyFolder, pythonProgram } from '../support/paths';
import { providerVersion, StackFolder, type TerraformCloud } from '../terraform/terraform';

/** How long declarations are generated, of all archetypes together, and how many of each at most: ten minutes of two cores. */
const SECONDS = Number(process.env['TERRANE_FUZZ_SECONDS'] ?? 600);
const RUNS = Number(process.env['TERRANE_FUZZ_RUNS'] ?? 3000);
/**
 * The same each time, so that a change is judged by what it changes; `random` looks elsewhere. A failure prints it, and how to
 * come back to the very declaration.
 */
const { TERRANE_FUZZ_SEED: given = '7' } = process.env;
const SEED = given === 'random' ? Date.now() % 2 ** 31 : Number(given);
const SAMPLES_FOR_TERRAFORM = 2;
const SAMPLES_FOR_LINT = 20;
const MINUTES = 60_000;

const FOLDER = emptyFolder('fuzz');
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Templates of accepted declarations, for the validators. */
const made: { readonly engine: Engine; readonly text: string; readonly attempt: Attempt }[] = [];

/** Every template that an engine makes of an accepted declaration is the same twice, and holds no secret. */
function synthesise(attempt: Attempt): void {
  for (const engine of ENGINES[attempt.cloud]) {
    const text = template(engine, attempt);
    if (text === undefined) continue;
    if (text !== template(engine, attempt)) throw new Error(`${engine}: another template a second time`);
    const secret = SECRETS.find((form) => form.test(text));
    if (secret !== undefined) throw new Error(`${engine}: the template holds what looks like a secret: ${secret}`);
    made.push({ engine, text, attempt });
  }
}

/** Nothing where the target cannot carry it, and says so. */
function template(engine: Engine, attempt: Attempt): string | undefined {
  try {
    return templateOf(engine, attempt);
  } catch (error) {
    if (error instanceof TerraneError) return undefined;
    throw error;
  }
}

describe(`seed ${SEED}, ${SECONDS} s`, () => {
  test.each(ALL)(
    '%s: typed findings, or one blueprint and one template of each engine, come of whatever is declared',
    (archetype) => {
      const count = { refused: 0, accepted: 0 };
      const run = fc.check(
        fc.property(attempts(archetype), (attempt) => {
          const refused = 'length' in tried(attempt);
          count[refused ? 'refused' : 'accepted'] += 1;
          if (!refused) synthesise(attempt);
        }),
        {
          seed: SEED,
          numRuns: RUNS,
          interruptAfterTimeLimit: (SECONDS * 1000) / ALL.length,
          markInterruptAsFailure: false,
        },
      );
      process.stderr.write(`${archetype}: ${count.accepted} accepted, ${count.refused} refused\n`);
      if (run.failed) throw new Error(`${fc.defaultReportMessage(run)}\n${run.errorInstance}`);
      expect(Math.min(count.accepted, count.refused)).toBeGreaterThan(0);
    },
    (SECONDS * 1000) / ALL.length + 10 * MINUTES,
  );

  test(
    'their templates of CloudFormation pass cfn-lint without an error',
    () => {
      const files = sampleOf('cloudformation', SAMPLES_FOR_LINT).map(written);
      expect(files.length).toBeGreaterThan(0);
      const words = ['--non-zero-exit-code', 'error', '--regions', 'us-east-1', '--', ...files];
      const lint = spawnSync(pythonProgram('lint', 'cfn-lint'), words, { encoding: 'utf8', maxBuffer: 1 << 26 });
      expect([lint.error, lint.status, lint.status === 0 ? '' : lint.stdout]).toEqual([undefined, 0, '']);
    },
    10 * MINUTES,
  );

  test.each([
    ['terraform-aws', 'hashicorp/aws'],
    ['terraform-oci', 'oracle/oci'],
  ] as const)(
    'a sample of their configurations of %s passes terraform validate',
    async (engine, source) => {
      const sample = sampleOf(engine, SAMPLES_FOR_TERRAFORM);
      expect(sample.length).toBeGreaterThan(0);
      for (const each of sample) {
        const folder = join(FOLDER, `${engine}-${made.indexOf(each)}`);
        mkdirSync(folder);
        writeFileSync(join(folder, 'cdk.tf.json'), each.text);
        const stack = new StackFolder(folder, anyCloud(source));
        await stack.init();
        await stack.validate();
      }
    },
    10 * MINUTES,
  );
});

/** Some of each archetype. */
function sampleOf(engine: Engine, count: number): typeof made {
  return ALL.flatMap((archetype) =>
    made.filter((each) => each.engine === engine && each.attempt.archetype === archetype).slice(0, count),
  );
}

function written({ text }: { readonly text: string }, index: number): string {
  const file = join(FOLDER, `${index}.template.json`);
  writeFileSync(file, text);
  return file;
}

/** Where nothing is asked of a cloud: the provider's version alone. */
function anyCloud(source: string): TerraformCloud {
  const name = source.split('/').at(-1) as string;
  const required = { [name]: { source, version: providerVersion(source) } };
  return { url: '', override: () => ({ terraform: { required_providers: required } }), environment: () => ({}) };
}
