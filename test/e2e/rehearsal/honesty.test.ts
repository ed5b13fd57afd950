import { execFile } from 'node:child_process';
import { Rehearsal } from '../../../lib/testing';
import { ROOT } from '../support/paths';
import { instance, PRIVATE_NETWORK, type Resources, removeTemplates, template } from './support/templates';

jest.setTimeout(900_000);

const HELLO = '#!/bin/bash\necho hello\n';

const MISTAKES: readonly (readonly [what: string, name: string, resources: Resources, says: RegExp])[] = [
  [
    'an unknown type',
    'UnknownType',
    { Head: { Type: 'AWS::EC2::Instanse', Properties: {} } },
    /CreateStack: Template format error: Unrecognized resource types: \[AWS::EC2::Instanse\]/,
  ],
  [
    'an unknown property',
    'UnknownProperty',
    { ...PRIVATE_NETWORK, Host: instance(HELLO, { SecurityGroupId: 'sg-1' }) },
    /CreateStack: Properties validation failed for resource Host with message:\s+#: extraneous key \[SecurityGroupId\] is not permitted/,
  ],
  [
    'user data of 17 KB',
    'LongUserData',
    { ...PRIVATE_NETWORK, Host: instance(`#!/bin/bash\n#${'x'.repeat(17 * 1024)}\n`) },
    /Host: .*User data is limited to 16384 bytes/,
  ],
  [
    'an image that there is not',
    'WrongImage',
    { ...PRIVATE_NETWORK, Host: instance(HELLO, { ImageId: 'ami-0123456789abcdef0' }) },
    /Host: .*The image id '\[ami-0123456789abcdef0\]' does not exist/,
  ],
  [
    'a subnet outside its VPC',
    'SubnetOutside',
    {
      Vpc: PRIVATE_NETWORK['Vpc'] as Resources[string],
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.8.1.0/24' } },
    },
    /Subnet: .*The CIDR '10\.8\.1\.0\/24' is invalid/,
  ],
];

describe('a template that the cloud would refuse', () => {
  let cloud: Rehearsal;

  beforeAll(async () => {
    cloud = await Rehearsal.start();
  });

  afterAll(async () => {
    await cloud?.stop();
    removeTemplates();
  });

  test.each(MISTAKES)('with %s fails in its words', async (_, name, resources, says) => {
    await expect(cloud.deploy(template(name, resources))).rejects.toThrow(says);
    expect((await cloud.status()).hosts).toEqual([]);
  });

  test('leaves nothing that could not be destroyed', async () => {
    await expect(cloud.destroy()).resolves.toBeUndefined();
  });

  test('a subnet without a way out: a boot that calls an API fails, and the report says why', async () => {
    const calls = '#!/bin/bash\nset -e\ncurl --silent --show-error --max-time 4 https://ssm.us-east-1.amazonaws.com/\n';
    await cloud.deploy(template('NoWay', { ...PRIVATE_NETWORK, Host: instance(calls) }));
    const { hosts } = await cloud.settled();
    expect(hosts).toEqual([expect.objectContaining({ state: 'failed' })]);
    const { failures, refused } = await cloud.report();
    expect(failures).toEqual([expect.objectContaining({ id: hosts[0]?.id })]);
    expect(JSON.stringify(failures[0])).toMatch(/curl: \(28\)/);
    expect(refused).toContainEqual(
      expect.objectContaining({
        direction: 'route',
        protocol: 'tcp',
        port: 443,
        sentence: expect.stringMatching(/cannot reach .* at tcp\/443: rtb-\w+ of subnet-\w+ has no default route/),
      }),
    );
    await cloud.destroy();
  });
});

describe('nodes that outlive their cluster', () => {
  let cloud: Rehearsal;

  beforeAll(async () => {
    cloud = await Rehearsal.start({ region: 'us-west-2' });
  });

  afterAll(() => cloud?.stop());

  test('are orphans: their subnet cannot be deleted, as on AWS', async () => {
    await cloud.deploy({ app: 'node dist/examples/mpas-ocean/small-cdk.js' });
    const head = await cloud.host('mpas-ocean-head');
    await head.run('/opt/terrane/bin/terrane-node resume compute-1');
    await cloud.waitFor('compute-1');
    const node = await cloud.host('compute-1');
    // Dead at once: it cannot end its nodes when it is terminated.
    await cloud.fault({ kind: 'kill', host: head.id });
    await expect(cloud.destroy()).rejects.toThrow(/has dependencies and cannot be deleted/);
    const { orphans } = await cloud.report(true);
    expect(orphans).toEqual([expect.objectContaining({ id: node.id })]);
  });
});

interface Verdict {
  readonly passed: boolean;
  readonly checks: readonly { readonly name: string; readonly result: string; readonly lines: readonly string[] }[];
}

/** `terrane rehearse --json` of an app. */
function rehearse(app: string): Promise<{ code: number; verdict: Verdict }> {
  const args = ['dist/bin/terrane.js', 'rehearse', '--app', app, '--name', `verdict-${process.pid}`, '--json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      try {
        resolve({ code, verdict: JSON.parse(stdout) as Verdict });
      } catch {
        reject(new Error(`ended with ${code}:\n${stdout}\n${stderr}`));
      }
    });
  });
}

test('a group without the Slurm port: the boot says what it cannot reach, the verdict which flow is missing', async () => {
  const { code, verdict } = await rehearse('node test/e2e/rehearsal/apps/no-slurm-port.js');
  expect({ code, passed: verdict.passed }).toEqual({ code: 1, passed: false });
  const failed = new Map(verdict.checks.filter(({ result }) => result === 'failed').map((each) => [each.name, each]));
  expect([...failed.keys()].sort()).toEqual(['flows', 'hosts', 'job']);
  expect(failed.get('hosts')?.lines.join('\n')).toMatch(
    /compute-1.*, phase 'slurmd': cannot reach head:6817 \(10\.0\./,
  );
  expect(failed.get('flows')?.lines.join('\n')).toMatch(
    /compute-1.* may not reach .*head.* at tcp\/6817: no ingress rule of sg-\w+ \(.*HeadGroup.*\) allows it/,
  );
});
