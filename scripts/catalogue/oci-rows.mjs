/** Prices and limits of OCI that were read in Oracle's documentation and are not in the reference files. */

const DOCS = 'https://docs.oracle.com/en-us/iaas/Content';
const NOT_LISTED =
  "no part of this name is among the 602 of Oracle's price list (O1), and secondary texts call it free";

const free = (id, unit) => ({ id, usd: 0, unit, asOf: '2026-01-05', confidence: 'medium', source: NOT_LISTED });
export const PRICES_READ = [
  free('oci.natGateway', 'hour'),
  free('oci.serviceGateway', 'hour'),
  free('oci.bastion', 'hour'),
  free('oci.budget', 'month'),
  free('oci.secret', 'month'),
  free('oci.publicIpv4', 'hour'),
  {
    id: 'oci.vault.softwareKey',
    usd: 0,
    unit: 'key version-month',
    asOf: '2026-01-05',
    confidence: 'low',
    source:
      'Trend Micro, Cloud One Conformity knowledge base, OCI Vault: software-protected keys are free of charge; not read at Oracle',
  },
  {
    id: 'oci.vault.hsmKey',
    usd: 0.5334,
    unit: 'key version-month, versions free per month',
    asOf: '2023-11-02',
    confidence: 'high',
    source: 'O2',
    part: 'B92092',
    freeFirst: 20,
  },
];

const SERVICE_LIMITS = `Oracle, Service Limits (${DOCS}/General/Concepts/servicelimits.htm), a copy of 2025-03`;
const TAGGING = `Oracle, Overview of Tagging, Limits on Tags (${DOCS}/Tagging/Concepts/taggingoverview.htm)`;
const DNS = `Oracle, DNS in Your Virtual Cloud Network (${DOCS}/Network/Concepts/dns.htm)`;
const NSG = `Oracle, Network Security Groups (${DOCS}/Network/Concepts/networksecuritygroups.htm)`;
const LUSTRE = `Oracle, File Storage with Lustre (${DOCS}/lustre/manage-file-systems.htm, file-system-capacity.htm)`;
const PREEMPTIBLE = `Oracle, Preemptible Instances (${DOCS}/Compute/Concepts/preemptible.htm)`;
const STREAMING = `Oracle, Limits on Streaming Resources (${DOCS}/Streaming/Concepts/streamingoverview_topic-Limits_on_Streaming_Resources.htm)`;
const QUEUE = `Oracle, Overview of Queue, Service Limits (${DOCS}/queue/overview.htm)`;
const BLOCK = `Oracle, Block Volume performance (${DOCS}/Block/Concepts/blockvolumebalancedperformance.htm)`;

const row = (kind, confidence, source) => (id, value, unit, note) => ({
  id,
  value,
  unit,
  kind,
  confidence,
  source,
  note,
});
const hard = (source) => row('hard', 'high', source);
const quota = row('defaultQuota', 'high', SERVICE_LIMITS);
/** By contract: Universal Credits (a yearly commitment), or paid as used. */
const byContract = (universalCredits, payAsYouGo) => ({ universalCredits, payAsYouGo });

/** Limits of compute series, for an availability domain; absent for pay as you go: on request only. */
const COMPUTE = [
  ['standard2-core-count', 2000, 6],
  ['standard3-core-count', 2000, 6],
  ['standard-e2-core-count', 2000, 6],
  ['standard-e3-core-ad-count', 2000, 6],
  ['standard-e4-core-count', 2000, 6],
  ['standard-e5-core-count', 384, 6],
  ['standard-a1-core-count', 2000, 16],
  ['standard-a2-core-count', 1000, 8],
  ['dense-io2-core-count', 2000, 0],
  ['dense-io-e4-core-count', 2000, 0],
  ['gpu3-count', 0, 0],
  ['gpu4-count', 0, 0],
  ['gpu-a10-count', 0, 0],
  ['gpu-a100-v2-count', 0, 0],
  ['hpc2-core-count', 1500, 0],
  ['optimized3-core-count', 500, 6],
];

