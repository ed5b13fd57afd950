import type { RuleId } from '../../../errors';
import { isOciTagName, OCI_TAG_NAME } from '../../../units';
import { matchingRule, policyStatement } from './policy-grammar';
import {
  addressOrCidr,
  base64,
  type Check,
  cidr,
  dnsLabel,
  EVERY_NUMBER,
  form,
  hostnameLabel,
  networkCidr,
  number,
  oneOf,
  shorterThan,
  wholeNumber,
} from './values';

/** A code and what it checks. */
export type Checked = readonly [code: RuleId, check: Check];

const PORT: Checked = ['oci-port', wholeNumber(1, 65535)];
const CIDR: Checked = ['oci-cidr', cidr];
const NETWORK_CIDR: Checked = ['oci-cidr', networkCidr];
const DNS_LABEL: Checked = ['oci-dns-label', dnsLabel];
const HOSTNAME: Checked = ['oci-hostname-label', hostnameLabel];
const IDENTITY_NAME: Checked = [
  'oci-identity-name',
  form(/^[\w.-]{1,100}$/, 'needed are at most 100 letters, digits, hyphens, underscores and periods'),
];
const isTagName = (value: unknown): boolean => isOciTagName(String(value)) && String(value).length <= 100;
const TAG_NAME: Checked = [
  'oci-tag-name',
  (value) => (isTagName(value) ? undefined : `needed are at most 100 ${OCI_TAG_NAME}.`),
];
const SIZE: Checked = ['oci-pool-size', wholeNumber(0, EVERY_NUMBER, 'machines')];

function word(...words: readonly string[]): Checked {
  return ['oci-word', oneOf(...words)];
}

/** https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/manage-plugins.htm (Available Plugins) */
const PLUGINS = [
  'Bastion',
  'Block Volume Management',
  'Cloud Guard Workload Protection',
  'Compute HPC RDMA Authentication',
  'Compute HPC RDMA Auto-Configuration',
  'Compute Instance Monitoring',
  'Compute Instance Run Command',
  'Compute RDMA GPU Monitoring',
  'Custom Logs Monitoring',
  'Fleet Application Management Service',
  'Management Agent',
  'Oracle Autonomous Linux',
  'Oracle Java Management Service',
  'OS Management Hub Agent',
  'OS Management Service Agent',
  'Vulnerability Scanning',
  'WebLogic Management Service',
];

/** GB of block and boot volumes: https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/overview.htm (Volume sizes). */
const VOLUME_GB: Checked = ['oci-volume-size', wholeNumber(50, 32768, 'GB')];
/** https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/blockvolumeperformance.htm */
const VPUS: Checked = ['oci-volume-performance', oneOf('0', ...tens(10, 120))];

function tens(first: number, last: number): string[] {
  return Array.from({ length: (last - first) / 10 + 1 }, (_, index) => String(first + index * 10));
}

const LAUNCH: { readonly [path: string]: Checked } = {
  'agent_config.plugins_config.name': ['oci-agent-plugin', oneOf(...PLUGINS)],
  'agent_config.plugins_config.desired_state': word('ENABLED', 'DISABLED'),
  'availability_config.recovery_action': word('RESTORE_INSTANCE', 'STOP_INSTANCE'),
  'create_vnic_details.hostname_label': HOSTNAME,
  fault_domain: ['oci-fault-domain', oneOf('FAULT-DOMAIN-1', 'FAULT-DOMAIN-2', 'FAULT-DOMAIN-3')],
  'launch_options.boot_volume_type': word('ISCSI', 'SCSI', 'IDE', 'VFIO', 'PARAVIRTUALIZED'),
  'launch_options.firmware': word('BIOS', 'UEFI_64'),
  'launch_options.network_type': word('E1000', 'VFIO', 'PARAVIRTUALIZED'),
  'launch_options.remote_data_volume_type': word('ISCSI', 'SCSI', 'IDE', 'VFIO', 'PARAVIRTUALIZED'),
  'metadata.user_data': ['oci-base64', base64],
  'preemptible_instance_config.preemption_action.type': word('TERMINATE'),
  'source_details.boot_volume_size_in_gbs': VOLUME_GB,
  'source_details.boot_volume_vpus_per_gb': VPUS,
  'source_details.source_type': word('image', 'bootVolume'),
};

