import { machine, withPart } from '../../rules/changed';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';
import { brief, monthly } from './lines';

type Change = Parameters<typeof sampleBlueprint>[0];

const line = (item: string, change: Change = {}, region = 'us-east-1') =>
  monthly(sampleBlueprint(change), region).find((each) => each.item === item);
const inBrief = (item: string, change: Change = {}, region = 'us-east-1') => {
  const found = line(item, change, region);
  return found === undefined ? undefined : brief(found);
};

test('machines are paid by the hour, nodes by theirs: none at minimum, all of them all the time at maximum', () => {
  expect(inBrief('head (c5d.9xlarge)')).toEqual(['head (c5d.9xlarge)', 1.728, 'hour', 1261.44, 1261.44, 1261.44]);
  expect(inBrief('nodes of compute-fleet (c5.9xlarge)')).toEqual([
    'nodes of compute-fleet (c5.9xlarge)',
    1.53,
    'node-hour',
    0,
    null,
    32390.1,
  ]);
});

test('a NAT gateway is paid by the hour, its address as well, and what passes by the GiB', () => {
  expect(inBrief("NAT gateway of 'network'")?.slice(1)).toEqual([0.045, 'hour', 32.85, 32.85, 32.85]);
  expect(inBrief("public IPv4 address of the NAT gateway of 'network'")?.slice(1)).toEqual([
    0.005,
    'hour',
    3.65,
    3.65,
    3.65,
  ]);
  expect(inBrief("data through the NAT gateway of 'network'")?.slice(1)).toEqual([0.045, 'GiB', 0, null, null]);
});

test("a network of the institution's brings no NAT gateway, but data out are paid", () => {
  const parts = SAMPLE.parts.map((part) =>
    part.kind === 'network' ? { kind: part.kind, id: part.id, existingId: 'vpc-1' } : part,
  );
  expect(line("NAT gateway of 'network'", { parts })).toBeUndefined();
  expect(inBrief('data out to the internet', { parts })?.slice(1)).toEqual([0.09, 'GiB', 0, null, null]);
});

test('data between zones are paid where machines or mounts are in more than one', () => {
  const parts = [
    ...SAMPLE.parts,
    { kind: 'subnet', id: 'nodes-2', network: 'network', zone: 1, cidr: '10.0.32.0/20', reach: 'nat' } as const,
  ];
  expect(line('data between zones')).toBeUndefined();
  expect(line('data between zones', { parts })).toBeUndefined();
  const two = withPart('fleet', 'compute-fleet', { subnets: ['nodes-1', 'nodes-2'] }, { ...SAMPLE, parts });
  expect(inBrief('data between zones', two)?.slice(1)).toEqual([0.01, 'GiB each way', 0, null, null]);
});

test('a volume is paid by its size, and by operations and throughput beyond what every volume has', () => {
  expect(inBrief("volume 'state'")?.slice(1)).toEqual([0.08, 'GiB-month', 0.8, 0.8, 0.8]);
  const change = withPart('disk', 'state', { iops: 4000, throughputMiBps: 225 });
  expect(inBrief("volume 'state', operations", change)?.[3]).toBe(5);
  expect(inBrief("volume 'state', throughput", change)?.[3]).toBe(4);
  expect(line("volume 'state', operations")).toBeUndefined();
});

test('root volumes of nodes are paid while the nodes run', () => {
  expect(inBrief('root volumes of nodes of compute-fleet')?.slice(1)).toEqual([0.08, 'GiB-month', 0, null, 116]);
  expect(inBrief('root volume of the head')?.[3]).toBe(4);
});

test('what grows by itself has a price, and an amount only where one is stated', () => {
  expect(inBrief("managed NFS 'home'")?.slice(1)).toEqual([0.3, 'GiB-month', 0, null, null]);
  expect(inBrief("bucket 'results'")?.slice(1)).toEqual([0.023, 'GiB-month', 0, null, null]);
  expect(inBrief("bucket 'results', PUT, COPY, LIST")?.slice(1)).toEqual([0.005, '1k requests', 0, null, null]);
  const amounts = { 'results.stored': { typical: 1000, max: 2000 }, 'results.reads': { typical: 5e6, max: 5e6 } };
  const facts = { ...SAMPLE.facts, usage: { amounts } };
  expect(inBrief("bucket 'results'", { facts })?.slice(3)).toEqual([23, 23, 46]);
  expect(inBrief("bucket 'results', GET", { facts })?.slice(3)).toEqual([0, 2, 2]);
});

test('managed NFS is paid by what is read and written, and by backups whose price nobody knows', () => {
  expect(inBrief("managed NFS 'home', read")?.slice(1, 3)).toEqual([0.03, 'GiB']);
  expect(inBrief("managed NFS 'home', written")?.slice(1, 3)).toEqual([0.06, 'GiB']);
  expect(line("managed NFS 'home', backups", withPart('fileSystem', 'home', { retain: true }))?.missing).toEqual([
    'aws.backup.efs',
  ]);
});

test('Lustre is paid by its capacity', () => {
  expect(inBrief("managed Lustre 'scratch'")?.slice(3)).toEqual([168, 168, 168]);
});

test('a price that is not known in the Region is null and named, never zero', () => {
  const found = line("NAT gateway of 'network'", {}, 'eu-west-1');
  expect(found).toMatchObject({ usdPerUnit: null, missing: ['aws.nat.hour'], source: null });
  expect(found?.at.min).toEqual({ units: 730, microUsd: null });
});

test('an existing bucket is paid by somebody else', () => {
  expect(line("bucket 'results'", withPart('bucket', 'results', { existingName: 'institution' }))).toBeUndefined();
});

test('machines that may use more than their share of a core pay for it', () => {
  const burstable = withPart('fleet', 'compute-fleet', { machine: machine('t3.medium') });
  expect(inBrief('CPU of nodes of compute-fleet above their baseline', burstable)?.slice(1)).toEqual([
    0.05,
    'vCPU-hour',
    0,
    null,
    null,
  ]);
  // t2 stops at its baseline unless it is told otherwise.
  const older = withPart('fleet', 'compute-fleet', { machine: machine('t2.medium') });
  expect(line('CPU of nodes of compute-fleet above their baseline', older)).toBeUndefined();
});

test("requests to the institution's key are a line where one is given", () => {
  const item = "requests to the institution's key";
  expect(line(item)).toBeUndefined();
  expect(inBrief(item, withPart('disk', 'state', { encryptionKey: 'arn:aws:kms:x' }))?.[1]).toBe(0.03);
});

test('long documents are of the tier that is paid', () => {
  const item = "document 'cluster-document', more than 4096 bytes";
  expect(line(item)).toBeUndefined();
  expect(inBrief(item, withPart('document', 'cluster-document', { content: { text: 'x'.repeat(5000) } }))?.[3]).toBe(
    0.05,
  );
});

test('every price says of when it is and where it is from', () => {
  expect(line("NAT gateway of 'network'")).toMatchObject({
    asOf: '2024-07-01',
    source: expect.stringMatching(/^infracost.*nat_gateway_test\.golden/),
  });
  expect(line('head (c5d.9xlarge)')?.source).toBe('AWS list prices, on-demand');
});
