import { AutoscalingAutoScalingConfiguration } from 'terrane/oci/autoscaling-auto-scaling-configuration';
import { BudgetAlertRule } from 'terrane/oci/budget-alert-rule';
import type { BudgetBudget } from 'terrane/oci/budget-budget';
import type { CoreInstance } from 'terrane/oci/core-instance';
import type { CoreInstanceConfiguration } from 'terrane/oci/core-instance-configuration';
import { CoreInstancePool } from 'terrane/oci/core-instance-pool';
import { CoreNetworkSecurityGroupSecurityRule } from 'terrane/oci/core-network-security-group-security-rule';
import { CoreRouteTable } from 'terrane/oci/core-route-table';
import type { CoreSubnet } from 'terrane/oci/core-subnet';
import type { CoreVcn } from 'terrane/oci/core-vcn';
import type { CoreVolume } from 'terrane/oci/core-volume';
import { FileStorageExport } from 'terrane/oci/file-storage-export';
import { IdentityDynamicGroup } from 'terrane/oci/identity-dynamic-group';
import { IdentityPolicy } from 'terrane/oci/identity-policy';
import { KmsKey } from 'terrane/oci/kms-key';
import { KmsVault } from 'terrane/oci/kms-vault';
import type { ObjectstorageBucket } from 'terrane/oci/objectstorage-bucket';
import { StreamingStream } from 'terrane/oci/streaming-stream';
import type { VaultSecret } from 'terrane/oci/vault-secret';
import type { HpcCluster } from '../../../lib/targets/terraform-oci';
import { PLACE } from './support';

/** One way to spoil a native resource: what is given, what must come back, and of which attribute. */
export interface WrongValue {
  readonly given: string;
  readonly code: string;
  readonly path: string;
  readonly says: string;
  spoil(cluster: HpcCluster): void;
}

const { compartmentId } = PLACE;
const [availabilityDomain] = PLACE.availabilityDomains as readonly [string];

function rule(config: object): (cluster: HpcCluster) => void {
  return (cluster) => {
    new CoreNetworkSecurityGroupSecurityRule(cluster, 'Own', {
      networkSecurityGroupId: cluster.headSecurityGroupId,
      direction: 'INGRESS',
      protocol: '6',
      source: '10.0.0.0/8',
      sourceType: 'CIDR_BLOCK',
      ...config,
    });
  };
}

function exported(options: object, path = '/'): (cluster: HpcCluster) => void {
  return (cluster) => {
    new FileStorageExport(cluster, 'Own', {
      exportSetId: 'ocid1.exportset.oc1.eu_frankfurt_1.aaaa',
      fileSystemId: 'ocid1.filesystem.oc1.eu_frankfurt_1.aaaa',
      path,
      exportOptions: [{ source: '10.0.0.0/8', ...options }],
    });
  };
}

function policy(statement: string): (cluster: HpcCluster) => void {
  return (cluster) => {
    new IdentityPolicy(cluster, 'Own', { compartmentId, name: 'own', description: 'own', statements: [statement] });
  };
}

function head(change: (instance: CoreInstance) => void): (cluster: HpcCluster) => void {
  return (cluster) => change(cluster.native('head') as CoreInstance);
}

function fleet(path: string, value: unknown): (cluster: HpcCluster) => void {
  return (cluster) =>
    (cluster.native('work-fleet') as CoreInstanceConfiguration).addOverride(
      `instance_details.launch_details.${path}`,
      value,
    );
}

function key(algorithm: string, length: number): (cluster: HpcCluster) => void {
  return (cluster) => {
    const managementEndpoint = 'https://vault-management.kms.eu-frankfurt-1.oraclecloud.com';
    new KmsKey(cluster, 'Own', {
      compartmentId,
      displayName: 'own',
      managementEndpoint,
      keyShape: { algorithm, length },
    });
  };
}

