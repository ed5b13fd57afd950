/**
 * Makes dist/oci, the classes that `terrane/oci/<resource>` names: those of the Terraform provider oracle/oci, as
 * cdktf's own generator writes them from the provider's schema, here from the table in
 * lib/targets/terraform-oci/schema. Needs no network and no terraform.
 *
 *     node scripts/generate-oci-bindings.mjs [--check]
 *
 * Nothing is done where dist/oci/stamp.json has the digest of all that they are made from. With --check nothing is
 * made: exit 1 where it has not.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTableModule, ROOT, readTable, TABLE, TABLE_MODULE } from './oci-schema.mjs';

const require = createRequire(import.meta.url);
const TYPESCRIPT = join(ROOT, '.gen/oci');
const COMPILED = join(ROOT, '.gen/oci-compiled');
const BINDINGS = join(ROOT, 'dist/oci');
const STAMP = join(BINDINGS, 'stamp.json');
const PROJECT = join(ROOT, 'tsconfig.oci.json');
const TOOLS = ['@cdktf/commons', '@cdktf/provider-generator', 'cdktf', 'codemaker', 'typescript'];

/** What the bindings are made from; two equal stamps mean equal bindings. */
function stampNow(table) {
  const digest = createHash('sha256');
  for (const file of [TABLE, TABLE_MODULE, PROJECT, fileURLToPath(import.meta.url)]) digest.update(readFileSync(file));
  const versions = TOOLS.map((name) => [name, require(`${name}/package.json`).version]);
  digest.update(JSON.stringify(versions));
  const { provider, version } = table.about;
  return { provider, version, ...Object.fromEntries(versions), sha256: digest.digest('hex') };
}

const isCurrent = (stamp) => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp;

/** The classes in TypeScript, one folder a resource. */
async function write(table) {
  // As it is loaded, @cdktf/commons runs `terraform version`, which looks for a newer release, and reports it where it fails.
  Object.assign(process.env, { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' });
  // The package's root needs jsii-pacmak, which it does not declare.
  const generator = '@cdktf/provider-generator/lib/get/generator/provider-generator';
  const { TerraformProviderGenerator } = require(generator);
  const { ConstructsMakerProviderTarget, Language, TerraformProviderConstraint } = require('@cdktf/commons');
  const { CodeMaker } = require('codemaker');

  const { provider: source, version } = table.about;
  const { providerSchema } = await loadTableModule();
  const schema = providerSchema(table);
  const [address] = Object.keys(schema.provider_schemas);
  const made = new TerraformProviderGenerator(new CodeMaker(), {
    ...schema,
    provider_versions: { [address]: version },
  });
  const constraint = new TerraformProviderConstraint({ name: 'oci', source, version });
  made.generate(new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT));
  const folder = `${TYPESCRIPT}-generated`;
  await made.save(folder);
  renameSync(join(folder, 'providers/oci'), TYPESCRIPT);
  rmSync(folder, { recursive: true });
  for (const file of readdirSync(TYPESCRIPT).filter((name) => name.endsWith('.ts'))) rmSync(join(TYPESCRIPT, file));
}

function compile() {
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', PROJECT], { stdio: 'inherit' });
}

async function make(table, stamp) {
  rmSync(join(ROOT, '.gen'), { recursive: true, force: true });
  await write(table);
  compile();
  writeFileSync(join(COMPILED, 'stamp.json'), stamp);
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  rmSync(BINDINGS, { recursive: true, force: true });
  renameSync(COMPILED, BINDINGS);
  rmSync(join(ROOT, '.gen'), { recursive: true });
}

async function main(args) {
  const table = readTable();
  const stamp = `${JSON.stringify(stampNow(table), null, 1)}\n`;
  if (isCurrent(stamp)) return 0;
  if (args.includes('--check')) {
    console.error('dist/oci is not made from this table: run npm run bindings');
    return 1;
  }
  await make(table, stamp);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
