import { anyWith, type HpcClusterProps, type MpiClusterProps, Size } from '../../../lib';
import type { OciPlace } from '../../../lib/targets/terraform-oci';
import { PLACE } from './support';

/** One way to get it wrong on a cloud: what is given, and the code and the sentence that must come back. */
export interface BadDeclaration {
  readonly given: string;
  readonly code: string;
  readonly says: string;
  readonly place?: Partial<OciPlace>;
  readonly hpc?: HpcClusterProps;
  readonly mpi?: MpiClusterProps;
}

const FLEXIBLE = 'VM.Standard.E4.Flex.4.32';
const METAL = 'BM.Optimized3.36';
const DOMAINS = PLACE.availabilityDomains;

const head = { machine: 'VM.Standard.E4.Flex.2.16' };
const compute = { machine: FLEXIBLE, max: 4 };

/** A good cluster but for the given properties. */
function hpc(change: object): { hpc: HpcClusterProps } {
  return { hpc: { head, partitions: { compute }, ...change } };
}

function partition(change: object): { hpc: HpcClusterProps } {
  return hpc({ partitions: { compute: { ...compute, ...change } } });
}

function mpi(change: object, nodes: object = {}): { mpi: MpiClusterProps } {
  return { mpi: { head, nodes: { ...compute, ...nodes }, ...change } };
}

/** A good cluster in a place that is good but for the given facts. */
function place(change: object): { hpc: HpcClusterProps; place: Partial<OciPlace> } {
  return { ...hpc({}), place: change };
}

const own = { id: 'ocid1.image.oc1.eu-frankfurt-1.aaaaown', packages: 'apt' };
const lustre = { path: '/data', type: 'lustre', size: Size.gibibytes(31_200), throughputPerTiB: 125, retain: false };
const subnets = [{ id: 'ocid1.subnet.oc1.eu-frankfurt-1.aaaa', zone: DOMAINS[0] }];

