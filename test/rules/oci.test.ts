import { type BlueprintData, join, type Part, ref } from '../../lib/blueprint';
import { ociCatalogue } from '../../lib/catalogue';
import { rules } from '../../lib/rules';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';
import { withPart } from './changed';

const OCI: BlueprintData = { ...SAMPLE, provider: 'oci' };

/** What one rule says of the sample on Oracle Cloud after a change, as `property: message`. */
function findings(id: string, change: Partial<BlueprintData> = {}): string[] {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`there is no rule '${id}'`);
  const blueprint = sampleBlueprint({ provider: 'oci', ...change });
  return rule
    .check(blueprint, ociCatalogue)
    .map(({ path, message }) => `${path.replace('Stack/Sample: ', '')}: ${message}`);
}

function only(id: string, change: Partial<BlueprintData>): string {
  const found = findings(id, change);
  if (found.length !== 1) throw new Error(`${found.length} findings of ${id}: ${found.join('\n')}`);
  return found[0] as string;
}

const own = rules.filter(({ id }) => id.startsWith('oci-'));

test('rules about Oracle Cloud say nothing of a cluster on AWS', () => {
  const spoilt = withPart('disk', 'state', { sizeGiB: 99999, iops: 1 });
  const blueprint = sampleBlueprint({ ...spoilt, tags: { 'a.b': 'c' } });
  expect(own.flatMap((rule) => rule.check(blueprint, ociCatalogue))).toEqual([]);
});

test('each names a page of Oracle', () => {
  expect(own.length).toBeGreaterThanOrEqual(14);
  for (const { source } of own) expect(source.url).toMatch(/^https:\/\/(docs|blogs)\.oracle\.com\//);
});

describe('volumes', () => {
  test('beyond 32 TB are an error, of disks and of roots', () => {
    expect(only('oci-volume-too-large', withPart('disk', 'state', { sizeGiB: 32769 }, OCI))).toBe(
      'state.size: given 32769 GiB; a volume has at most 32768 GB. Give less.',
    );
    expect(only('oci-volume-too-large', withPart('machine', 'head-machine', { rootGiB: 40000 }, OCI))).toMatch(
      /^head\.rootSize: /,
    );
  });

  test('of 32 TB are fine', () => {
    expect(findings('oci-volume-too-large', withPart('disk', 'state', { sizeGiB: 32768 }, OCI))).toEqual([]);
  });

  test('for /home that are made larger than they are asked for are a warning', () => {
    const parts: Part[] = [{ kind: 'disk', id: 'home', description: '/home', sizeGiB: 20, subnet: 'nodes-1' }];
    const subnets = OCI.parts.filter((part) => part.kind === 'subnet' || part.kind === 'network');
    expect(only('oci-home-rounded-up', { parts: [...subnets, ...parts], grants: [], flows: [] })).toBe(
      'home.size: given 20 GiB; the smallest volume has 50 GB, and is made instead. Give 50 GiB.',
    );
  });

  test('that the cluster keeps its state on are small by nature', () => {
    expect(findings('oci-home-rounded-up')).toEqual([]);
  });

  test('cannot be had with operations or throughput of their own', () => {
    expect(
      findings('oci-disk-performance', withPart('disk', 'state', { iops: 5000, throughputMiBps: 200 }, OCI)),
    ).toEqual([
      'state.iops: given 5000 operations a second, which goes by the size here. Leave it out; a larger volume is a faster one.',
      'state.throughputMiBps: given 200 MiB/s, which goes by the size here. Leave it out; a larger volume is a faster one.',
    ]);
  });
});

describe('Lustre', () => {
  const scratch = (change: object) => withPart('fileSystem', 'scratch', change, OCI);

  test.each([
    [1200, 31200],
    [31201, 41600],
    [124800.5, 166400],
    [200000, 208000],
  ])('%d GB are an error that names %d', (capacityGiB, next) => {
    expect(only('oci-lustre-capacity', scratch({ capacityGiB }))).toContain(`Give ${next} GiB`);
  });

  test.each([31200, 41600, 124800, 166400, 208000])('%d GB are fine', (capacityGiB) => {
    expect(findings('oci-lustre-capacity', scratch({ capacityGiB }))).toEqual([]);
  });

  test('has one of four levels of throughput', () => {
    expect(only('oci-lustre-throughput', scratch({ throughputPerTiB: 200 }))).toBe(
      'scratch.throughputPerTiB: given 200 MB/s for each TB; allowed are 125, 250, 500, 1000. Give one of these.',
    );
    expect(findings('oci-lustre-throughput', scratch({ throughputPerTiB: 1000 }))).toEqual([]);
  });
});

describe('tags', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'v']));

  test('beyond what a resource may carry, with those of the cluster, are an error', () => {
    expect(only('oci-too-many-tags', { tags: many(6) })).toBe(
      "tags: given 6 tags, with the cluster's own 11 on a machine; a resource has at most 10. Leave 1 out.",
    );
    expect(findings('oci-too-many-tags', { tags: many(5) })).toEqual([]);
  });

  test.each([
    ['a period', 'cost.center'],
    ['a space', 'cost center'],
    ['a letter beyond ASCII', 'coût'],
  ])('with %s in the key are an error', (_what, key) => {
    expect(only('oci-tag-key', { tags: { [key]: '42' } })).toContain(
      'a key has printable ASCII characters without periods and spaces',
    );
  });

  test("of the cluster's own are not to be set", () => {
    expect(only('oci-tag-key', { tags: { 'terrane:node': 'x' } })).toContain("the prefix 'terrane:' is reserved");
  });

  test('of other clouds and with a slash are fine', () => {
    expect(findings('oci-tag-key', { tags: { 'aws:x': 'y', 'team/geo': 'z', 'terrane:cluster': 'sample' } })).toEqual(
      [],
    );
  });

  test('are no longer than tags are', () => {
    expect(only('oci-tag-too-long', { tags: { ['k'.repeat(101)]: 'v' } })).toContain('the key has 101 characters');
    expect(only('oci-tag-too-long', { tags: { k: 'v'.repeat(257) } })).toContain('the value has 257 characters');
    expect(findings('oci-tag-too-long', { tags: { ['k'.repeat(100)]: 'v'.repeat(256) } })).toEqual([]);
  });
});

