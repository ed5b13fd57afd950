import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const LIB = resolve(__dirname, '../../lib');

/** Which room of the house may import which; `errors` and `units` are open to all. `errors` has the ids of rules as a type alone. */
const MAY_IMPORT: { readonly [room: string]: readonly string[] } = {
  errors: ['rules'],
  units: [],
  catalogue: [],
  blueprint: ['catalogue'],
  boot: ['blueprint'],
  archetypes: ['blueprint', 'boot', 'catalogue'],
  provenance: ['blueprint', 'catalogue'],
  quotas: ['blueprint', 'catalogue'],
  rules: ['blueprint', 'catalogue', 'quotas'],
  reports: ['blueprint', 'catalogue', 'quotas'],
  'targets/shared': ['blueprint'],
  'targets/terraform': ['blueprint', 'declare', 'provenance'],
  'targets/aws': ['blueprint', 'targets/shared'],
  'targets/aws-cdk': ['blueprint', 'provenance', 'targets/aws', 'targets/shared', 'declare', 'archetypes', 'catalogue'],
  'targets/terraform-aws': [
    'blueprint',
    'provenance',
    'targets/aws',
    'targets/shared',
    'targets/terraform',
    'declare',
    'archetypes',
    'catalogue',
  ],
  'targets/terraform-oci': [
    'blueprint',
    'provenance',
    'targets/shared',
    'targets/terraform',
    'declare',
    'archetypes',
    'catalogue',
  ],
  'targets/updates': ['blueprint', 'reports', 'targets/terraform-oci'],
  rehearsal: [],
  testing: ['blueprint', 'catalogue', 'rehearsal', 'reports', 'rules', 'targets/shared', 'targets/updates'],
  cli: [
    'blueprint',
    'catalogue',
    'provenance',
    'quotas',
    'rehearsal',
    'reports',
    'rules',
    'targets/shared',
    'targets/updates',
  ],
  declare: ['archetypes', 'blueprint', 'catalogue', 'rules'],
  index: ['archetypes', 'blueprint', 'catalogue', 'declare'],
};

const ENGINES: { readonly [room: string]: readonly RegExp[] } = {
  'targets/terraform': [/^cdktf$/, /^constructs$/],
  'targets/aws-cdk': [/^aws-cdk-lib\//, /^constructs$/],
  'targets/terraform-oci': [/^cdktf$/, /^constructs$/, /^terrane\/oci\/[a-z0-9-]+$/],
  'targets/terraform-aws': [/^cdktf$/, /^@cdktf\/provider-aws\/lib\/[a-z0-9-]+\/index\.js$/, /^constructs$/],
};
const ENGINE = /^(aws-cdk-lib|cdktf|@cdktf|constructs|terrane\/oci)(\/|$)/;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

function roomOf(path: string): string {
  const parts = relative(LIB, path).replace(/\.ts$/, '').split('/');
  return parts[0] === 'targets' ? parts.slice(0, 2).join('/') : (parts[0] as string);
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [
    ...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)';/gms),
    ...text.matchAll(/\bimport\('([^']+)'\)/g),
  ].map((match) => match[1] as string);
}

const FILES = sources(LIB);

test('every import follows the arrows of the house', () => {
  const wrong = FILES.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => ({ from: roomOf(file), to: roomOf(resolve(file, '..', name)), name }))
      .filter(
        ({ from, to }) => from !== to && to !== 'errors' && to !== 'units' && !(MAY_IMPORT[from] ?? []).includes(to),
      )
      .map(({ to }) => `${relative(LIB, file)} imports ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('engines are imported below lib/targets alone, each by its own target, by submodule', () => {
  const wrong = FILES.flatMap((file) =>
    importsOf(file)
      .filter((name) => ENGINE.test(name) && !(ENGINES[roomOf(file)] ?? []).some((allowed) => allowed.test(name)))
      .map((name) => `${relative(LIB, file)} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test('no file is longer than 400 lines', () => {
  const long = FILES.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401).map((file) =>
    relative(LIB, file),
  );
  expect(long).toEqual([]);
});
