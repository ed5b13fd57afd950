import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { emptyFolder, ROOT } from '../support/paths';

// One of each archetype and of each engine of a fleet; the others differ in figures.
const EXAMPLES = [
  'cfncluster-mpi',
  'institution',
  'mpas-ocean',
  'oci-cluster',
  'rdma-cluster',
  'seismic-noise',
  'array-of-things',
];
const PLACES = [
  { folder: 'here', env: { TZ: 'UTC', LC_ALL: 'C', LANG: 'C' } },
  {
    folder: 'a much/longer path/elsewhere',
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
  },
] as const;

// CDK's own record of the source lines that made each construct: paths of this machine, and nothing that is deployed.
const OWN_RECORD = '.metadata.json';

let base: string;
beforeAll(() => {
  base = emptyFolder('determinism');
  for (const { folder } of PLACES) copyOfTheProject(join(base, folder));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** The built project at another path; the packages it uses are shared. */
function copyOfTheProject(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['dist', 'examples', 'runtime', 'package.json'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

// CDK for Terraform notes beside each warning where in the app it was made: paths of this machine as well.
function contentOf(file: string): Buffer | string {
  if (!file.endsWith('manifest.json')) return readFileSync(file);
  return JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), (key, value) =>
    key === 'stacktrace' ? undefined : value,
  );
}

/** Every file that an app leaves, by path, with its SHA-256. */
function outputs(place: (typeof PLACES)[number], id: string, engine: 'cdk' | 'cdktf' | 'oci'): Map<string, string> {
  const project = join(base, place.folder);
  const out = join(project, `${id}-${engine}.out`);
  const run = spawnSync('node', [join('dist/examples', id, `${engine}.js`)], {
    cwd: project,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      CDK_OUTDIR: out,
      CDKTF_OUTDIR: out,
      CDK_VALIDATION: 'false',
      ...place.env,
    },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return new Map(
    files(out).map((file) => [relative(out, file), createHash('sha256').update(contentOf(file)).digest('hex')]),
  );
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(OWN_RECORD))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const CASES = EXAMPLES.flatMap((id) =>
  (['cdk', 'cdktf', 'oci'] as const)
    .filter((engine) => readdirSync(join(ROOT, 'examples', id)).includes(`${engine}.ts`))
    .map((engine) => [id, engine] as const),
);

test.each(CASES)(
  '%s by %s is the same to the byte in another folder, time zone and locale',
  (id, engine) => {
    const [here, elsewhere] = PLACES.map((place) => outputs(place, id, engine));
    expect(here?.size).toBeGreaterThan(2);
    expect(elsewhere).toEqual(here);
  },
  60_000,
);
