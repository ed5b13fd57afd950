import { TerraformStack, Testing } from 'cdktf';
import { CoreVcn } from 'terrane/oci/core-vcn';
import { OciProvider } from 'terrane/oci/provider';
import { formatFinding } from '../../../lib/errors';
import { HpcCluster, type HpcClusterProps } from '../../../lib/targets/terraform-oci';
import { nativeFindings } from '../../../lib/targets/terraform-oci/checks';
import { matchingRule, policyStatement } from '../../../lib/targets/terraform-oci/checks/policy-grammar';
import { Size } from '../../../lib/units';
import { PLACE, SMALL } from './support';
import { CAUGHT_LATE, UNCAUGHT } from './wrong-values';

const SPOILT: Partial<HpcClusterProps> = { budget: { usdPerMonth: 5000, emails: ['group@example.org'] } };

function cluster(props: Partial<HpcClusterProps> = {}): { stack: TerraformStack; made: HpcCluster } {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  new OciProvider(stack, 'Oci', { region: PLACE.region });
  return { stack, made: new HpcCluster(stack, 'Work', { ...SMALL, place: PLACE, ...props }) };
}

const RUN_VALIDATIONS = true;

describe.each([
  ['that nothing catches before the cloud', UNCAUGHT],
  ['that the provider catches in the middle of a deployment', CAUGHT_LATE],
])('a value %s', (_when, values) => {
  test.each(values.map((wrong) => [wrong.given, wrong] as const))('%s is an error', (_given, wrong) => {
    const { made } = cluster(SPOILT);
    wrong.spoil(made);
    const findings = nativeFindings(made).filter(({ code }) => code === wrong.code);
    const own = findings.filter(({ path }) => path.endsWith(`: ${wrong.path}`));
    expect([own.length > 0, findings.map(formatFinding).join('\n')]).toEqual([
      true,
      expect.stringContaining(wrong.says),
    ]);
  });
});

test('there are all those that the provider was seen to let through', () => {
  expect(UNCAUGHT.length).toBeGreaterThanOrEqual(25);
});

describe('a cluster that nobody spoilt has none', () => {
  const compute = { machine: 'VM.Standard.E4.Flex.4.32', max: 4 };
  const metal = { machine: 'BM.Optimized3.36', fabric: 'rdma' } as const;
  test.each<[string, Partial<HpcClusterProps>]>([
    ['the smallest', {}],
    ['with a budget and a login node', { ...SPOILT, login: { machine: 'VM.Standard.E4.Flex.1.8' } }],
    [
      'with fabrics, fixed and elastic',
      { partitions: { fixed: { ...metal, min: 2, max: 2 }, free: { ...metal, max: 4 } } },
    ],
    ['with nodes close together', { partitions: { work: { ...compute, placement: 'cluster' } } }],
    ['with preemptible nodes', { partitions: { work: { ...compute, pricing: 'spot' } } }],
    [
      'with volumes, NFS and keys',
      {
        home: { size: Size.gibibytes(200) },
        mounts: [{ path: '/data', type: 'nfs' }],
        encryptionKey: 'ocid1.key.oc1.eu-frankfurt-1.vault.aaaa',
      },
    ],
    [
      'with Lustre',
      {
        image: { id: 'ocid1.image.oc1.eu-frankfurt-1.aaaa', packages: 'apt' },
        mounts: [{ path: '/data', type: 'lustre', size: Size.gibibytes(31200), throughputPerTiB: 125, retain: false }],
      },
    ],
    [
      'in a network that is there',
      {
        network: {
          id: 'ocid1.vcn.oc1.eu-frankfurt-1.aaaa',
          subnets: [{ id: 'ocid1.subnet.oc1.eu-frankfurt-1.aaaa', zone: PLACE.availabilityDomains[0] as string }],
        },
        place: { ...PLACE, domain: 'nodes.research.oraclevcn.com' },
      },
    ],
    ['with own tags', { tags: { 'cost-center': '42', owner: 'geo' } }],
    [
      'with a vault, services and a tag namespace of the institution',
      {
        place: {
          ...PLACE,
          vault: { id: 'ocid1.vault.oc1.eu-frankfurt-1.v.aaaa', keyId: 'ocid1.key.oc1.eu-frankfurt-1.v.aaaa' },
          services: {
            id: 'ocid1.service.oc1.eu-frankfurt-1.aaaa',
            label: 'all-fra-services-in-oracle-services-network',
          },
          tagNamespace: 'research',
        },
      },
    ],
  ])('%s', (_name, props) => {
    expect(nativeFindings(cluster(props).made).map(formatFinding)).toEqual([]);
  });
});

