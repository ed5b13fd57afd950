import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** The apps of an example: CloudFormation, Terraform on AWS, Terraform on Oracle Cloud. */
export type Engine = 'cdk' | 'cdktf' | 'oci';

export const EXAMPLES = resolve(__dirname, '../../examples');
export const IDS: readonly string[] = readdirSync(EXAMPLES);

/** Every example with every app that it has. */
export const APPS: readonly (readonly [string, Engine])[] = IDS.flatMap((id) =>
  (['cdk', 'cdktf', 'oci'] as const)
    .filter((engine) => readdirSync(join(EXAMPLES, id)).includes(`${engine}.ts`))
    .map((engine) => [id, engine] as const),
);

/** Those that go to AWS. */
export const AWS_APPS = APPS.filter(([, engine]) => engine !== 'oci');

/** Folders of golden files, by the app that they are of. */
export const GOLDEN: readonly (readonly [string, Engine, string])[] = APPS.filter(
  ([, engine]) => engine !== 'cdktf',
).map(([id, engine]) => [id, engine, engine === 'oci' ? 'golden-oci' : 'golden'] as const);

const done = new Map<string, Map<string, string>>();

/** The JSON files that an example's app leaves in its output folder, by path. */
export function synthesise(id: string, engine: Engine): Map<string, string> {
  const key = `${id} ${engine}`;
  const before = done.get(key);
  if (before !== undefined) return before;
  const folder = mkdtempSync(join(tmpdir(), 'terrane-example-'));
  const variable = engine === 'cdk' ? 'CDK_OUTDIR' : 'CDKTF_OUTDIR';
  process.env[variable] = folder;
  try {
    require(join(EXAMPLES, id, engine));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => join(entry.parentPath, entry.name));
    const texts = new Map(files.map((file) => [relative(folder, file), readFileSync(file, 'utf8')]));
    done.set(key, texts);
    return texts;
  } finally {
    delete process.env[variable];
    // An app of the CDK waits for the process to end, to synthesise itself; it is done here.
    process.removeAllListeners('beforeExit');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The blueprints among them, by file name. */
export function blueprints(id: string, engine: Engine): Map<string, string> {
  const found = [...synthesise(id, engine)].filter(([path]) => /(^|\/)terrane\//.test(path));
  return new Map(found.map(([path, text]) => [path.replace(/^.*\//, ''), text]));
}
