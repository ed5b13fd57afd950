import type { Flow } from '../../lib/blueprint';
import { SAMPLE } from '../support/sample-blueprint';
import { findingsOf, onlyFinding, withPart } from './changed';

const NODES = ['subnet', 'nodes-1'] as const;

describe('subnet-too-small', () => {
  // 29 nodes, the head and two mount targets; a /27 has 32 addresses, five of them the provider's.
  test('more nodes than addresses are an error', () => {
    expect(onlyFinding('subnet-too-small', withPart(...NODES, { cidr: '10.0.16.0/27' }))).toMatch(
      /^partitions\.compute\.max: up to 32 addresses are needed in 10\.0\.16\.0\/27, which has 27 /,
    );
  });

  test('just as many addresses as are needed are fine', () => {
    const smaller = withPart('fleet', 'compute-fleet', { maxCount: 24 });
    expect(findingsOf('subnet-too-small', withPart(...NODES, { cidr: '10.0.16.0/27' }, smaller))).toEqual([]);
  });

  test('every network card of a node takes an address', () => {
    const cards = withPart('fleet', 'compute-fleet', { maxCount: 8, fabric: { interfaces: 4, cards: 4 } });
    expect(onlyFinding('subnet-too-small', withPart(...NODES, { cidr: '10.0.16.0/27' }, cards))).toContain(
      'up to 35 addresses',
    );
  });

  test('an existing subnet whose block is not known is left alone', () => {
    const { cidr: _, ...unknown } = SAMPLE.parts.find((part) => part.id === 'nodes-1') as { cidr?: string };
    const parts = SAMPLE.parts.map((part) =>
      part.id === 'nodes-1' ? ({ ...unknown, existingId: 'subnet-1' } as typeof part) : part,
    );
    expect(findingsOf('subnet-too-small', { parts })).toEqual([]);
  });
});

describe('ssh-open-to-everyone', () => {
  const ssh = (cidr: string, change: Partial<Flow> = {}): Partial<typeof SAMPLE> => ({
    flows: [
      {
        from: { cidr },
        to: { group: 'head' },
        protocol: 'tcp',
        ports: { first: 22, last: 22 },
        purpose: 'SSH',
        ...change,
      },
    ],
  });

  test.each(['0.0.0.0/0', '::/0'])('SSH from %s is an error', (cidr) => {
    expect(onlyFinding('ssh-open-to-everyone', ssh(cidr))).toContain(
      `access.sshFrom: given ${cidr}, which is every address`,
    );
  });

  test('a range of ports that holds SSH is an error', () => {
    expect(findingsOf('ssh-open-to-everyone', ssh('0.0.0.0/0', { ports: { first: 1, last: 1024 } }))).toHaveLength(1);
  });

  test('every protocol from everywhere is an error', () => {
    expect(findingsOf('ssh-open-to-everyone', ssh('0.0.0.0/0', { protocol: 'all' }))).toHaveLength(1);
  });

  test('SSH from a block of the institution is fine', () => {
    expect(findingsOf('ssh-open-to-everyone', ssh('192.0.2.0/24'))).toEqual([]);
  });

  test('SSH outwards to everywhere is fine', () => {
    const outwards = { from: { group: 'head' }, to: { cidr: '0.0.0.0/0' } };
    expect(findingsOf('ssh-open-to-everyone', ssh('0.0.0.0/0', outwards))).toEqual([]);
  });
});

describe('too-many-security-rules', () => {
  const blocks = (count: number): Partial<typeof SAMPLE> => ({
    flows: Array.from({ length: count }, (_, index) => ({
      from: { cidr: `192.0.2.${index}/32` },
      to: { group: 'head' },
      protocol: 'tcp' as const,
      ports: { first: 22, last: 22 },
      purpose: 'SSH',
    })),
  });

  test('more rules than the default quota are a warning', () => {
    expect(onlyFinding('too-many-security-rules', blocks(61))).toContain(
      "'head' gets 61 inbound rules; the default quota is 60",
    );
  });

  test('as many rules as the quota are fine', () => {
    expect(findingsOf('too-many-security-rules', blocks(60))).toEqual([]);
  });
});

describe('ssh-unreachable', () => {
  const ssh = (cidr: string): Partial<typeof SAMPLE> => ({
    flows: [{ from: { cidr }, to: { group: 'head' }, protocol: 'tcp', ports: { first: 22, last: 22 }, purpose: 'SSH' }],
  });

  test('SSH from the internet to a machine without a public address is a warning', () => {
    expect(onlyFinding('ssh-unreachable', ssh('192.0.2.0/24'))).toMatch(
      /^access\.sshFrom: opens SSH to 192\.0\.2\.0\/24, but the head has no public address/,
    );
  });

  test('a machine with one is reached', () => {
    const open = withPart('machine', 'head-machine', { publicAddress: true });
    expect(findingsOf('ssh-unreachable', { ...open, ...ssh('192.0.2.0/24') })).toEqual([]);
  });

  test.each(['10.200.0.0/16', '172.20.1.0/24', '192.168.1.0/24', '100.64.0.0/16', '10.0.16.0/24'])(
    'SSH from %s comes by a VPN or from within',
    (cidr) => {
      expect(findingsOf('ssh-unreachable', ssh(cidr))).toEqual([]);
    },
  );
});