describe('while an app is synthesised', () => {
  test('all findings come together, with the construct, the attribute and what is allowed', () => {
    const { stack, made } = cluster(SPOILT);
    const network = made.native('network') as CoreVcn;
    network.cidrBlocks = ['10.0.0.0/99'];
    network.dnsLabel = 'my-net';
    expect(() => Testing.synth(stack, RUN_VALIDATIONS)).toThrow(
      /\[oci-cidr\] Stack\/Work\/Network\/Resource: cidr_blocks\[0\]: given '10\.0\.0\.0\/99'[\s\S]*\[oci-dns-label\] Stack\/Work\/Network\/Resource: dns_label: given 'my-net'/,
    );
  });

  test('a cluster without any passes', () => {
    expect(() => Testing.synth(cluster().stack, RUN_VALIDATIONS)).not.toThrow();
  });

  test("what is the user's own beside the cluster is left alone", () => {
    const { stack } = cluster();
    new CoreVcn(stack, 'Own', { compartmentId: 'research', cidrBlocks: ['10.0.0.0/99'] });
    expect(() => Testing.synth(stack, RUN_VALIDATIONS)).not.toThrow();
  });

  test('values that only a deployment knows pass', () => {
    const { made } = cluster();
    const network = made.native('network') as CoreVcn;
    network.cidrBlocks = [`\${var.block}`, network.ipv6CidrBlocks.join(',')];
    network.compartmentId = `\${var.compartment}`;
    expect(nativeFindings(made)).toEqual([]);
  });
});

describe('the language of policies', () => {
  test.each([
    'Allow group A-Admins to manage instance-family in compartment Project-A:Project-A2',
    'Allow group id ocid1.group.oc1..a, id ocid1.group.oc1..b to inspect vcns in compartment id ocid1.compartment.oc1..a',
    "Allow dynamic-group 'Domain'/'name' to read secret-bundles in tenancy where target.secret.id = 'ocid1.vaultsecret.oc1..a'",
    "Allow service blockstorage, objectstorage-eu-frankfurt-1 to use keys in compartment keys where target.key.id = 'k'",
    'allow any-user to {INSTANCE_READ, INSTANCE_UPDATE} in tenancy where request.instance.id = target.instance.id',
    "ALLOW group test-group TO manage objects IN TENANCY where all {target.bucket.name = 'b', target.object.name = 'prod/*', any{request.permission='OBJECT_CREATE', request.permission='OBJECT_READ'}}",
    'Allow group GroupAdmins to manage groups in tenancy where target.group.name = /A-Users-*/',
    "Allow group A to use instances in tenancy where request.utc-timestamp before '2030-01-01T00:00Z'",
    "Allow group A to use instances in tenancy where request.utc-timestamp.time-of-day between '01:00:00Z' and '02:01:00Z'",
    'Endorse group A to read objects in any-tenancy',
  ])('allows %s', (statement) => {
    expect(policyStatement(statement)).toBeUndefined();
  });

  test.each([
    ['Alow group A to use vcns in tenancy', 'Allow is expected'],
    ['Allow people A to use vcns in tenancy', 'a subject'],
    ['Allow group A may use vcns in tenancy', 'to is expected'],
    ['Allow group A to {instance_read} in tenancy', 'a permission is expected'],
    ['Allow group A to use vcns', 'in is expected at the end'],
    ['Allow group A to use vcns in research', 'tenancy or compartment is expected'],
    ["Allow group A to use vcns in tenancy where any {target.vcn.id = 'a' target.vcn.id = 'b'}", '} is expected'],
    ['Allow group A to use vcns in tenancy always', 'nothing more is expected'],
  ])('does not allow %s', (statement, says) => {
    expect(policyStatement(statement)).toContain(says);
  });

  test.each([
    "All {instance.compartment.id = 'ocid1.compartment.oc1..a', tag.ns.role.value = 'head'}",
    "instance.id != 'ocid1.instance.oc1..a'",
    'Any {tag.department.operations.value}',
  ])('allows the rule %s', (rule) => {
    expect(matchingRule(rule)).toBeUndefined();
  });
});
