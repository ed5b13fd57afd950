import type { Blueprint } from '../../lib/blueprint';
import { block, group, opened, tcp, twoPartitions } from '../reports/reach';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';
import { cdkOut, folderWith, removeFolders, terrane } from './folders';

afterAll(removeFolders);

const closed = sampleBlueprint();
const web = opened([tcp(block('192.0.2.0/24'), group('head'), 443, 'notebooks')]);

/** A folder with a blueprint, and a template with some resources of its stack. */
function synthesised(blueprint: Blueprint, resources: object = {}): string {
  return folderWith({
    ...cdkOut(blueprint),
    'cdk.out/Stack.template.json': JSON.stringify({ Resources: resources }),
    'cdk.out/Other.template.json': '{}',
  });
}

const reach = (blueprint: Blueprint, ...args: string[]) => terrane(synthesised(blueprint), 'reach', 'cdk.out', ...args);

describe('the whole', () => {
  test('tells who talks to whom, and what goes out; ends with 0 where nothing comes in', async () => {
    const { code, out } = await reach(closed);
    expect(code).toBe(0);
    expect(out).toContain('  compute-fleet  head-machine   tcp 6817    slurmctld\n');
    expect(out).toContain('  The internet reaches nothing.\n');
    expect(out).toMatch(
      /everybody \(0\.0\.0\.0\/0\) {2}head-machine {2}tcp 443 {2}address translation {2}cloud services/,
    );
    expect(out).toContain('People enter head-machine by the session service');
    expect(out).toContain('Stack/Sample: closed to the internet\n');
  });

  test('partitions that are alike share a row', async () => {
    const both = { ...twoPartitions(), flows: SAMPLE.flows };
    const parts = both.parts.map((part) => (part.id === 'gpu-fleet' ? { ...part, securityGroups: ['compute'] } : part));
    const { out } = await reach(sampleBlueprint({ ...both, parts } as object));
    expect(out).toMatch(/ {2}compute-fleet {2}head-machine +tcp 6817 +slurmctld\n {2}gpu-fleet\n/);
  });

  test('ends with 1 where the internet reaches what is not allowed, and says how to allow it', async () => {
    const { code, out } = await reach(web);
    expect(code).toBe(1);
    expect(out).toContain(
      'Stack/Sample: open to the internet, and not allowed:\n  tcp 443 of head-machine, from 192.0.2.0/24, by one that it is given at launch (notebooks)\nClose it, or say that it is wanted: --allow head-machine:443\n',
    );
  });

  test('ends with 0 where all of it is allowed, and with 1 where a part of it is not', async () => {
    expect((await reach(web, '--allow', 'head-machine:443@192.0.2.0/24')).code).toBe(0);
    expect((await reach(web, '--allow', 'head-machine:22', '--allow', 'head-machine:443')).code).toBe(0);
    expect((await reach(web, '--allow', 'head-machine:443@192.0.2.0/30')).code).toBe(1);
  });

  test('is one document for programs', async () => {
    const { out } = await reach(web, '--json');
    const [only] = JSON.parse(out).blueprints;
    expect(Object.keys(only)).toEqual([
      'path',
      'conversations',
      'exposed',
      'notAllowed',
      'egress',
      'sessions',
      'foreignGroups',
      'beside',
      'missing',
    ]);
    expect(only.exposed).toEqual(only.notAllowed);
    expect(only.exposed[0]).toMatchObject({ part: 'head-machine', protocol: 'tcp', from: ['192.0.2.0/24'] });
  });

  test('a rule that the app makes on a group of the cluster is listed, and counts', async () => {
    const resources = {
      Head: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp' }],
          Tags: [{ Key: 'Name', Value: 'sample-head' }],
        },
      },
      Ssh: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          GroupId: { 'Fn::GetAtt': ['Head', 'GroupId'] },
          CidrIp: '0.0.0.0/0',
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
        },
      },
    };
    const { code, out } = await terrane(synthesised(opened([]), resources), 'reach', 'cdk.out');
    expect(code).toBe(1);
    expect(out).toMatch(
      /ingress +sample-head {2}everybody \(0\.0\.0\.0\/0\) {2}tcp 22 +Ssh of\n? +cdk\.out\/Stack\.template\.json/,
    );
    expect(out).toContain("No template has the ingress rule of head for 'slurmctld', which the declaration asks for.");
    expect(out).toContain('tcp 22 of head-machine, from everybody (0.0.0.0/0)');
  });
});

describe('one question', () => {
  test('yes ends with 0 and says what for', async () => {
    const { code, out } = await reach(closed, '--from', 'compute', '--to', 'head', '--port', '6817');
    expect([code, out]).toEqual([
      0,
      'compute to head, tcp 6817: yes\n  compute-fleet to head-machine: yes: slurmctld\n',
    ]);
  });

  test('no ends with 1 and says what is in the way', async () => {
    const { code, out } = await reach(closed, '--from', 'internet', '--to', 'head', '--port', '22');
    expect(code).toBe(1);
    expect(out).toContain('no rule lets head-machine receive it; head-machine has no public address');
  });

  test('in part ends with 1', async () => {
    const two = sampleBlueprint(twoPartitions());
    const { code, out } = await reach(two, '--from', 'nodes', '--to', 'home', '--port', '2049');
    expect(code).toBe(1);
    expect(out).toContain(
      'nodes to home, tcp 2049: in part\n  compute-fleet to home: yes: NFS\n  gpu-fleet to home: no:',
    );
  });

  test('is one document for programs', async () => {
    const { out } = await reach(closed, '--from', 'head', '--to', 'home', '--port', '2049', '--json');
    expect(JSON.parse(out)).toMatchObject({ path: 'Stack/Sample', extent: 'all', pairs: [{ to: 'home' }] });
  });
});

describe('misuse ends with 2', () => {
  test.each([
    [['--from', 'comptue', '--to', 'head', '--port', '1'], "nothing is called 'comptue'. Did you mean 'compute'?"],
    [['--from', 'compute', '--to', 'head'], 'a question has --from, --to and --port'],
    [['--from', 'compute', '--to', 'head', '--port', 'ssh'], 'Give a whole number from 0 to 65535'],
    [['--allow', 'haed-machine'], "no part is called 'haed-machine'. Did you mean 'head-machine'?"],
    [['--allow', 'head-machine:https'], 'Write a part, and where it is meant narrower a port and a block'],
    [['--of', 'Stack/Simple'], "there is no declaration 'Stack/Simple'. Did you mean 'Stack/Sample'?"],
    [['--from', 'a', '--to', 'b', '--port', '1', '--allow', 'head-machine'], '--allow is for the whole'],
  ])('%j', async (args, words) => {
    const { code, err } = await reach(closed, ...args);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
