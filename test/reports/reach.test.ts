import { answer, egress, exposure, matrix, type Question } from '../../lib/reports/reach';
import { canReach } from '../../lib/testing';
import { withPart } from '../rules/changed';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';
import { block, group, opened, tcp, twoPartitions } from './reach';

const blueprint = sampleBlueprint();
const extent = (from: string, to: string, port: number, of = blueprint) => answer(of, { from, to, port }).extent;

describe('who reaches whom', () => {
  test('follows a flow, by parts, roles and partitions', () => {
    for (const from of ['compute-fleet', 'compute', 'nodes']) expect(extent(from, 'head', 6817)).toBe('all');
    expect(extent('head', 'home', 2049)).toBe('all');
  });

  test('is closed on another port, by another protocol, and the other way', () => {
    expect(extent('compute', 'head', 22)).toBe('none');
    expect(answer(blueprint, { from: 'compute', to: 'head', port: 6817, protocol: 'udp' }).extent).toBe('none');
    expect(extent('head', 'compute', 6817)).toBe('none');
  });

  test('needs a way in: a way out to everywhere is not enough', () => {
    expect(extent('head', 'compute', 443)).toBe('none');
  });

  test('joins a way out to all addresses with a way in from the subnet', () => {
    const way = (cidr: string) => opened([tcp(block(cidr), group('compute'), 443)], false);
    expect(extent('head', 'compute', 443, way('10.0.0.0/8'))).toBe('all');
    expect(extent('head', 'compute', 443, way('10.0.16.0/20'))).toBe('all');
    expect(extent('head', 'compute', 443, way('10.0.16.7/32'))).toBe('some');
    expect(extent('head', 'compute', 443, way('10.9.0.0/16'))).toBe('none');
  });

  test('a group of the institution has no rule for addresses', () => {
    const flows = [tcp(group('compute'), block('0.0.0.0/0'), 8080), tcp(block('10.0.0.0/16'), group('head'), 8080)];
    expect(extent('compute', 'head', 8080, sampleBlueprint({ flows }))).toBe('all');
    const existing = withPart('securityGroup', 'head', { existingId: 'sg-1' });
    expect(extent('compute', 'head', 8080, sampleBlueprint({ ...existing, flows }))).toBe('none');
  });

  test('the internet reaches what has a public address, by a rule', () => {
    const ssh = tcp(block('0.0.0.0/0'), group('head'), 22);
    expect(extent('internet', 'head', 22, opened([ssh]))).toBe('all');
    expect(extent('internet', 'head', 22, opened([ssh], false))).toBe('none');
    expect(extent('internet', 'head', 443, opened([ssh]))).toBe('none');
  });

  test('some of the internet is not the internet', () => {
    const web = opened([tcp(block('192.0.2.0/24'), group('head'), 443)]);
    expect(extent('internet', 'head', 443, web)).toBe('some');
    expect(extent('192.0.2.7', 'head', 443, web)).toBe('all');
    expect(extent('198.51.100.0/24', 'head', 443, web)).toBe('none');
  });

  test('what goes out needs a way out', () => {
    expect(extent('head', 'internet', 443)).toBe('all');
    const isolated = withPart('subnet', 'nodes-1', { reach: 'isolated' });
    expect(extent('head', 'internet', 443, sampleBlueprint(isolated))).toBe('none');
    expect(extent('compute', 'internet', 443)).toBe('none');
  });

  test('an obstacle is named', () => {
    const [pair] = answer(blueprint, { from: 'compute', to: 'home', port: 2049 }).pairs;
    expect(pair?.obstacles).toEqual(['no rule lets compute-fleet send it', 'no rule lets home receive it']);
    const [closed] = answer(blueprint, { from: 'internet', to: 'head', port: 22 }).pairs;
    expect(closed?.obstacles).toContain('head-machine has no public address');
  });
});