export const LIMITS_READ = [
  row('hard', 'medium', TAGGING)(
    'oci.tags',
    { perResource: 10, key: 100, value: 256 },
    'free-form tags; characters',
    'keys are printable ASCII without periods and spaces, and letters of both cases are the same',
  ),
  hard(DNS)('oci.dns.label', 15, 'characters, letters and digits, a letter first; fixed after creation'),
  hard(DNS)('oci.dns.hostname', 63, 'characters, letters, digits and inner hyphens, not digits alone'),
  quota('oci.nsg.rules', 120, 'rules of a network security group, ingress and egress together'),
  row('hard', 'high', SERVICE_LIMITS)('oci.nsg.perVnic', 5, 'network security groups of a VNIC'),
  hard(NSG)('oci.nsg.rulesPerCall', 25, 'rules in one call that adds, removes or updates them'),
  quota('oci.nsg.perVcn', 1000, 'network security groups of a VCN'),
  quota('oci.vcn.perRegion', byContract(50, 10), 'VCNs in a Region'),
  quota('oci.subnet.perVcn', 300, 'subnets of a VCN'),
  quota('oci.natGateway.perVcn', 1, 'NAT gateways of a VCN'),
  quota('oci.serviceGateway.perVcn', 1, 'service gateways of a VCN'),
  quota('oci.clusterNetwork.perTenancy', byContract(15, 0), 'cluster networks, by contract; 0 = on request'),
  quota(
    'oci.computeCluster.perDomain',
    byContract(100, 0),
    'compute clusters in an availability domain; 0 = on request',
  ),
  quota('oci.clusterPlacementGroup.perRegion', byContract(50, 10), 'cluster placement groups in a Region'),
  quota('oci.instanceConfiguration.perRegion', 200, 'instance configurations in a Region'),
  quota('oci.instancePool.size', 500, 'instances of an instance pool'),
  quota('oci.fss.fileSystems', 100, 'file systems in an availability domain'),
  quota('oci.fss.mountTargets', byContract(6, 2), 'mount targets in an availability domain'),
  quota('oci.object.buckets', 10000, 'buckets of a tenancy'),
  quota('oci.vault.vaults', 10, 'vaults in a Region'),
  quota('oci.secret.secrets', byContract(5000, 150), 'secrets in a Region'),
  quota('oci.bastion.bastions', 5, 'bastions in a Region'),
  quota('oci.bastion.sessions', 20, 'sessions of a bastion'),
  quota('oci.identity.dynamicGroups', 50, 'dynamic groups of a tenancy'),
  quota('oci.identity.policies', 100, 'policies of a tenancy'),
  quota('oci.identity.statements', 50, 'statements of a policy'),
  quota('oci.blockVolume.total', byContract(100_000, 30_000), 'GB of block volumes in an availability domain'),
  hard(BLOCK)('oci.blockVolume.size', { min: 50, max: 32768 }, 'GB'),
  row('defaultQuota', 'high', STREAMING)(
    'oci.streaming.partitions',
    byContract(200, 50),
    'partitions of a tenancy',
    'a former version of the page says 15 and 1',
  ),
  hard(QUEUE)('oci.queue.visibility', { min: 1, max: 43_200 }, 'seconds, of a queue; of one message from 0'),
  hard(QUEUE)('oci.queue.deliveries', { min: 1, max: 20 }, 'deliveries of a message before it is a dead letter'),
  hard(PREEMPTIBLE)('oci.preemptible.notice', 120, 'seconds from the event to the end of the instance'),
  hard(LUSTRE)(
    'oci.lustre.capacity',
    { least: 31_200, step: 10_400, stepUpTo: 124_800, stepAbove: 41_600 },
    'GB (31.2, 10.4, 124.8 and 41.6 TiB in the console)',
  ),
  ...COMPUTE.map(([name, universalCredits, payAsYouGo]) =>
    quota(
      `oci.compute.${name}`,
      byContract(universalCredits, payAsYouGo),
      `${name.includes('core') ? 'OCPUs' : 'GPUs'} in an availability domain; 0 = on request`,
      name === 'optimized3-core-count' ? '1,500 in Ashburn and Phoenix' : undefined,
    ),
  ),
];