describe('user data', () => {
  test('count in Base64, with all other metadata', () => {
    const longest = withPart('machine', 'head-machine', { userData: 'x'.repeat(23_991) }, OCI);
    expect(findings('oci-user-data-too-long', longest)).toEqual([]);
    const longer = withPart('machine', 'head-machine', { userData: 'x'.repeat(23_995) }, OCI);
    expect(only('oci-user-data-too-long', longer)).toMatch(/^head: the user data have about 32005 bytes in Base64/);
  });

  test('count what references become', () => {
    const userData = join('x'.repeat(23_991), ref('munge', 'id'));
    expect(findings('oci-user-data-too-long', withPart('fleet', 'compute-fleet', { userData }, OCI))).toHaveLength(1);
  });
});

describe('security groups', () => {
  const flows = (count: number) => [
    ...Array.from({ length: count }, (_, index) => ({
      from: { cidr: `192.0.2.${index}/32` },
      to: { group: 'head' },
      protocol: 'tcp' as const,
      ports: { first: 22, last: 22 },
      purpose: 'SSH',
    })),
  ];

  test('with more than 120 rules are an error', () => {
    expect(only('oci-too-many-security-rules', { flows: flows(121) })).toMatch(
      /^head: the security group 'head' gets 121/,
    );
    expect(findings('oci-too-many-security-rules', { flows: flows(120) })).toEqual([]);
  });

  test('count a conversation with themselves twice', () => {
    const inside = { from: { group: 'head' }, to: { group: 'head' }, protocol: 'all' as const, purpose: 'MPI' };
    expect(findings('oci-too-many-security-rules', { flows: [...flows(119), inside] })).toHaveLength(1);
  });
});

test('a fabric does not span availability domains', () => {
  const second: Part = {
    kind: 'subnet',
    id: 'nodes-2',
    network: 'network',
    zone: 1,
    cidr: '10.0.32.0/20',
    reach: 'nat',
  };
  const base = withPart(
    'fleet',
    'compute-fleet',
    { fabric: { interfaces: 1, cards: 1 }, subnets: ['nodes-1', 'nodes-2'] },
    OCI,
  );
  expect(only('oci-fabric-one-domain', { ...base, parts: [...base.parts, second] })).toMatch(
    /^partitions\.compute\.fabric: its nodes lie in 2 availability domains/,
  );
  expect(findings('oci-fabric-one-domain')).toEqual([]);
});

test('a budget is a whole number', () => {
  expect(only('oci-budget-whole', withPart('budget', 'budget', { usdPerMonth: 99.5 }, OCI))).toBe(
    'budget.usdPerMonth: given 99.5 USD; a budget here is a whole number. Give 100.',
  );
  expect(findings('oci-budget-whole')).toEqual([]);
});

describe('names', () => {
  test('that the services do not take are an error', () => {
    const name = 'a'.repeat(76);
    expect(only('oci-name-too-long', { ...OCI, name })).toContain(
      `the dynamic group 'terrane-${name}-compute-identity'`,
    );
  });

  test('as they usually are, are fine', () => {
    expect(findings('oci-name-too-long')).toEqual([]);
  });
});

describe('ids of what is there', () => {
  test.each<[string, Partial<BlueprintData>, string]>([
    ['a network', withPart('network', 'network', { existingId: 'vpc-1' }, OCI), "network.id: given 'vpc-1'"],
    [
      'a subnet',
      withPart('subnet', 'nodes-1', { existingId: 'ocid1.vcn.oc1.phx.a' }, OCI),
      'an OCID of another type, ocid1.subnet.…',
    ],
    ['a key', withPart('bucket', 'results', { encryptionKey: 'alias/own' }, OCI), "encryptionKey: given 'alias/own'"],
    ['a snapshot', withPart('disk', 'state', { snapshot: 'snap-1' }, OCI), 'ocid1.volumebackup.…'],
    [
      'an image',
      withPart('machine', 'head-machine', { image: { distribution: 'own', id: 'ami-1', packages: 'apt' } }, OCI),
      "image.id: given 'ami-1'",
    ],
    ['a group', withPart('securityGroup', 'head', { existingId: 'sg-1' }, OCI), "access.securityGroups: given 'sg-1'"],
  ])('%s by another id is an error', (_what, change, says) => {
    expect(only('oci-id-form', change)).toContain(says);
  });

  test('references of Terraform pass', () => {
    const existingId = `\${TfToken[TOKEN.7]}`;
    expect(findings('oci-id-form', withPart('network', 'network', { existingId }, OCI))).toEqual([]);
  });
});