function below(path: string, checks: { readonly [path: string]: Checked }): { readonly [path: string]: Checked } {
  return Object.fromEntries(Object.entries(checks).map(([own, checked]) => [`${path}.${own}`, checked]));
}

/** Checks by resource type and path of attributes. */
export const BY_TYPE: { readonly [type: string]: { readonly [path: string]: Checked } } = {
  oci_core_vcn: { cidr_block: NETWORK_CIDR, cidr_blocks: NETWORK_CIDR, dns_label: DNS_LABEL },
  oci_core_subnet: { cidr_block: NETWORK_CIDR, dns_label: DNS_LABEL },
  oci_core_instance: {
    ...LAUNCH,
    'create_vnic_details.assign_public_ip': word('true', 'false'),
    state: word('RUNNING', 'STOPPED'),
  },
  oci_core_instance_configuration: {
    'instance_details.instance_type': word('compute', 'instance_options'),
    ...below('instance_details.launch_details', LAUNCH),
  },
  oci_core_cluster_network: { 'instance_pools.size': SIZE },
  oci_core_instance_pool: { size: SIZE, state: word('RUNNING', 'STOPPED') },
  oci_core_volume: {
    size_in_gbs: VOLUME_GB,
    vpus_per_gb: VPUS,
    'source_details.type': word('volume', 'volumeBackup', 'blockVolumeReplica', 'volumeBackupDelta'),
  },
  oci_core_volume_attachment: { attachment_type: word('iscsi', 'paravirtualized') },
  oci_core_network_security_group_security_rule: {
    direction: ['oci-rule-direction', oneOf('INGRESS', 'EGRESS')],
    protocol: ['oci-rule-protocol', form(/^(all|\d{1,3})$/, "needed is 'all' or IANA's number: 1 ICMP, 6 TCP, 17 UDP")],
    source_type: ['oci-rule-end', oneOf('CIDR_BLOCK', 'SERVICE_CIDR_BLOCK', 'NETWORK_SECURITY_GROUP')],
    destination_type: ['oci-rule-end', oneOf('CIDR_BLOCK', 'SERVICE_CIDR_BLOCK', 'NETWORK_SECURITY_GROUP')],
    description: ['oci-text-length', shorterThan(255)],
    'tcp_options.destination_port_range.min': PORT,
    'tcp_options.destination_port_range.max': PORT,
    'tcp_options.source_port_range.min': PORT,
    'tcp_options.source_port_range.max': PORT,
    'udp_options.destination_port_range.min': PORT,
    'udp_options.destination_port_range.max': PORT,
    'udp_options.source_port_range.min': PORT,
    'udp_options.source_port_range.max': PORT,
  },
  oci_core_route_table: { 'route_rules.destination_type': word('CIDR_BLOCK', 'SERVICE_CIDR_BLOCK') },
  oci_core_security_list: {
    'egress_security_rules.destination_type': word('CIDR_BLOCK', 'SERVICE_CIDR_BLOCK'),
    'ingress_security_rules.source_type': word('CIDR_BLOCK', 'SERVICE_CIDR_BLOCK'),
    'egress_security_rules.tcp_options.min': PORT,
    'egress_security_rules.tcp_options.max': PORT,
    'ingress_security_rules.tcp_options.min': PORT,
    'ingress_security_rules.tcp_options.max': PORT,
  },
  oci_core_public_ip: { lifetime: word('RESERVED', 'EPHEMERAL') },
  oci_file_storage_mount_target: { hostname_label: HOSTNAME },
  oci_file_storage_export: {
    path: [
      'oci-export-path',
      form(
        /^(\/|(\/(?!\.{1,2}(\/|$))[^\s/]{1,255})+)$/,
        "needed is an absolute path, e.g. '/' or '/data', whose elements are not empty, . or .. and have 255 bytes at most",
      ),
    ],
    'export_options.source': ['oci-cidr', addressOrCidr],
    'export_options.access': ['oci-export-access', oneOf('READ_WRITE', 'READ_ONLY')],
    'export_options.identity_squash': ['oci-export-squash', oneOf('NONE', 'ROOT', 'ALL')],
    'export_options.anonymous_uid': ['oci-number', wholeNumber(0, 4294967295)],
    'export_options.anonymous_gid': ['oci-number', wholeNumber(0, 4294967295)],
  },
  oci_lustre_file_storage_lustre_file_system: {
    capacity_in_gbs: ['oci-lustre-size', wholeNumber(31200, EVERY_NUMBER, 'GB')],
    file_system_name: ['oci-lustre-name', form(/^\w{1,8}$/, 'needed are at most 8 letters, digits and underscores')],
    performance_tier: word('MBPS_PER_TB_125', 'MBPS_PER_TB_250', 'MBPS_PER_TB_500', 'MBPS_PER_TB_1000'),
    'root_squash_configuration.identity_squash': word('NONE', 'ROOT'),
  },
  oci_objectstorage_bucket: {
    name: [
      'oci-bucket-name',
      form(/^[\w.-]{1,256}$/, 'needed are at most 256 letters, digits, hyphens, underscores and periods'),
    ],
    access_type: word('NoPublicAccess', 'ObjectRead', 'ObjectReadWithoutList'),
    storage_tier: word('Standard', 'Archive'),
    versioning: word('Enabled', 'Suspended', 'Disabled'),
    auto_tiering: word('Disabled', 'InfrequentAccess'),
  },
  oci_objectstorage_object: { storage_tier: word('Standard', 'InfrequentAccess', 'Archive') },
  oci_objectstorage_object_lifecycle_policy: {
    'rules.action': word('ARCHIVE', 'INFREQUENT_ACCESS', 'DELETE', 'ABORT'),
    'rules.target': word('objects', 'multipart-uploads', 'previous-object-versions'),
    'rules.time_amount': ['oci-number', wholeNumber(1, EVERY_NUMBER)],
    'rules.time_unit': word('DAYS', 'YEARS'),
  },
  oci_identity_policy: {
    name: IDENTITY_NAME,
    statements: ['oci-policy-statement', policyStatement],
  },
  oci_identity_dynamic_group: {
    name: IDENTITY_NAME,
    matching_rule: ['oci-matching-rule', matchingRule],
  },
  oci_identity_tag_namespace: { name: TAG_NAME },
  oci_identity_tag: { name: TAG_NAME },
  oci_kms_vault: { vault_type: word('DEFAULT', 'VIRTUAL_PRIVATE', 'EXTERNAL') },
  oci_kms_key: {
    protection_mode: word('SOFTWARE', 'HSM', 'EXTERNAL'),
    'key_shape.algorithm': ['oci-key-algorithm', oneOf('AES', 'RSA', 'ECDSA')],
    'key_shape.curve_id': word('NIST_P256', 'NIST_P384', 'NIST_P521'),
  },
  oci_vault_secret: {
    'secret_content.content_type': word('BASE64'),
    'secret_content.content': ['oci-base64', base64],
    'secret_content.stage': word('CURRENT', 'PENDING'),
    'secret_generation_context.generation_type': word('PASSPHRASE', 'SSH_KEY', 'BYTES'),
  },
  oci_budget_budget: {
    amount: ['oci-budget-amount', wholeNumber(1, EVERY_NUMBER, "of the tenancy's currency")],
    reset_period: word('MONTHLY'),
    target_type: word('COMPARTMENT', 'TAG'),
    processing_period_type: word('INVOICE', 'MONTH', 'SINGLE_USE'),
  },
  oci_budget_alert_rule: {
    type: word('ACTUAL', 'FORECAST'),
    threshold_type: word('PERCENTAGE', 'ABSOLUTE'),
    threshold: ['oci-budget-amount', number(0.01, EVERY_NUMBER)],
  },
  oci_bastion_bastion: {
    bastion_type: word('standard', 'STANDARD'),
    client_cidr_block_allow_list: CIDR,
    max_session_ttl_in_seconds: ['oci-number', wholeNumber(1800, 10800, 'seconds')],
    name: ['oci-bastion-name', form(/^[A-Za-z0-9]{1,255}$/, 'needed are letters and digits')],
  },
  oci_ons_subscription: {
    protocol: word('CUSTOM_HTTPS', 'EMAIL', 'HTTPS', 'ORACLE_FUNCTIONS', 'PAGERDUTY', 'SLACK', 'SMS'),
  },
  oci_streaming_stream_pool: {
    'kafka_settings.log_retention_hours': ['oci-stream-retention', wholeNumber(24, 168, 'hours')],
    'kafka_settings.num_partitions': ['oci-number', wholeNumber(1, EVERY_NUMBER)],
  },
  oci_streaming_stream: {
    // https://docs.oracle.com/en-us/iaas/Content/Streaming/Concepts/streamingoverview.htm (Limits on Streaming Resources)
    retention_in_hours: ['oci-stream-retention', wholeNumber(24, 168, 'hours')],
    partitions: ['oci-number', wholeNumber(1, EVERY_NUMBER)],
  },
  oci_cluster_placement_groups_cluster_placement_group: { cluster_placement_group_type: word('STANDARD') },
  oci_autoscaling_auto_scaling_configuration: {
    'policies.policy_type': word('threshold', 'scheduled'),
    'policies.rules.action.type': word('CHANGE_COUNT_BY'),
    'policies.rules.metric.metric_type': ['oci-metric', oneOf('CPU_UTILIZATION', 'MEMORY_UTILIZATION')],
    'policies.rules.metric.threshold.operator': word('GT', 'GTE', 'LT', 'LTE'),
    'policies.capacity.max': SIZE,
    'policies.capacity.min': SIZE,
    'policies.capacity.initial': SIZE,
  },
  oci_queue_queue: {
    // https://docs.oracle.com/en-us/iaas/Content/queue/overview.htm (Service Limits)
    retention_in_seconds: ['oci-number', wholeNumber(10, 604800, 'seconds')],
    visibility_in_seconds: ['oci-number', wholeNumber(1, 43200, 'seconds')],
    dead_letter_queue_delivery_count: ['oci-number', wholeNumber(0, 20, 'deliveries')],
  },
};

