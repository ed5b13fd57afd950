import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type BundleFile, resolveText, type Text } from '../../../lib/blueprint';
import { bundleFiles, headPlan, renderScript, runtimeFolder, userDataStub } from '../../../lib/boot';
import { FAMILIES, headOptions, SLURM, samplePlans } from '../../boot/samples';
import { debian13Root, inDebian13 } from '../support/debian13';

const BUILD_MILLISECONDS = 600_000;

beforeAll(() => {
  debian13Root();
}, BUILD_MILLISECONDS);

/** As a target would write it, with a Region in the place of every fact. */
function plain(text: Text): string {
  return resolveText<string>(text, {
    literal: (each) => each,
    env: () => 'us-west-2',
    ref: (reference) => `${reference.ref}-${reference.attribute}`,
    join: (pieces) => pieces.join(''),
  });
}

function stubs(): Map<string, string> {
  const early = 'export HTTPS_PROXY=http://proxy.example.org:3128\nexport NO_PROXY=169.254.169.254';
  return new Map(
    FAMILIES.flatMap((packages) => (['aws', 'oci'] as const).map((cloud) => ({ packages, cloud }))).flatMap(
      (where): [string, string][] => [
        [
          `head-${where.cloud}-${where.packages}`,
          plain(userDataStub({ cluster: 'ocean', role: 'head', early, ...where })),
        ],
        [
          `compute-${where.cloud}-${where.packages}`,
          plain(userDataStub({ cluster: 'ocean', role: 'compute', partition: 'gpu', ...where })),
        ],
      ],
    ),
  );
}

function stubScript(yaml: string): string {
  const { write_files: files } = parse(yaml) as { write_files: { path: string; content: string }[] };
  const stub = files.find((file) => file.path === '/usr/local/sbin/terrane-stub');
  if (stub === undefined) throw new Error('the user data writes no stub');
  return stub.content;
}

function bundle(): BundleFile[] {
  return bundleFiles({ head: headPlan(headOptions('apt')), compute: {}, slurm: SLURM });
}

function programs(): BundleFile[] {
  return bundle().filter((file) => file.path.startsWith('bin/'));
}

test('shellcheck has nothing to say about any rendered script, of any severity', () => {
  const files = {
    ...Object.fromEntries([...samplePlans()].map(([name, plan]) => [`/work/${name}.sh`, renderScript(plan)])),
    ...Object.fromEntries([...stubs()].map(([name, yaml]) => [`/work/stub-${name}.sh`, stubScript(yaml)])),
    ...Object.fromEntries(programs().map((file) => [`/work/${file.path.replace('/', '-')}.sh`, file.text ?? ''])),
  };
  const { status, output } = inDebian13('shellcheck --severity=style --external-sources /work/*.sh', { files });
  expect({ status, output }).toEqual({ status: 0, output: '' });
});

test('shellcheck does find a mistake in a rendered script', () => {
  const files = { '/work/bad.sh': `${renderScript(headPlan(headOptions('apt')))}echo $1\n` };
  const { status, output } = inDebian13('shellcheck --severity=style /work/bad.sh', { files });
  expect(status).toBe(1);
  expect(output).toContain('SC2086');
});

test("cloud-init's schema accepts the user data of every role and family", () => {
  const files = Object.fromEntries([...stubs()].map(([name, yaml]) => [`/work/${name}.yaml`, yaml]));
  const script = 'for each in /work/*.yaml; do cloud-init schema --config-file "$each"; done';
  const { status, output } = inDebian13(`set -e\n${script}`, { files });
  expect(status).toBe(0);
  expect(output.match(/Valid schema/g)).toHaveLength(stubs().size);
});

test("cloud-init's schema refuses user data with a wrong key", () => {
  const files = { '/work/bad.yaml': '#cloud-config\nwrite_files:\n  - pathh: /etc/motd\n    content: x\n' };
  const { status, output } = inDebian13('cloud-init schema --config-file /work/bad.yaml', { files });
  expect(status).not.toBe(0);
  expect(output).toContain('pathh');
});

test('systemd accepts every unit that a boot writes', () => {
  const script = renderScript(headPlan(headOptions('apt')));
  const units = [...script.matchAll(/unit_file (terrane-\S+) <<'END'\n([\s\S]*?)\nEND\n/g)];
  const files = Object.fromEntries(units.map(([, name, text]) => [`/etc/systemd/system/${name}`, `${text}\n`]));
  expect(Object.keys(files)).toHaveLength(7);
  const check =
    'mkdir -p /opt/terrane/bin; printf "#!/bin/sh\\n" > /opt/terrane/bin/terrane-node; chmod +x /opt/terrane/bin/terrane-node';
  const { status, output } = inDebian13(`${check}\nsystemd-analyze verify ${Object.keys(files).join(' ')}`, { files });
  expect({ status, output }).toEqual({ status: 0, output: '' });
});

test("the launcher runs the bundle's programs, whatever the caller's folder and environment hold", () => {
  const text = ({ text: own, runtime }: BundleFile): string =>
    own ?? readFileSync(join(runtimeFolder(), runtime ?? ''), 'utf8');
  const files = {
    ...Object.fromEntries(bundle().map((file) => [`/opt/terrane/${file.path}`, text(file)])),
    '/evil/argparse.py': 'raise SystemExit("foreign code ran")\n',
  };
  const script = 'cd /evil; PYTHONPATH=/evil /opt/terrane/bin/terrane-node --help';
  const { status, output } = inDebian13(script, { files });
  expect(status).toBe(0);
  for (const subcommand of [
    'report',
    'value',
    'secret',
    'attach',
    'mounts',
    'node-name',
    'signal',
    'reconcile',
    'update',
    'spot-watch',
  ]) {
    expect(output).toContain(subcommand);
  }
});