const PLACES: readonly BadDeclaration[] = [
  {
    given: "a tenancy's name where its OCID belongs",
    code: 'oci-place-ocid',
    says: "place.tenancyId: given 'research'; needed is an OCID, ocid1.tenancy.…",
    ...place({ tenancyId: 'research' }),
  },
  {
    given: 'an OCID of a user as compartment',
    code: 'oci-place-ocid',
    says: 'place.compartmentId: given',
    ...place({ compartmentId: 'ocid1.user.oc1..aaaa' }),
  },
  {
    given: 'no compartment',
    code: 'oci-place-ocid',
    says: 'place.compartmentId: given nothing; needed is an OCID, ocid1.compartment.',
    ...place({ compartmentId: undefined }),
  },
  {
    given: 'a misspelt Region',
    code: 'oci-place-region',
    says: "Did you mean 'eu-frankfurt-1'?",
    ...place({ region: 'eu-frankfrut-1' }),
  },
  { given: 'a Region of Mars', code: 'oci-place-region', says: "given 'mars-1'", ...place({ region: 'mars-1' }) },
  {
    given: "a Region by its airport's name",
    code: 'oci-place-region',
    says: "given 'FRA'",
    ...place({ region: 'FRA' }),
  },
  {
    given: 'no availability domains',
    code: 'oci-place-domains-none',
    says: 'Give at least one',
    ...place({ availabilityDomains: [] }),
  },
  {
    given: 'an availability domain without its prefix',
    code: 'oci-place-domain',
    says: "place.availabilityDomains[0]: given 'EU-FRANKFURT-1-AD-1'",
    ...place({ availabilityDomains: ['EU-FRANKFURT-1-AD-1'] }),
  },
  {
    given: 'an availability domain beyond the third',
    code: 'oci-place-domain',
    says: "given 'lfcb:EU-FRANKFURT-1-AD-4'",
    ...place({ availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-4'] }),
  },
  {
    given: 'the same availability domain twice',
    code: 'oci-place-domain-twice',
    says: 'a second time',
    ...place({ availabilityDomains: [DOMAINS[0], DOMAINS[0]] }),
  },
  {
    given: 'an availability domain of another Region',
    code: 'oci-place-domain-region',
    says: 'which is not in eu-frankfurt-1',
    ...place({ availabilityDomains: ['lfcb:UK-LONDON-1-AD-1'] }),
  },
  {
    given: 'an OCID as namespace of Object Storage',
    code: 'oci-place-namespace',
    says: '`oci os ns get` prints it',
    ...place({ namespace: 'ocid1.tenancy.oc1..aaaa' }),
  },
  {
    given: "an image's name where its OCID belongs",
    code: 'oci-place-ocid',
    says: "place.images['ubuntu-24.04']: given 'Canonical-Ubuntu-24.04'",
    ...place({ images: { 'ubuntu-24.04': 'Canonical-Ubuntu-24.04' } }),
  },
  {
    given: 'a service by its label alone',
    code: 'oci-place-ocid',
    says: 'place.services.id',
    ...place({ services: { id: 'all', label: 'all-fra-services-in-oracle-services-network' } }),
  },
  {
    given: 'a service with a block of addresses',
    code: 'oci-place-services',
    says: "place.services.label: given '0.0.0.0/0'",
    ...place({ services: { id: 'ocid1.service.oc1.eu-frankfurt-1.aaaa', label: '0.0.0.0/0' } }),
  },
  {
    given: 'a key where the vault belongs',
    code: 'oci-place-ocid',
    says: 'place.vault.id',
    ...place({ vault: { id: 'ocid1.key.oc1.phx.v.aaaa', keyId: 'ocid1.key.oc1.phx.v.aaaa' } }),
  },
  {
    given: 'a tag namespace with a period',
    code: 'oci-place-tag-namespace',
    says: 'without periods and spaces',
    ...place({ tagNamespace: 'research.hpc' }),
  },
  {
    given: 'a domain with an underscore',
    code: 'oci-place-dns',
    says: "place.domain: given 'nodes_1'",
    ...place({ domain: 'nodes_1' }),
  },
  {
    given: 'sessions from no block of addresses',
    code: 'oci-place-sessions-from',
    says: "place.sessionsFrom[1]: given '192.0.2.7/24'",
    ...place({ sessionsFrom: ['192.0.2.0/24', '192.0.2.7/24'] }),
  },
  {
    given: 'more zones than the place has domains',
    code: 'oci-place-zone',
    says: 'asks for 2 zones, but place.availabilityDomains has 1',
    ...hpc({ network: { zones: 2 } }),
    place: { availabilityDomains: DOMAINS.slice(0, 1) },
  },
  {
    given: 'a zone that the place does not name',
    code: 'oci-place-zone',
    says: "Did you mean 'lfcb:EU-FRANKFURT-1-AD-1'?",
    ...hpc({ network: { zones: ['lfcb:EU-FRANKFURT-1-AD1'] } }),
  },
];

const MACHINES: readonly BadDeclaration[] = [
  {
    given: 'a machine of AWS',
    code: 'machine-unknown',
    says: "given 'c5.9xlarge'",
    ...partition({ machine: 'c5.9xlarge' }),
  },
  {
    given: 'a flexible shape without its size',
    code: 'machine-unknown',
    says: 'a flexible shape carries its size',
    ...partition({ machine: 'VM.Standard.E4.Flex' }),
  },
  {
    given: 'a flexible shape with too much memory',
    code: 'machine-unknown',
    says: '500 GB are out of its range with 4 OCPUs',
    ...partition({ machine: 'VM.Standard.E4.Flex.4.500' }),
  },
  {
    given: 'a flexible shape with half an OCPU',
    code: 'machine-unknown',
    says: 'is no size; two whole numbers are',
    ...partition({ machine: 'VM.Standard.E4.Flex.0.5' }),
  },
  {
    given: 'a fixed shape with a size',
    code: 'machine-unknown',
    says: "given 'BM.Optimized3.36.36.512'",
    ...partition({ machine: 'BM.Optimized3.36.36.512' }),
  },
  {
    given: 'a misspelt shape',
    code: 'machine-unknown',
    says: "Did you mean 'BM.Optimized3.36'?",
    ...partition({ machine: 'BM.Optimised3.36' }),
  },
  {
    given: 'RDMA on virtual machines',
    code: 'fabric-not-there',
    says: `${FLEXIBLE} has no interface`,
    ...partition({ fabric: 'rdma' }),
  },
  {
    given: 'RDMA on an image without drivers',
    code: 'fabric-needs-driver',
    says: 'oracle-linux-9',
    ...hpc({
      image: { distribution: 'ubuntu-24.04' },
      partitions: { compute: { machine: METAL, max: 2, fabric: 'rdma' } },
    }),
  },
  {
    given: 'RDMA over several availability domains',
    code: 'oci-fabric-one-domain',
    says: 'its nodes lie in 2 availability domains',
    ...hpc({ network: { zones: 2 }, partitions: { compute: { machine: METAL, max: 2, fabric: 'rdma' } } }),
  },
  {
    given: 'an MPI cluster over several availability domains',
    code: 'mpi-placement-needs-one-zone',
    says: 'nodes span 3 zones',
    ...mpi({ network: { zones: 3 } }),
  },
  {
    given: 'bare metal as preemptible capacity',
    code: 'spot-not-offered',
    says: METAL,
    ...partition({ machine: METAL, pricing: 'spot', fabric: 'none' }),
  },
  {
    given: 'a capability that nothing has',
    code: 'machine-none-fits',
    says: 'cores 100000',
    ...partition({ machine: anyWith({ cores: 100_000 }) }),
  },
  {
    given: 'a root volume smaller than any',
    code: 'root-under-image',
    says: '50 GiB',
    ...partition({ rootSize: Size.gibibytes(20) }),
  },
  {
    given: 'a root volume larger than any',
    code: 'volume-size',
    says: 'partitions.compute.rootSize: given 40000 GiB',
    ...partition({ rootSize: Size.gibibytes(40_000) }),
  },
];

const NOT_CARRIED: readonly BadDeclaration[] = [
  {
    given: 'nodes on distinct hardware',
    code: 'oci-no-spread',
    says: 'Oracle Cloud chooses fault domains itself',
    ...partition({ placement: 'spread' }),
  },
  {
    given: 'Lustre for scratch',
    code: 'oci-no-scratch-lustre',
    says: 'throughputPerTiB: 125',
    ...hpc({ image: own, mounts: [{ ...lustre, throughputPerTiB: undefined }] }),
  },
  {
    given: 'Debian',
    code: 'image-not-in-cloud',
    says: "'ubuntu-24.04'",
    ...hpc({ image: { distribution: 'debian-13' } }),
  },
  {
    given: 'a bare-metal head with volumes of its own',
    code: 'oci-no-metal-head',
    says: 'a virtual machine as head',
    ...hpc({ head: { machine: METAL } }),
  },
];

const REST: readonly BadDeclaration[] = [
  {
    given: 'an image that the place does not name',
    code: 'oci-image-unknown',
    says: 'has no OCID for ubuntu-24.04 in eu-frankfurt-1',
    ...place({ images: {} }),
  },
  {
    given: 'an image for other Regions',
    code: 'image-not-in-region',
    says: 'eu-frankfurt-1',
    ...hpc({ image: { byRegion: { 'uk-london-1': own.id }, packages: 'apt' } }),
  },
  {
    given: 'an image of AWS',
    code: 'oci-id-form',
    says: "image.id: given 'ami-0123456789abcdef0'; needed is an OCID, ocid1.image.…",
    ...hpc({ image: { ...own, id: 'ami-0123456789abcdef0' } }),
  },
  {
    given: 'a key of AWS',
    code: 'oci-id-form',
    says: 'encryptionKey: given',
    ...hpc({ encryptionKey: 'arn:aws:kms:us-west-2:111122223333:key/1' }),
  },
  {
    given: 'a network of AWS',
    code: 'oci-id-form',
    says: "network.id: given 'vpc-1'",
    ...hpc({ network: { id: 'vpc-1', subnets } }),
    place: { domain: 'nodes.research.oraclevcn.com' },
  },
  {
    given: 'an OCID of a network as subnet',
    code: 'oci-id-form',
    says: 'an OCID of another type, ocid1.subnet.…',
    ...hpc({
      network: {
        id: 'ocid1.vcn.oc1.eu-frankfurt-1.aaaa',
        subnets: [{ id: 'ocid1.vcn.oc1.eu-frankfurt-1.aaaa', zone: DOMAINS[0] }],
      },
    }),
    place: { domain: 'nodes.research.oraclevcn.com' },
  },
  {
    given: 'a snapshot of AWS',
    code: 'oci-id-form',
    says: 'home.snapshot: given',
    ...hpc({ home: { snapshot: 'snap-0123456789abcdef0' } }),
  },
  {
    given: 'a home larger than any volume',
    code: 'oci-volume-too-large',
    says: 'home.size: given 40000 GiB; a volume has at most 32768 GB',
    ...hpc({ home: { size: Size.gibibytes(40_000) } }),
  },
  {
    given: 'a Lustre file system of the size that AWS begins with',
    code: 'oci-lustre-capacity',
    says: 'given 1200 GB; allowed are 31200 GB and steps of 10400 GB',
    ...hpc({ image: own, mounts: [{ ...lustre, size: Size.gibibytes(1200) }] }),
  },
  {
    given: 'a Lustre file system between the sizes',
    code: 'oci-lustre-capacity',
    says: 'Give 41600 GiB',
    ...hpc({ image: own, mounts: [{ ...lustre, size: Size.gibibytes(32_000) }] }),
  },
  {
    given: 'Lustre of a throughput between the levels',
    code: 'oci-lustre-throughput',
    says: 'given 200 MB/s for each TB; allowed are 125, 250, 500, 1000',
    ...hpc({ image: own, mounts: [{ ...lustre, throughputPerTiB: 200 }] }),
  },
  {
    given: 'Lustre on an image without a client',
    code: 'lustre-needs-client',
    says: 'Lustre',
    ...hpc({ image: { distribution: 'ubuntu-24.04' }, mounts: [lustre] }),
  },
  {
    given: 'six tags of their own',
    code: 'oci-too-many-tags',
    says: 'a resource has at most 10. Leave 1 out',
    ...hpc({ tags: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } }),
  },
  {
    given: 'a tag with a period in its key',
    code: 'oci-tag-key',
    says: "given 'cost.center'",
    ...hpc({ tags: { 'cost.center': '42' } }),
  },
  {
    given: 'a tag with a space in its key',
    code: 'oci-tag-key',
    says: "given 'cost center'",
    ...hpc({ tags: { 'cost center': '42' } }),
  },
  {
    given: "a tag of the cluster's own",
    code: 'oci-tag-key',
    says: "the prefix 'terrane:' is reserved",
    ...hpc({ tags: { 'terrane:node': 'n' } }),
  },
  {
    given: 'a key that is too long',
    code: 'oci-tag-too-long',
    says: 'the key has 101 characters; allowed are 1 to 100',
    ...hpc({ tags: { ['k'.repeat(101)]: 'v' } }),
  },
  {
    given: 'a budget with cents',
    code: 'oci-budget-whole',
    says: 'given 999.5 USD; a budget here is a whole number. Give 1000',
    ...hpc({ budget: { usdPerMonth: 999.5 } }),
  },
  {
    given: 'a hook in a bucket of AWS',
    code: 'hook-uri',
    says: 'oci://bucket/key',
    ...hpc({ head: { ...head, hook: { uri: 's3://bucket/hook.sh', sha256: 'a'.repeat(64) } } }),
  },
  {
    given: 'more nodes than a subnet has addresses, of which three are reserved',
    code: 'subnet-too-small',
    says: '3 of each subnet',
    ...hpc({
      network: { cidr: '10.0.0.0/24', nodeCidrs: ['10.0.0.64/28'] },
      partitions: { compute: { ...compute, max: 20 } },
    }),
  },
];

export const BAD: readonly BadDeclaration[] = [...PLACES, ...MACHINES, ...NOT_CARRIED, ...REST];

/** What AWS does not carry and Oracle Cloud does. */
export const BAD_ON_AWS: readonly BadDeclaration[] = [
  {
    given: 'a flexible shape',
    code: 'machine-unknown',
    says: `given '${FLEXIBLE}'`,
    hpc: { head: { machine: 'm7i.large' }, partitions: { compute: { machine: FLEXIBLE, max: 4 } } },
  },
  {
    given: 'Oracle Linux',
    code: 'image-not-in-cloud',
    says: 'oracle-linux-9',
    hpc: {
      head: { machine: 'm7i.large' },
      partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } },
      image: { distribution: 'oracle-linux-9' },
    },
  },
  {
    given: 'a hook in a bucket of Oracle Cloud',
    code: 'hook-uri',
    says: 's3://bucket/key',
    hpc: {
      head: { machine: 'm7i.large', hook: { uri: 'oci://bucket/hook.sh', sha256: 'a'.repeat(64) } },
      partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } },
    },
  },
];