/** Types of the OCIDs that attributes hold, by the attribute's name in whatever resource. */
export const OCIDS: { readonly [attribute: string]: readonly string[] } = {
  compartment_id: ['compartment', 'tenancy'],
  vcn_id: ['vcn'],
  subnet_id: ['subnet'],
  primary_subnet_id: ['subnet'],
  target_subnet_id: ['subnet'],
  route_table_id: ['routetable'],
  security_list_ids: ['securitylist'],
  nsg_ids: ['networksecuritygroup'],
  network_security_group_id: ['networksecuritygroup'],
  service_id: ['service'],
  image_id: ['image'],
  source_id: ['image', 'bootvolume'],
  instance_id: ['instance'],
  instance_configuration_id: ['instanceconfiguration'],
  compute_cluster_id: ['computecluster'],
  cluster_placement_group_id: ['clusterplacementgroup'],
  capacity_reservation_id: ['capacityreservation'],
  dedicated_vm_host_id: ['dedicatedvmhost'],
  volume_id: ['volume'],
  export_set_id: ['exportset'],
  file_system_id: ['filesystem'],
  vault_id: ['vault'],
  key_id: ['key'],
  kms_key_id: ['key'],
  budget_id: ['budget'],
  tag_namespace_id: ['tagnamespace'],
  stream_pool_id: ['streampool'],
  topic_id: ['onstopic'],
  custom_encryption_key_id: ['key'],
};
