// Writes the rule book's page, and the golden files and pictures of the examples anew, from the built project (npm run build first). Read the diff before you commit it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const require = createRequire(import.meta.url);
const { Blueprint } = require(join(ROOT, 'dist/lib/index.js'));
const { awsCatalogue } = require(join(ROOT, 'dist/lib/catalogue/aws.js'));
const { pictureOf } = require(join(ROOT, 'dist/lib/reports/index.js'));
const { svgWriter } = require(join(ROOT, 'dist/lib/reports/picture/svg.js'));
const draw = await svgWriter();
const { snapshot } = require(join(ROOT, 'dist/lib/testing/index.js'));

const { page } = require(join(ROOT, 'dist/lib/cli/explain/page.js'));
writeFileSync(join(ROOT, 'lib/rules/README.md'), page());

/** App of an example, and the folder of its golden files. */
const GOLDEN = { 'cdk.js': 'golden', 'oci.js': 'golden-oci' };

for (const id of readdirSync(join(ROOT, 'examples'))) {
  for (const [app, folder] of Object.entries(GOLDEN)) {
    const file = join(ROOT, 'dist/examples', id, app);
    if (existsSync(file)) writeGolden(id, file, join(ROOT, 'examples', id, folder));
  }
}

function writeGolden(id, app, golden) {
  const out = mkdtempSync(join(tmpdir(), 'terrane-golden-'));
  execFileSync('node', [app], {
    stdio: 'inherit',
    env: { ...process.env, CDK_OUTDIR: out, CDKTF_OUTDIR: out, CDK_VALIDATION: 'false' },
  });
  rmSync(golden, { recursive: true, force: true });
  mkdirSync(golden);
  for (const file of blueprintsIn(out)) {
    const name = file.replace(/\.json$/, '');
    const blueprint = Blueprint.fromJson(readFileSync(join(out, 'terrane', file), 'utf8'));
    const bundle = blueprint.partsOf('bundle')[0];
    const conf = bundle?.files.find((each) => each.path === 'slurm/slurm.conf')?.text;
    writeFileSync(join(golden, `${name}.blueprint.txt`), snapshot(blueprint));
    if (conf !== undefined) writeFileSync(join(golden, `${name}.slurm.conf`), conf);
    console.log(`${id}: ${name}`);
  }
  // Of the first blueprint, where the README shows one.
  const picture = join(golden, '../picture.svg');
  const [first] = blueprintsIn(out);
  if (app.endsWith('cdk.js') && existsSync(picture))
    writeFileSync(
      picture,
      draw(pictureOf(Blueprint.fromJson(readFileSync(join(out, 'terrane', first), 'utf8')), awsCatalogue)),
    );
  rmSync(out, { recursive: true, force: true });
}

// Beside each lies its provenance.
function blueprintsIn(out) {
  return readdirSync(join(out, 'terrane'))
    .filter((name) => name.endsWith('.json'))
    .sort();
}