/** What the provider and Terraform let through to the cloud: nothing catches it before. */
export const UNCAUGHT: readonly WrongValue[] = [
  {
    given: 'a block of a network that is none',
    code: 'oci-cidr',
    path: 'cidr_blocks[0]',
    says: "given '10.0.0.0/99'; needed is a block of IPv4 addresses",
    spoil: (cluster) => {
      (cluster.native('network') as CoreVcn).cidrBlocks = ['10.0.0.0/99'];
    },
  },
  {
    given: 'a network larger than the cloud has',
    code: 'oci-cidr',
    path: 'cidr_blocks[0]',
    says: 'prefixes from /16 to /30',
    spoil: (cluster) => {
      (cluster.native('network') as CoreVcn).cidrBlocks = ['10.0.0.0/8'];
    },
  },
  {
    given: 'a DNS label with a hyphen',
    code: 'oci-dns-label',
    path: 'dns_label',
    says: "given 'my-net'; needed are at most 15 letters and digits",
    spoil: (cluster) => {
      (cluster.native('network') as CoreVcn).dnsLabel = 'my-net';
    },
  },
  {
    given: 'a host name with an underscore',
    code: 'oci-hostname-label',
    path: 'create_vnic_details.hostname_label',
    says: "given 'head_1'",
    spoil: head((instance) => instance.addOverride('create_vnic_details.hostname_label', 'head_1')),
  },
  {
    given: 'a text where an OCID belongs',
    code: 'oci-ocid',
    path: 'compartment_id',
    says: "given 'research'; needed is an OCID, ocid1.compartment.… or ocid1.tenancy.…",
    spoil: head((instance) => {
      instance.compartmentId = 'research';
    }),
  },
  {
    given: 'an OCID of another type',
    code: 'oci-ocid',
    path: 'vcn_id',
    says: 'an OCID of another type, ocid1.vcn.…',
    spoil: (cluster) => {
      new CoreRouteTable(cluster, 'Own', { compartmentId, vcnId: 'ocid1.subnet.oc1.eu-frankfurt-1.aaaa' });
    },
  },
  {
    given: 'a shape that does not exist',
    code: 'oci-shape',
    path: 'shape',
    says: 'Did you mean',
    spoil: head((instance) => {
      instance.shape = 'VM.Standard.E4.Flx';
    }),
  },
  {
    given: 'a flexible shape with more memory than its cores can have',
    code: 'oci-shape',
    path: 'instance_details.launch_details.shape_config',
    says: 'given 4 OCPUs and 4000 GB',
    spoil: fleet('shape_config.memory_in_gbs', 4000),
  },
  {
    given: 'a flexible shape without a size',
    code: 'oci-shape',
    path: 'shape_config',
    says: 'is flexible. Give ocpus and memory_in_gbs',
    spoil: head((instance) => instance.resetShapeConfig()),
  },
  {
    given: 'a rule in a direction that there is not',
    code: 'oci-rule-direction',
    path: 'direction',
    says: "given 'INBOUND'; allowed are INGRESS, EGRESS",
    spoil: rule({ direction: 'INBOUND' }),
  },
  {
    given: 'a rule whose end has an unknown type',
    code: 'oci-rule-end',
    path: 'source_type',
    says: "given 'CIDR'; allowed are CIDR_BLOCK",
    spoil: rule({ sourceType: 'CIDR' }),
  },
  {
    given: 'a rule without the end that its direction has',
    code: 'oci-rule-end',
    path: 'destination',
    says: 'a rule of direction EGRESS has a destination',
    spoil: rule({ direction: 'EGRESS' }),
  },
  {
    given: 'a protocol by name',
    code: 'oci-rule-protocol',
    path: 'protocol',
    says: "given 'tcp'; needed is 'all' or IANA's number",
    spoil: rule({ protocol: 'tcp' }),
  },
  {
    given: 'ports of another protocol',
    code: 'oci-rule-protocol',
    path: 'tcp_options',
    says: "given with protocol '17'",
    spoil: rule({ protocol: '17', tcpOptions: { destinationPortRange: { min: 22, max: 22 } } }),
  },
  {
    given: 'a port beyond all ports',
    code: 'oci-port',
    path: 'tcp_options.destination_port_range.max',
    says: 'given 99999; allowed are whole numbers from 1 to 65535',
    spoil: rule({ tcpOptions: { destinationPortRange: { min: 22, max: 99999 } } }),
  },
  {
    given: 'ports from behind',
    code: 'oci-port',
    path: 'tcp_options.destination_port_range',
    says: 'given 90 to 80; the first port comes first',
    spoil: rule({ tcpOptions: { destinationPortRange: { min: 90, max: 80 } } }),
  },
  {
    given: 'an export with an unknown access',
    code: 'oci-export-access',
    path: 'export_options[0].access',
    says: "given 'READWRITE'; allowed are READ_WRITE, READ_ONLY. Did you mean 'READ_WRITE'?",
    spoil: exported({ access: 'READWRITE' }),
  },
  ...['data', '/data/', '/data//sets', '/data/../etc', '/own data'].map((path) => ({
    given: `an export with the path '${path}'`,
    code: 'oci-export-path' as const,
    path: 'path',
    says: `given '${path}'; needed is an absolute path`,
    spoil: exported({}, path),
  })),
  {
    given: 'an export with an unknown squash',
    code: 'oci-export-squash',
    path: 'export_options[0].identity_squash',
    says: "given 'no_root_squash'",
    spoil: exported({ identitySquash: 'no_root_squash' }),
  },
  {
    given: 'an agent plugin that does not exist',
    code: 'oci-agent-plugin',
    path: 'agent_config.plugins_config[0].name',
    says: "Did you mean 'Compute HPC RDMA Authentication'?",
    spoil: head((instance) => {
      const pluginsConfig = [{ name: 'Compute HPC RDMA Authentification', desiredState: 'ENABLED' }];
      instance.putAgentConfig({ pluginsConfig });
    }),
  },
  {
    given: 'a plugin in an unknown state',
    code: 'oci-word',
    path: 'agent_config.plugins_config[0].desired_state',
    says: "given 'ON'; allowed are ENABLED, DISABLED",
    spoil: head((instance) => instance.putAgentConfig({ pluginsConfig: [{ name: 'Bastion', desiredState: 'ON' }] })),
  },
  {
    given: 'a metric that pools are not scaled by',
    code: 'oci-metric',
    path: 'policies[0].rules[0].metric.metric_type',
    says: "given 'CPU'; allowed are CPU_UTILIZATION, MEMORY_UTILIZATION",
    spoil: (cluster) => {
      new AutoscalingAutoScalingConfiguration(cluster, 'Own', {
        compartmentId,
        autoScalingResources: { id: 'ocid1.instancepool.oc1.eu-frankfurt-1.aaaa', type: 'instancePool' },
        policies: [{ policyType: 'threshold', rules: [{ displayName: 'up', metric: { metricType: 'CPU' } }] }],
      });
    },
  },
  {
    given: 'a key of an unknown algorithm',
    code: 'oci-key-algorithm',
    path: 'key_shape.algorithm',
    says: "given 'AES256'; allowed are AES, RSA, ECDSA.",
    spoil: key('AES256', 32),
  },
  {
    given: 'the length of a key in bits',
    code: 'oci-key-length',
    path: 'key_shape.length',
    says: 'given 256; keys of AES have 16, 24, 32 bytes',
    spoil: key('AES', 256),
  },
  {
    given: 'a statement without a verb',
    code: 'oci-policy-statement',
    path: 'statements[0]',
    says: "a verb (inspect, read, use, manage) or permissions in braces is expected at 'launch instances in tenancy'",
    spoil: policy('Allow group Users to launch instances in tenancy'),
  },
  {
    given: 'a statement with a value out of quotes',
    code: 'oci-policy-statement',
    path: 'statements[0]',
    says: 'a value: text in quotes',
    spoil: policy('Allow group Users to use instances in tenancy where target.compartment.name = research'),
  },
  {
    given: 'a rule of a dynamic group with an open brace',
    code: 'oci-matching-rule',
    path: 'matching_rule',
    says: '} is expected at the end',
    spoil: (cluster) => {
      new IdentityDynamicGroup(cluster, 'Own', {
        compartmentId: PLACE.tenancyId,
        name: 'own',
        description: 'own',
        matchingRule: "All {instance.compartment.id = 'ocid1.compartment.oc1..a'",
      });
    },
  },
  {
    given: 'a stream that keeps for a year',
    code: 'oci-stream-retention',
    path: 'retention_in_hours',
    says: 'given 9999; allowed are whole numbers from 24 to 168 hours',
    spoil: (cluster) => {
      new StreamingStream(cluster, 'Own', { compartmentId, name: 'own', partitions: 1, retentionInHours: 9999 });
    },
  },
  {
    given: 'one block and several',
    code: 'oci-conflict',
    path: 'cidr_block',
    says: 'given together with cidr_blocks',
    spoil: (cluster) => {
      (cluster.native('network') as CoreVcn).cidrBlock = '10.0.0.0/16';
    },
  },
  {
    given: 'a secret without content',
    code: 'oci-secret-empty',
    path: 'secret_content',
    says: 'Give it, or enable_auto_generation',
    spoil: (cluster) => {
      (cluster.native('munge') as VaultSecret).enableAutoGeneration = false;
    },
  },
  {
    given: 'a secret that the vault makes of nothing',
    code: 'oci-secret-empty',
    path: 'secret_generation_context',
    says: 'Say what it makes',
    spoil: (cluster) => (cluster.native('munge') as VaultSecret).resetSecretGenerationContext(),
  },
  {
    given: 'content of a secret in plain text',
    code: 'oci-base64',
    path: 'secret_content.content',
    says: "given 'not base 64!'; needed is Base64",
    spoil: (cluster) =>
      (cluster.native('munge') as VaultSecret).putSecretContent({ contentType: 'BASE64', content: 'not base 64!' }),
  },
  {
    given: 'user data in plain text',
    code: 'oci-base64',
    path: 'metadata.user_data',
    says: "given '#!/bin/bash",
    spoil: head((instance) => {
      instance.metadata = { user_data: '#!/bin/bash\ntrue\n' };
    }),
  },
  {
    given: 'user data of nodes beyond the limit',
    code: 'oci-metadata-too-long',
    path: 'instance_details.launch_details.metadata',
    says: 'given 60009 bytes; all metadata of a machine together have at most 32000',
    spoil: fleet('metadata.user_data', 'QUJD'.repeat(15_000)),
  },
  {
    given: 'a pool of less than nothing',
    code: 'oci-pool-size',
    path: 'size',
    says: 'given -1; allowed are whole numbers from 0 machines',
    spoil: (cluster) => {
      new CoreInstancePool(cluster, 'Own', {
        compartmentId,
        instanceConfigurationId: 'ocid1.instanceconfiguration.oc1.eu-frankfurt-1.aaaa',
        placementConfigurations: [{ availabilityDomain }],
        size: -1,
      });
    },
  },
  {
    given: 'an availability domain without its prefix',
    code: 'oci-availability-domain',
    path: 'availability_domain',
    says: "given 'EU-FRANKFURT-1-AD-1'; needed is the tenancy's name",
    spoil: (cluster) => {
      (cluster.native('nodes-1') as CoreSubnet).availabilityDomain = 'EU-FRANKFURT-1-AD-1';
    },
  },
  {
    given: 'a boot volume that is too small',
    code: 'oci-volume-size',
    path: 'source_details.boot_volume_size_in_gbs',
    says: "given '20'; allowed are whole numbers from 50 to 32768 GB",
    spoil: head((instance) => instance.addOverride('source_details.boot_volume_size_in_gbs', '20')),
  },
  {
    given: 'a size with its unit',
    code: 'oci-volume-size',
    path: 'size_in_gbs',
    says: "given '100GB'",
    spoil: (cluster) => {
      (cluster.native('state') as CoreVolume).sizeInGbs = '100GB';
    },
  },
  {
    given: 'a performance between the levels',
    code: 'oci-volume-performance',
    path: 'vpus_per_gb',
    says: "given '15'; allowed are 0, 10, 20",
    spoil: (cluster) => {
      (cluster.native('state') as CoreVolume).vpusPerGb = '15';
    },
  },
  {
    given: 'eleven freeform tags',
    code: 'oci-tag-count',
    path: 'freeform_tags',
    says: 'given 11 freeform tags; a resource has at most 10',
    spoil: (cluster) => {
      const tags = Array.from({ length: 11 }, (_, index) => [`key${index}`, 'value']);
      (cluster.native('network') as CoreVcn).freeformTags = Object.fromEntries(tags);
    },
  },
  {
    given: 'a tag with a period in its key',
    code: 'oci-tag',
    path: 'freeform_tags',
    says: "given 'cost.center'; a key has printable ASCII characters without periods",
    spoil: (cluster) => {
      (cluster.native('network') as CoreVcn).freeformTags = { 'cost.center': '42' };
    },
  },
  {
    given: 'a budget with cents',
    code: 'oci-budget-amount',
    path: 'amount',
    says: 'given 99.5; allowed are whole numbers from 1',
    spoil: (cluster) => {
      (cluster.native('budget') as BudgetBudget).amount = 99.5;
    },
  },
];

