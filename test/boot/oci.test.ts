import { parse } from 'yaml';
import { refsIn, resolveText, type Text } from '../../lib/blueprint';
import {
  type BootPlan,
  bundleFiles,
  computePlan,
  headPlan,
  type PackageFamily,
  renderScript,
  type Step,
  stubBytes,
  userDataStub,
} from '../../lib/boot';
import { computeOptions, FAMILIES, headOptions, inOci, SLURM } from './samples';

const HEAD = { cluster: 'ocean', role: 'head', packages: 'apt', cloud: 'oci' } as const;

/** Facts of a place, each by its own name. */
function plain(text: Text): string {
  return resolveText<string>(text, {
    literal: (each) => each,
    env: (name) => `<${name}>`,
    ref: () => '',
    join: (all) => all.join(''),
  });
}

function written(text: Text, path: string): string {
  const { write_files: files } = parse(plain(text)) as { write_files: { path: string; content: string }[] };
  return files.find((file) => file.path === path)?.content ?? '';
}

const stub = (options: Parameters<typeof userDataStub>[0]): string =>
  written(userDataStub(options), '/usr/local/sbin/terrane-stub');

/** The lines of a phase of one step, without the trap that each begins with. */
function lines(step: Step, packages: PackageFamily): string[] {
  const plan: BootPlan = {
    role: 'compute',
    packages,
    cloud: 'oci',
    phases: [{ name: 'only', budgetSeconds: 7, steps: [step] }],
  };
  const inside = renderScript(plan).split('phase_only() {\n')[1]?.split('\n}')[0] as string;
  return inside
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
}

describe('the user data', () => {
  test('tells the machine where in the cloud it is', () => {
    expect(JSON.parse(written(userDataStub(HEAD), '/etc/terrane/node.json'))).toEqual({
      cluster: 'ocean',
      role: 'head',
      region: '<region>',
      documents: '/terrane/ocean',
      cloud: 'oci',
      compartment: '<compartment>',
      namespace: '<namespace>',
      bucket: '<documentsBucket>',
      tags: '<tagNamespace>',
    });
    expect(refsIn(userDataStub(HEAD))).toEqual([]);
  });

  // 32,000 bytes of metadata in all, encoded: https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/Instance/LaunchInstance
  test.each(FAMILIES)('takes less than half of what metadata may, packages by %s', (packages) => {
    expect((stubBytes(userDataStub({ ...HEAD, packages })) * 4) / 3).toBeLessThan(16000);
  });

  test('names nothing of another cloud', () => {
    for (const packages of FAMILIES) expect(stub({ ...HEAD, packages })).not.toMatch(/boto|aws|amazon|s3|ssm/i);
  });
});

describe('the SDK', () => {
  test('is looked for where the boot puts it before anything is installed', () => {
    expect(stub(HEAD)).toContain(
      'sys.path.insert(0, "/opt/terrane-sdk"); sys.exit(importlib.util.find_spec("oci") is None)',
    );
  });

  test('is pinned by its content, and its dependencies come from Debian and Ubuntu', () => {
    expect(stub(HEAD)).toMatch(
      /install --no-install-recommends python3-certifi python3-circuitbreaker .* python3-tz &&\n/,
    );
    expect(stub(HEAD)).toMatch(/--no-deps --no-compile --require-hashes --target \/opt\/terrane-sdk\.fresh/);
    expect(stub(HEAD)).toMatch(/\noci==2\.160\.0 --hash=sha256:[0-9a-f]{64}\nPINNED\n/);
  });

  test('is a package of Oracle Linux, and pinned as well where it is not', () => {
    const text = stub({ ...HEAD, packages: 'dnf' });
    expect(text).toContain('  dnf -q -y install python39-oci-sdk && return\n');
    expect(text).toMatch(/\noci==2\.160\.0 .*\ncircuitbreaker==\S+ --hash=sha256:[0-9a-f]{64}\nPINNED\n/);
  });

  test('asks the metadata service itself, whatever proxy the author sets', () => {
    const text = stub({ ...HEAD, early: 'export HTTP_PROXY=http://proxy:3128 NO_PROXY=example.org' });
    expect(text.indexOf(',169.254.169.254\nexport no_proxy')).toBeGreaterThan(text.indexOf('. /etc/terrane/early.sh'));
  });
});

