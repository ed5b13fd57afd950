import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, pythonProgram, ROOT } from '../support/paths';

const EXAMPLES = [
  ['mpas-ocean', 'cdk'],
  ['mpas-ocean', 'oci'],
  ['seismic-noise', 'cdk'],
  ['institution', 'cdktf'],
] as const;

test.each(EXAMPLES)('what made %s by %s is read by programs that know PROV', (id, engine) => {
  const out = emptyFolder(`provenance-${id}-${engine}`);
  const env = { ...process.env, CDK_OUTDIR: out, CDKTF_OUTDIR: out, CDK_VALIDATION: 'false' };
  const run = spawnSync('node', [join(ROOT, 'dist/examples', id, `${engine}.js`)], {
    cwd: ROOT,
    encoding: 'utf8',
    env,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  const documents = readdirSync(join(out, 'terrane')).filter((name) => name.endsWith('.prov.jsonld'));
  expect(documents.length).toBeGreaterThan(0);
  for (const name of documents) {
    const file = join(out, 'terrane', name);
    const said = execFileSync(pythonProgram('provenance', 'python'), [join(__dirname, 'read.py'), file], {
      encoding: 'utf8',
    });
    const { dangling, nameless, links, nodes, records, made } = JSON.parse(said);
    expect({ dangling, nameless }).toEqual({ dangling: [], nameless: 0 });
    expect(links).toBeGreaterThan(nodes);
    expect(records).toMatchObject({ ProvActivity: 2, ProvAgent: expect.any(Number), ProvEntity: expect.any(Number) });
    // From each template there is a way to the declaration, whose hash is that of the stored blueprint.
    const blueprint = readFileSync(file.replace(/\.prov\.jsonld$/, '.json'));
    const hash = createHash('sha256').update(blueprint).digest('hex');
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(([, declaration]: [string, string]) => declaration))).toEqual(new Set([hash]));
  }
  rmSync(out, { recursive: true, force: true });
});