/** What the provider itself refuses, but only while the cloud is asked. */
export const CAUGHT_LATE: readonly WrongValue[] = [
  {
    given: 'an access of a bucket that there is not',
    code: 'oci-word',
    path: 'access_type',
    says: "given 'Private'; allowed are NoPublicAccess",
    spoil: (cluster) => {
      (cluster.native('results') as ObjectstorageBucket).accessType = 'Private';
    },
  },
  {
    given: 'versioning by a truth value',
    code: 'oci-word',
    path: 'versioning',
    says: "given 'true'; allowed are Enabled, Suspended, Disabled",
    spoil: (cluster) => {
      (cluster.native('results') as ObjectstorageBucket).versioning = 'true';
    },
  },
  {
    given: 'a storage tier of AWS',
    code: 'oci-word',
    path: 'storage_tier',
    says: "given 'STANDARD'; allowed are Standard, Archive",
    spoil: (cluster) => {
      (cluster.native('results') as ObjectstorageBucket).storageTier = 'STANDARD';
    },
  },
  {
    given: 'a budget by the year',
    code: 'oci-word',
    path: 'reset_period',
    says: "given 'YEARLY'; allowed are MONTHLY",
    spoil: (cluster) => {
      (cluster.native('budget') as BudgetBudget).resetPeriod = 'YEARLY';
    },
  },
  {
    given: 'a budget for something else',
    code: 'oci-word',
    path: 'target_type',
    says: "given 'TAGS'; allowed are COMPARTMENT, TAG. Did you mean 'TAG'?",
    spoil: (cluster) => {
      (cluster.native('budget') as BudgetBudget).targetType = 'TAGS';
    },
  },
  {
    given: 'an alert at an unknown kind of threshold',
    code: 'oci-word',
    path: 'threshold_type',
    says: "given 'PERCENT'; allowed are PERCENTAGE, ABSOLUTE",
    spoil: (cluster) => {
      new BudgetAlertRule(cluster, 'Own', {
        budgetId: (cluster.native('budget') as BudgetBudget).id,
        type: 'ACTUAL',
        threshold: 50,
        thresholdType: 'PERCENT',
      });
    },
  },
  {
    given: 'a vault of an unknown type',
    code: 'oci-word',
    path: 'vault_type',
    says: "given 'PRIVATE'; allowed are DEFAULT, VIRTUAL_PRIVATE, EXTERNAL",
    spoil: (cluster) => {
      new KmsVault(cluster, 'Own', { compartmentId, displayName: 'own', vaultType: 'PRIVATE' });
    },
  },
  {
    given: 'a defined tag without its namespace',
    code: 'oci-tag',
    path: 'defined_tags',
    says: "given 'cluster'; a key is '<namespace>.<key>'",
    spoil: head((instance) => {
      instance.definedTags = { cluster: 'work' };
    }),
  },
  {
    given: 'a stream in a pool and in a compartment',
    code: 'oci-conflict',
    path: 'compartment_id',
    says: 'given together with stream_pool_id',
    spoil: (cluster) => {
      const streamPoolId = 'ocid1.streampool.oc1.eu-frankfurt-1.aaaa';
      new StreamingStream(cluster, 'Own', { compartmentId, streamPoolId, name: 'own', partitions: 1 });
    },
  },
];
