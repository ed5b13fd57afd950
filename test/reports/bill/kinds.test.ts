import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { BundlePart, Kind, Part } from '../../../lib/blueprint';
import { METERS_OF_KIND } from '../../../lib/blueprint/usage';
import { isFree, tariffed } from '../../../lib/reports/bill';
import { QUEUE, STREAM, TABLE, TOPIC, withParts } from '../../support/messaging';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

const BALANCER: Part = {
  kind: 'balancer',
  id: 'gateway-balancer',
  description: 'entrance',
  open: true,
  subnets: ['public-1', 'nodes-1'],
  securityGroup: 'head',
  certificate: 'arn:aws:acm:us-east-1:111122223333:certificate/x',
  target: 'head-machine',
  targetPort: 443,
  healthPath: '/ready',
  idleSeconds: 60,
};
const ADDRESS: Part = { kind: 'publicAddress', id: 'entrance', description: 'entrance', target: 'head-machine' };
const FUNCTION: Part = {
  kind: 'function',
  id: 'stop-function',
  description: 'stops launches',
  identity: 'head-identity',
  program: 'functions/stop_launches.py',
  timeoutSeconds: 60,
  settings: {},
};
const SCHEDULE: Part = {
  kind: 'schedule',
  id: 'lease-schedule',
  description: 'ends the lease',
  at: '2027-07-01T00:00:00',
  calls: 'stop-function',
  identity: 'head-identity',
  input: {},
};
const PARTS: readonly Part[] = [...SAMPLE.parts, STREAM, QUEUE, TOPIC, TABLE, BALANCER, ADDRESS, FUNCTION, SCHEDULE];

/** What costs nothing, and why; all else has lines. */
const FREE: { readonly [provider in 'aws' | 'oci']: readonly Kind[] } = {
  aws: [
    'subnet',
    'storeEndpoint',
    'securityGroup',
    'identity',
    'placementGroup',
    'bundle',
    'document',
    'gate',
    'dnsRecord',
    'function',
    'schedule',
    'budget',
    'output',
  ],
  oci: [
    'subnet',
    'securityGroup',
    'identity',
    'placementGroup',
    'table',
    'bundle',
    'document',
    'gate',
    'dnsRecord',
    'function',
    'schedule',
    'output',
  ],
};

describe.each(['aws', 'oci'] as const)('on %s', (provider) => {
  const blueprint = sampleBlueprint({ ...withParts([STREAM, QUEUE, TOPIC, TABLE, BALANCER, ADDRESS]), provider });
  const around = { blueprint, region: provider === 'aws' ? 'us-east-1' : 'us-ashburn-1' };
  const kinds = [...new Set(PARTS.map(({ kind }) => kind))];

  test.each(kinds)('a %s has billed lines, or a reason why it costs nothing with a source', (kind) => {
    const part = PARTS.find((each) => each.kind === kind) as Part;
    const found = tariffed(part, around);
    if (FREE[provider].includes(kind)) {
      expect(isFree(found) && [found.free.length > 10, found.source.length > 10]).toEqual([true, true]);
      return;
    }
    expect(isFree(found) ? found.free : found.length).toBeGreaterThan(0);
  });

  test('every meter of a line is one that usage can state', () => {
    const lines = PARTS.flatMap((part) => {
      const found = tariffed(part, around);
      return isFree(found) ? [] : found.map((line) => ({ kind: part.kind, line }));
    });
    const meters = lines.flatMap(({ kind, line: { quantity } }) =>
      'meter' in quantity && quantity.meter.includes('.') ? [[kind, quantity.meter.split('.')[1]]] : [],
    );
    expect(meters.length).toBeGreaterThan(5);
    expect(meters.filter(([kind, meter]) => !METERS_OF_KIND[kind as string]?.some((each) => each === meter))).toEqual(
      [],
    );
  });

  test('a second network is billed with the first, and says so; a topic without e-mails has its messages', () => {
    const second: Part = { kind: 'network', id: 'nodes-network', existingId: 'vpc-2' };
    const found = tariffed(second, around);
    expect(isFree(found) && found.free).toContain('with the first network');
    const topic = tariffed({ ...TOPIC, emails: [] }, around);
    expect(isFree(topic) ? 0 : topic.length).toBe(1);
  });

  test('what is there already costs nothing here', () => {
    const there = [
      { ...STREAM, existingName: 'campus' },
      { kind: 'bucket', id: 'b', description: '', versioned: false, existingName: 'campus' },
      { kind: 'secret', id: 's', description: '', length: 0, existingId: 'arn:aws:x' },
    ] as const;
    expect(there.map((part) => isFree(tariffed(part as Part, around)))).toEqual([true, true, true]);
  });
});

test('the test speaks of every kind of part there is', () => {
  // A kind that is missing here does not compile.
  const all: { readonly [K in Kind]: true } = {
    network: true,
    subnet: true,
    storeEndpoint: true,
    securityGroup: true,
    identity: true,
    placementGroup: true,
    disk: true,
    fileSystem: true,
    bucket: true,
    secret: true,
    stream: true,
    queue: true,
    topic: true,
    table: true,
    bundle: true,
    document: true,
    machine: true,
    gate: true,
    fleet: true,
    publicAddress: true,
    balancer: true,
    dnsZone: true,
    dnsRecord: true,
    function: true,
    schedule: true,
    budget: true,
    output: true,
  };
  expect(Object.keys(all).filter((kind) => !PARTS.some((part) => part.kind === kind))).toEqual([]);
});

test('a bundle is as small as the reason says why it costs nothing', () => {
  const runtime = join(__dirname, '../../../runtime/nodes');
  const { files } = SAMPLE.parts.find(({ kind }) => kind === 'bundle') as BundlePart;
  const bytes = files.reduce(
    (sum, { text, runtime: path }) =>
      sum + (text === undefined ? statSync(join(runtime, path as string)).size : text.length),
    0,
  );
  expect(bytes).toBeLessThan(5 * 1024 * 1024);
});

test('an address that is the machine’s own is not billed twice', () => {
  const own = sampleBlueprint({
    ...withParts([ADDRESS]),
    parts: [
      ...SAMPLE.parts.map((part) => (part.id === 'head-machine' ? { ...part, publicAddress: true } : part)),
      ADDRESS,
    ] as Part[],
  });
  expect(isFree(tariffed(ADDRESS, { blueprint: own, region: 'us-east-1' }))).toBe(true);
});
