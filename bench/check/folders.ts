import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const EXAMPLES = resolve(__dirname, '../../examples');
const APPS = ['cdk.js', 'cdktf.js', 'oci.js'];
/** Of which many are made. */
const MODEL = ['mpas-ocean', 'cdk.js', 'Mpas.Ocean.json'] as const;

/** Synthesises every app of every example below a folder. @returns how many there are */
export async function examplesInto(folder: string, said: (text: string) => void): Promise<number> {
  const apps = readdirSync(EXAMPLES).flatMap((id) =>
    APPS.filter((app) => existsSync(join(EXAMPLES, id, app))).map((app) => [id, app] as const),
  );
  for (const [index, [id, app]] of apps.entries()) {
    said(`synthesising ${index + 1} of ${apps.length}: examples/${id}/${app}\n`);
    await synthesise(id, app, placeOf(folder, id, app));
  }
  return apps.length;
}

/** A synthesised folder with so many clusters, each with a name and a path of its own. */
export function clustersInto(folder: string, count: number, examples: string): void {
  const [id, app, file] = MODEL;
  const model = JSON.parse(readFileSync(join(placeOf(examples, id, app), 'terrane', file), 'utf8'));
  mkdirSync(join(folder, 'terrane'), { recursive: true });
  for (let index = 0; index < count; index++) {
    const path = `Mpas/Ocean${index}`;
    const blueprint = { ...model, path, name: `mpas-ocean-${index}` };
    writeFileSync(join(folder, 'terrane', `${path.replace('/', '.')}.json`), JSON.stringify(blueprint));
  }
}

function placeOf(folder: string, id: string, app: string): string {
  return join(folder, `${id}-${app.replace('.js', '')}`);
}

async function synthesise(id: string, app: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env, CDK_OUTDIR: folder, CDKTF_OUTDIR: folder, CDK_VALIDATION: 'false' };
  await promisify(execFile)('node', [join(EXAMPLES, id, app)], { env });
}
