import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Blueprint, type BundleFile, resolveText, type Text } from '../../../lib/blueprint';
import { runtimeFolder } from '../../../lib/boot';
import { debian13Root, inDebian13 } from '../support/debian13';
import { emptyFolder, ROOT } from '../support/paths';
import { COMPLAINTS, prepareSlurmctld, START_SLURMCTLD } from './slurmctld';

const MINUTES = 60_000;

/** Every cluster of every example, on each cloud, from what its app leaves in its output folder. */
function clusters(): [string, Blueprint][] {
  const examples = readdirSync(join(ROOT, 'examples'));
  return examples.flatMap((id) => ['cdk.js', 'oci.js'].flatMap((app) => clustersOf(id, app)));
}

function clustersOf(id: string, app: string): [string, Blueprint][] {
  const program = join(ROOT, 'dist/examples', id, app);
  if (!existsSync(program)) return [];
  const out = emptyFolder(`boot-${id}`);
  const env = { ...process.env, CDK_OUTDIR: out, CDKTF_OUTDIR: out, CDK_VALIDATION: 'false' };
  const run = spawnSync('node', [program], { cwd: ROOT, encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(run.stderr);
  const files = readdirSync(join(out, 'terrane'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(out, 'terrane', name), 'utf8'));
  rmSync(out, { recursive: true, force: true });
  return files.map((json): [string, Blueprint] => {
    const blueprint = Blueprint.fromJson(json);
    return [`${id} on ${blueprint.data.provider}: ${blueprint.data.name}`, blueprint];
  });
}

const CLUSTERS = clusters();

beforeAll(() => {
  debian13Root();
}, 10 * MINUTES);

/** Whether Slurm runs there: a gateway whose sessions are its own has none. */
function isScheduled(blueprint: Blueprint): boolean {
  return blueprint.data.facts.partitions.length > 0;
}

function plain(text: Text): string {
  return resolveText<string>(text, {
    literal: (each) => each,
    env: () => 'us-west-2',
    ref: (reference) => `${reference.ref}-${reference.attribute}`,
    join: (pieces) => pieces.join(''),
  });
}

function bundleOf(blueprint: Blueprint): readonly BundleFile[] {
  return blueprint.partsOf('bundle').flatMap((part) => part.files);
}

/** User data of every role, as a target would write it. */
function userData(blueprint: Blueprint): Map<string, string> {
  const machines = [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')];
  return new Map(machines.map((part) => [part.id, plain(part.userData)]));
}

function scriptsOf(blueprint: Blueprint): Map<string, string> {
  const rendered = bundleOf(blueprint).filter((file) => file.text?.startsWith('#!') === true);
  const stubs = [...userData(blueprint)].flatMap(([id, yaml]) => {
    const { write_files: files } = parse(yaml) as { write_files: { path: string; content: string }[] };
    return files
      .filter((file) => file.content.startsWith('#!'))
      .map((file): [string, string] => [`${id}${file.path}`, file.content]);
  });
  return new Map([...rendered.map((file): [string, string] => [file.path, file.text ?? '']), ...stubs]);
}

/** The bundle where the stub unpacks it, but for the program that talks to the cloud. */
function unpacked(blueprint: Blueprint): { [path: string]: string } {
  const files = bundleOf(blueprint).map((file): [string, string] => {
    const text = file.text ?? readFileSync(join(runtimeFolder(), file.runtime ?? ''), 'utf8');
    return [`/opt/terrane/${file.path}`, text];
  });
  return { ...Object.fromEntries(files), '/opt/terrane/bin/terrane-node': '#!/bin/bash\ntrue\n' };
}

test.each(CLUSTERS)(
  '%s: shellcheck has nothing to say about its boot scripts, of any severity',
  (_name, blueprint) => {
    const scripts = scriptsOf(blueprint);
    const own = isScheduled(blueprint) ? 'bin/terrane-resume' : 'bin/terrane-hub';
    expect([...scripts.keys()]).toEqual(expect.arrayContaining(['boot/head.sh', own]));
    const files = Object.fromEntries([...scripts].map(([path, text]) => [`/check/${path.replaceAll('/', '_')}`, text]));
    const { status, output } = inDebian13('shellcheck --severity=style /check/*', { files });
    expect([status, output]).toEqual([0, '']);
  },
  2 * MINUTES,
);

test.each(CLUSTERS)(
  '%s: cloud-init accepts the user data of every role',
  (_name, blueprint) => {
    const documents = userData(blueprint);
    expect(documents.size).toBeGreaterThanOrEqual(isScheduled(blueprint) ? 2 : 1);
    const files = Object.fromEntries([...documents].map(([id, yaml]) => [`/check/${id}`, yaml]));
    const { status, output } = inDebian13('set -e; for f in /check/*; do cloud-init schema --config-file "$f"; done', {
      files,
    });
    expect([status, output.match(/Valid schema/g)?.length]).toEqual([0, documents.size]);
  },
  2 * MINUTES,
);

/** Debian's Slurm is of another age than that of EPEL 9, whose settings it does not know all. */
const OF_DEBIAN = CLUSTERS.filter(
  ([, blueprint]) =>
    isScheduled(blueprint) && !/oracle/.test(blueprint.partsOf('machine')[0]?.image.distribution ?? ''),
);

test.each(OF_DEBIAN)(
  '%s: slurmctld starts with its settings and complains of none',
  (_name, blueprint) => {
    const fqdn = blueprint.partsOf('dnsRecord')[0]?.name as string;
    const script = `${prepareSlurmctld(fqdn)}${START_SLURMCTLD}${COMPLAINTS}
scontrol show config > /dev/null
sinfo --noheader --format 'PARTITION %R %D %N'`;
    const { status, output } = inDebian13(script, { files: unpacked(blueprint) });
    expect([status, output.match(/COMPLAINT.*/g) ?? []]).toEqual([0, []]);
    for (const { name, max, nodes } of blueprint.data.facts.partitions)
      expect(output).toContain(`PARTITION ${name} ${max} ${max === 1 ? `${name}-1` : nodes}`);
  },
  2 * MINUTES,
);

test(
  'slurmd reads the hardware that it runs on',
  () => {
    const { status, output } = inDebian13('slurmd -C');
    expect([status, output]).toEqual([0, expect.stringMatching(/NodeName=\S+ CPUs=\d+ .*RealMemory=\d+/)]);
  },
  MINUTES,
);