describe('images of the cloud', () => {
  const step: Step = { kind: 'platform', trusted: ['10.0.0.0/16'] };

  test('have a firewall of their own, which leaves it to the network what arrives', () => {
    expect(lines(step, 'apt')).toEqual(['open_firewall_apt']);
    expect(lines(step, 'dnf')).toEqual(['allow_nfs_homes', 'open_firewall_dnf']);
  });

  test('of Oracle Linux would name the machine back', () => {
    const name: Step = { kind: 'hostname', name: 'head', fqdn: 'head.nodes1.ocean.oraclevcn.com' };
    expect(lines(name, 'dnf')[0]).toBe('keep_host_name');
    expect(lines(name, 'apt')).toEqual(['name_machine head head.nodes1.ocean.oraclevcn.com']);
  });

  test('have the agent of the session service, or none: nothing is installed, and nothing fails', () => {
    const script = renderScript({ role: 'head', packages: 'apt', cloud: 'oci', phases: [access()] });
    expect(script).toContain('oracle-cloud-agent');
    expect(script).not.toMatch(/amazon|curl/);
  });

  function access(): BootPlan['phases'][number] {
    return { name: 'access', budgetSeconds: 7, steps: [{ kind: 'sessionAgent' }] };
  }
});

describe('a node', () => {
  const phases = (plan: BootPlan): string[] => plan.phases.map((phase) => phase.name);
  const options = inOci(computeOptions('dnf'));

  test('runs one hardware thread a core where the launch cannot say so, now and at every start', () => {
    expect(phases(computePlan(options))).not.toContain('threads');
    const plan = computePlan({ ...options, oneThread: true });
    expect(phases(plan).indexOf('threads')).toBeLessThan(phases(plan).indexOf('slurmd'));
    expect(renderScript(plan)).toContain('ExecStart=/bin/bash /opt/terrane/boot/compute-compute.sh --phase threads\n');
  });

  test('waits for the addresses of its RDMA devices, which the agent gives', () => {
    const phase = computePlan(options).phases.find(({ name }) => name === 'fabric');
    expect(phase?.budgetSeconds).toBe(300);
    const script = renderScript(computePlan(options));
    expect(script).toContain('rdma link show');
    expect(script).not.toMatch(/modprobe efa|modules-load/);
  });

  test('has the settings of the fabric where UCX looks for them, and where people do', () => {
    const script = renderScript(computePlan(options));
    expect(script).toContain('\nUCX_IB_TRAFFIC_CLASS=105\nUCX_IB_GID_INDEX=3\n$known\nSETTINGS\n');
    expect(script).toContain('export UCX_IB_TRAFFIC_CLASS=105\n');
    expect(script).not.toContain('FI_PROVIDER');
  });

  test('takes disks of its own for scratch, not those of the network', () => {
    expect(renderScript(computePlan(options))).toContain('--output NAME,TRAN');
  });

  test('gets what mounts the managed file systems', () => {
    const logical = computePlan({ ...options, mounts: ['nfs'] })
      .phases.flatMap((phase) => phase.steps)
      .flatMap((step) => (step.kind === 'packages' ? [...step.logical] : []));
    expect(logical).toContain('nfsClient');
  });
});

test('a Lustre client is part of the image or the boot ends with a reason', () => {
  for (const family of FAMILIES) {
    const script = renderScript(headPlan(inOci(headOptions(family))));
    expect(script).toContain(`lustre_${family}() {\n  if ! command -v mount.lustre > /dev/null; then\n`);
    expect(script).not.toContain('fsx');
  }
});

test('machines carry the programs of their own cloud alone', () => {
  const clouds = (cloud: 'aws' | 'oci'): string[] => {
    const head = headPlan({ ...headOptions('apt'), cloud });
    const paths = bundleFiles({ head, compute: {}, slurm: SLURM }).map((file) => file.path);
    return [...new Set(paths.flatMap((path) => /^terrane_node\/cloud\/(aws|oci)/.exec(path)?.[1] ?? []))];
  };
  expect([clouds('aws'), clouds('oci')]).toEqual([['aws'], ['oci']]);
});

test('homes on a new file system are labelled where SELinux is', () => {
  const homes: Step = { kind: 'homes', users: [{ name: 'ada', uid: 2001 }], root: '/home' };
  expect(lines(homes, 'dnf')).toEqual(['home_folder ada /home/ada', 'label_homes /home /home/ada']);
  expect(lines(homes, 'apt')).toEqual(['home_folder ada /home/ada']);
});
