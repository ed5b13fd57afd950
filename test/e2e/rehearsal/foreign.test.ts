import { existsSync } from 'node:fs';
import { type HostState, Rehearsal } from '../../../lib/testing';
import { aws, object, texts } from './support/aws';

jest.setTimeout(900_000);

const APPS = 'test/e2e/rehearsal/apps';
const PLUGINS = '/opt/tf-plugins';
const GROUP = { AutoScalingGroupName: 'members' };

describe('what is not ours is rehearsed too', () => {
  let cloud: Rehearsal;

  beforeAll(async () => {
    if (existsSync(PLUGINS)) process.env['TERRANE_TERRAFORM_PLUGINS'] ??= PLUGINS;
    cloud = await Rehearsal.start();
  });

  afterAll(() => cloud?.stop());

  const named = async (name: string): Promise<HostState[]> => {
    const { hosts } = await cloud.status();
    return hosts.filter((host) => host.name === name);
  };
  const ready = async (name: string): Promise<string[]> =>
    (await named(name)).filter(({ state }) => state === 'ready').map(({ id }) => id);
  const contentOf = async (id: string, file: string): Promise<string> =>
    (await (await cloud.host(id)).run(['cat', file])).stdout;

  describe('an app of AWS CDK', () => {
    let bucket: string;

    test('its instance boots from its user data', async () => {
      await cloud.deploy({ app: `node ${APPS}/plain-cdk.js` });
      await cloud.waitFor('Plain/Web');
      const web = await cloud.host('Plain/Web');
      expect(await contentOf(web.id, '/srv/page')).toBe('made by user data\n');
      const answer = await web.run('curl --silent --fail --retry 5 --retry-connrefused http://localhost/page');
      expect(answer).toMatchObject({ code: 0, stdout: 'made by user data\n' });
    });

    test('its role reads the bucket, and does not write to it', async () => {
      const stack = await aws(cloud, 'cloudformation', 'DescribeStacks', { StackName: 'Plain' });
      [bucket] = texts(stack, 'OutputValue') as [string];
      await object(cloud, 'PUT', bucket, 'hello', 'from the bucket\n');
      const web = await cloud.host('Plain/Web');
      expect((await web.run(`aws s3 cp s3://${bucket}/hello -`)).stdout).toBe('from the bucket\n');
      const written = await web.run(`aws s3 cp /srv/page s3://${bucket}/page`);
      expect(written.code).not.toBe(0);
      expect(written.stderr).toMatch(/AccessDenied.*s3:PutObject/);
      expect((await cloud.report()).denied).toEqual([
        expect.objectContaining({ action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/page` }),
      ]);
    });
  });

  describe('files of Terraform', () => {
    test('an instance and a group of two boot, and reach each other as their rules say', async () => {
      await cloud.deploy({ terraform: `${APPS}/plain-terraform` });
      await cloud.settled();
      const workers = await ready('worker');
      expect(workers).toHaveLength(2);
      for (const id of workers) expect(await contentOf(id, '/srv/job')).toBe('one job\n');
    });

    test('a second plan changes nothing', async () => {
      expect(await cloud.secondPlans()).toEqual([{ stack: 'plain-terraform', changes: '' }]);
    });
  });

  describe('a template with an Auto Scaling group and two networks', () => {
    test('the group has its members, one in each zone', async () => {
      await cloud.deploy({ template: `${APPS}/two-networks.yaml` });
      await cloud.settled();
      const members = await ready('member');
      expect(members).toHaveLength(2);
      for (const id of members) expect(await contentOf(id, '/srv/member')).toBe('member of two-networks\n');
      const subnets = (await named('member')).map(({ address }) => address.split('.')[2]);
      expect(subnets.sort()).toEqual(['1', '2']);
    });

    test('networks with the same addresses are apart', async () => {
      const [first, second] = (await named('member')).sort((one, other) =>
        one.address.localeCompare(other.address),
      ) as [HostState, HostState];
      const ask = `curl --silent --show-error --max-time 4 http://${second.address}:9000/member`;
      expect((await (await cloud.host(first.id)).run(ask)).stdout).toBe('member of two-networks\n');
      const stranger = await cloud.host('stranger');
      expect(stranger.state.vpc).not.toBe(first.vpc);
      expect((await stranger.run(ask)).code).not.toBe(0);
      expect(await contentOf(stranger.id, '/srv/member')).toBe('stranger\n');
    });

    test('one more is wanted, one more boots', async () => {
      const before = await ready('member');
      await aws(cloud, 'autoscaling', 'SetDesiredCapacity', { ...GROUP, DesiredCapacity: '3' });
      await cloud.waitFor(async () => (await ready('member')).length === 3);
      expect(await ready('member')).toEqual(expect.arrayContaining(before));
    });

    test('one whose hardware fails is replaced', async () => {
      const [lost, ...others] = (await ready('member')) as [string, ...string[]];
      await cloud.fault({ kind: 'kill', host: lost });
      await cloud.waitFor(async () => {
        const members = await ready('member');
        return members.length === 3 && !members.includes(lost);
      });
      expect(await ready('member')).toEqual(expect.arrayContaining(others));
    });

    test('those that are protected stay when fewer are wanted', async () => {
      const [one, other, third] = (await ready('member')) as [string, string, string];
      const kept = { 'InstanceIds.member.1': one, 'InstanceIds.member.2': other };
      await aws(cloud, 'autoscaling', 'SetInstanceProtection', { ...GROUP, ...kept, ProtectedFromScaleIn: 'true' });
      await aws(cloud, 'autoscaling', 'SetDesiredCapacity', { ...GROUP, DesiredCapacity: '1' });
      await cloud.waitFor(async () => !(await named('member')).some(({ id }) => id === third));
      await cloud.settled();
      expect((await ready('member')).sort()).toEqual([one, other].sort());
    });
  });

  test('all of it is destroyed, and nothing is left', async () => {
    await cloud.destroy();
    await cloud.waitFor(({ hosts }) => hosts.length === 0);
    const { orphans, failures, troubles } = await cloud.report(true);
    expect({ orphans, failures, troubles }).toEqual({ orphans: [], failures: [], troubles: [] });
  });
});
