import {
  awsCatalogue,
  type Blueprint,
  Duration,
  declareNotebookGateway,
  inPartitions,
  type NotebookGatewayProps,
  Size,
  TerraneError,
} from '../../../lib';
import { homesCost } from '../../../lib/reports';
import { GOOD } from './bad-declarations';
import { ALL, BAD_STORAGE, HOST_KEY } from './bad-storage';

const AROUND = { path: 'Physics/Hub', catalogue: awsCatalogue, region: 'us-east-1' };
const declare = (props: NotebookGatewayProps) => declareNotebookGateway(props, AROUND);

function textOf(blueprint: Blueprint, path: string): string {
  const [bundle] = blueprint.partsOf('bundle');
  const file = bundle?.files.find((each) => each.path === path);
  if (file === undefined || !('text' in file) || typeof file.text !== 'string') throw new Error(`no ${path}`);
  return file.text;
}

function errorOf(props: NotebookGatewayProps, given: string): TerraneError {
  try {
    declare(props);
  } catch (error) {
    if (error instanceof TerraneError) return error;
    throw error;
  }
  throw new Error(`${given}: a blueprint came of it`);
}

describe('bad declarations of homes and stores', () => {
  test.each(BAD_STORAGE.map((bad) => [bad.given, bad] as const))('%s is refused', (given, { props, code, says }) => {
    const error = errorOf(props, given);
    const lines = error.message.split('\n').filter((each) => each.startsWith(`[${code}] Physics/Hub`));
    expect(lines.join('\n')).toContain(says);
    expect(error.message).not.toContain('s3cret');
  });
});

describe('a gateway with quota, deletion, a shared folder and a store', () => {
  const { blueprint, warnings } = declare(ALL);
  const told = JSON.parse(textOf(blueprint, 'hub/declaration.json'));
  const boot = textOf(blueprint, 'boot/head.sh');

  test('has nothing wrong', () => {
    expect(warnings).toEqual([]);
  });

  test('tells its programs everything, and no secret', () => {
    expect(told.homes).toEqual({ quotaGiB: 20, shared: '/home/shared', deleteAfterDays: 180, writers: ['staff'] });
    expect(told.stores).toEqual([
      {
        name: 'erda',
        host: 'io.erda.dk',
        port: 2222,
        path: '/projects',
        hostKey: HOST_KEY,
        user: '{user}@example.edu',
        folder: 'my/erda',
        seconds: 86_400,
      },
    ]);
  });

  test('mounts the volume of homes with quotas of its file system', () => {
    const document = blueprint.partsOf('document').find(({ name }) => String(name).endsWith('/cluster'));
    const { volumes } = (document?.content ?? {}) as { volumes: readonly { name: string; options?: string }[] };
    expect(volumes.map(({ name, options }) => [name, options])).toEqual([
      ['state', undefined],
      ['home', 'usrquota'],
    ]);
  });

  test('measures each hour and tidies each day, out of the way of sessions', () => {
    expect(boot).toContain('/usr/bin/nice -n 19 /usr/bin/ionice -c 3 /opt/terrane/bin/terrane-hub measure');
    expect(boot).toContain('OnUnitInactiveSec=3600');
    expect(boot).toContain('terrane-hub tidy');
    expect(boot).toContain('sshfs');
  });

  test('the volume that people may fill costs what it costs', () => {
    const cost = homesCost(blueprint, awsCatalogue);
    expect(cost).toMatchObject({ people: 20, eachGiB: 20, totalGiB: 400, volumeGiB: 500 });
    expect(cost?.usdPerMonth).toBeCloseTo(500 * (awsCatalogue.price('aws.ebs.gp3.storage', 'us-east-1') as number), 2);
  });
});

test('a volume that is smaller than what its people may keep is told', () => {
  const { warnings } = declare({ ...ALL, home: { size: Size.gibibytes(100) } });
  expect(warnings.map(({ code }) => code)).toEqual(['homes-over-volume']);
  expect(warnings[0]?.message).toContain('20 people who keep 20 GiB each have 400 GiB');
});

test('on managed NFS the quota is measured, and what people keep is paid by the GiB', () => {
  const { home: _, ...rest } = ALL;
  const { blueprint } = declare({ ...rest, expected: { users: 20, together: 1, homeSize: Size.gibibytes(5) } });
  expect(blueprint.data.facts.notebooks?.homes).toEqual({
    byKernel: false,
    quotaGiB: 20,
    deleteAfterDays: 180,
    shared: '/home/shared',
  });
  const price = awsCatalogue.price('aws.efs.standard.storage', 'us-east-1') as number;
  expect(homesCost(blueprint, awsCatalogue)?.usdPerMonth).toBeCloseTo(100 * price, 2);
});

test('nodes have what mounts a store, where sessions run on nodes', () => {
  const { blueprint } = declare({
    ...ALL,
    sessions: inPartitions({ partitions: { small: { machine: 'c7i.2xlarge', max: 4 } } }),
  });
  expect(textOf(blueprint, 'boot/compute-small.sh')).toContain('sshfs');
  expect(JSON.parse(textOf(blueprint, 'hub/declaration.json')).stores[0].seconds).toBe(86_400);
});

test('sessions reach their stores, by the ports of these and from where sessions run', () => {
  const flowsOf = (props: NotebookGatewayProps) =>
    declare(props)
      .blueprint.data.flows.filter(({ purpose }) => purpose.includes('stores'))
      .map(({ from, to, ports }) => ({ from, to, ports }));
  expect(flowsOf(ALL)).toEqual([
    { from: { group: 'head-group' }, to: { cidr: '0.0.0.0/0' }, ports: { first: 2222, last: 2222 } },
  ]);
  const { erda } = ALL.stores as NonNullable<NotebookGatewayProps['stores']>;
  const stores = {
    one: { ...erda, host: '192.0.2.7' },
    two: { ...erda, host: '192.0.2.7', mountAt: '~/two' },
  } as never;
  const sessions = inPartitions({ partitions: { small: { machine: 'c7i.2xlarge', max: 4 } } });
  expect(flowsOf({ ...ALL, stores, sessions })).toEqual([
    { from: { group: 'compute-group' }, to: { cidr: '192.0.2.7/32' }, ports: { first: 2222, last: 2222 } },
  ]);
});

test('a certificate is no longer good than a session may last', () => {
  const { blueprint } = declare({ ...ALL, policy: { longest: Duration.hours(3) } });
  expect(JSON.parse(textOf(blueprint, 'hub/declaration.json')).stores[0].seconds).toBe(10_800);
});

test('a gateway of which nothing is said keeps homes as they are', () => {
  const { blueprint } = declare(GOOD);
  const told = JSON.parse(textOf(blueprint, 'hub/declaration.json'));
  expect(told.homes).toEqual({ quotaGiB: null, shared: null, deleteAfterDays: null });
  expect(told.stores).toBeUndefined();
  expect(textOf(blueprint, 'boot/head.sh')).not.toMatch(/terrane-hub (measure|tidy)|sshfs/);
});