describe('questions that cannot be answered', () => {
  const ask = (question: Partial<Question>) => () =>
    answer(blueprint, { from: 'compute', to: 'head', port: 22, ...question });

  test('a misspelt name, with the nearest', () => {
    expect(ask({ from: 'comptue' })).toThrow("Stack/Sample: nothing is called 'comptue'. Did you mean 'compute'?");
    expect(ask({ to: 'internett' })).toThrow("Did you mean 'internet'?");
  });

  test('a part that has no address', () => {
    expect(ask({ to: 'results' })).toThrow("'results' is a bucket, which has no address. Give one of home, scratch,");
  });

  test('a disk, with the machine that attaches it', () => {
    expect(ask({ to: 'state' })).toThrow("'state' is a disk, which has no address; it is attached to head-machine.");
  });

  test('a port that is none', () => {
    expect(ask({ port: 65536 })).toThrow('given port 65536; a port is a whole number from 0 to 65535');
    expect(ask({ port: 22.5 })).toThrow('given port 22.5');
  });

  test('canReach does not guess where a name stands for parts that differ', () => {
    const two = sampleBlueprint(twoPartitions());
    expect(canReach(two, 'compute', 'home', 2049)).toBe(true);
    expect(canReach(two, 'gpu', 'home', 2049)).toBe(false);
    expect(() => canReach(two, 'nodes', 'home', 2049)).toThrow(
      'nodes reaches home on tcp 2049 in part only. Ask for one: compute-fleet to home: yes; gpu-fleet to home: no (no rule lets gpu-fleet send it, no rule lets home receive it).',
    );
  });
});

describe('exposure', () => {
  test('is empty where nothing comes in', () => {
    expect(exposure(blueprint)).toEqual([]);
  });

  test('names part, port, blocks, address and purpose; ports and blocks are gathered', () => {
    const flows = ['192.0.2.0/24', '198.51.100.0/24'].map((cidr) => tcp(block(cidr), group('head'), 443, 'notebooks'));
    expect(exposure(opened(flows))).toEqual([
      {
        part: 'head-machine',
        protocol: 'tcp',
        ports: { first: 443, last: 443 },
        from: ['192.0.2.0/24', '198.51.100.0/24'],
        by: 'one that it is given at launch',
        purposes: ['notebooks'],
      },
    ]);
  });

  test('a private block is not the internet; a value known at deployment may be anything', () => {
    const from = (cidr: string) => exposure(opened([tcp(block(cidr), group('head'), 443)])).length;
    for (const cidr of ['10.0.0.0/8', '172.16.3.0/24', '192.168.0.0/16', '100.64.0.0/10', 'fd00::/8'])
      expect([cidr, from(cidr)]).toEqual([cidr, 0]);
    for (const cidr of ['192.0.2.0/24', '172.0.0.0/8', '2001:db8::/32', '(known at deployment)'])
      expect([cidr, from(cidr)]).toEqual([cidr, 1]);
  });

  test('an address that stays is named by its part, an open load balancer by itself', () => {
    const parts = [
      ...SAMPLE.parts,
      { kind: 'publicAddress', id: 'door', description: '', target: 'head-machine' } as const,
    ];
    const flows = [tcp(block('0.0.0.0/0'), group('head'), 443)];
    expect(exposure(sampleBlueprint({ parts, flows }))[0]?.by).toBe('door');
  });
});

test('egress names what may go out, and how', () => {
  expect(egress(blueprint)).toEqual([
    {
      part: 'head-machine',
      protocol: 'tcp',
      ports: { first: 443, last: 443 },
      to: ['0.0.0.0/0'],
      by: 'address translation',
      purposes: ['cloud services and packages'],
    },
  ]);
});

test('the matrix holds every conversation once, and what a wider one holds is left out', () => {
  const narrower = tcp(group('compute'), group('compute'), 6818, 'slurmd');
  const lines = matrix(sampleBlueprint({ flows: [...SAMPLE.flows, narrower] })).map(
    ({ from, to, protocol, ports }) => `${from} ${to} ${protocol} ${ports?.first ?? ''}`,
  );
  expect(lines).toEqual([
    'head-machine home tcp 2049',
    'head-machine scratch tcp 2049',
    'compute-fleet head-machine tcp 6817',
    'compute-fleet compute-fleet all ',
  ]);
});
