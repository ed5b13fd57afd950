import type { Source } from '../rule';

/** What the documents of Terraform's provider say of a resource, such as `core_vcn`. */
function ofProvider(resource: string): Source {
  return {
    title: `oci_${resource}, Terraform provider oracle/oci 8.28.0`,
    url: `https://github.com/oracle/terraform-provider-oci/blob/v8.28.0/website/docs/r/${resource}.html.markdown`,
    date: '2026-08-19',
  };
}

export const INSTANCE = ofProvider('core_instance');
export const INSTANCE_POOL = ofProvider('core_instance_pool');
export const AUTOSCALING = ofProvider('autoscaling_auto_scaling_configuration');
export const SUBNET = ofProvider('core_subnet');
export const VCN = ofProvider('core_vcn');
export const SECURITY_RULE = ofProvider('core_network_security_group_security_rule');
export const BASTION = ofProvider('bastion_bastion');
export const VOLUME = ofProvider('core_volume');
export const EXPORT = ofProvider('file_storage_export');
export const BUCKET = ofProvider('objectstorage_bucket');
export const LUSTRE = ofProvider('lustre_file_storage_lustre_file_system');
export const KEY = ofProvider('kms_key');
export const SECRET = ofProvider('vault_secret');
export const BUDGET = ofProvider('budget_budget');
export const STREAM = ofProvider('streaming_stream');
export const SERVICE_GATEWAY = ofProvider('core_service_gateway');
export const POLICY = ofProvider('identity_policy');

/** What Oracle's documentation says, as it was read. */
function ofOracle(title: string, url: string, date: string): Source {
  return { title: `Oracle Cloud Infrastructure, ${title}`, url, date };
}

const DOCUMENTS = 'https://docs.oracle.com/en-us/iaas/Content';

export const IDENTIFIERS = ofOracle(
  'Resource Identifiers',
  `${DOCUMENTS}/General/Concepts/identifiers.htm`,
  '2026-11-22',
);
export const REGIONS = ofOracle(
  'Regions and Availability Domains',
  `${DOCUMENTS}/General/Concepts/regions.htm`,
  '2026-11-22',
);
export const SERVICE_LIMITS = ofOracle('Service Limits', `${DOCUMENTS}/General/Concepts/servicelimits.htm`, '2025-03');
export const DNS = ofOracle('DNS in Your Virtual Cloud Network', `${DOCUMENTS}/Network/Concepts/dns.htm`, '2026-11-22');
export const VCN_SIZE = ofOracle('Networking Overview', `${DOCUMENTS}/Network/Concepts/overview.htm`, '2026-11-22');
export const TAGGING = ofOracle(
  'Overview of Tagging',
  `${DOCUMENTS}/Tagging/Concepts/taggingoverview.htm`,
  '2026-11-22',
);
export const NAMESPACES = ofOracle(
  'Understanding Object Storage Namespaces',
  `${DOCUMENTS}/Object/Tasks/understandingnamespaces.htm`,
  '2026-11-22',
);
export const QUEUE = ofOracle('Overview of Queue', `${DOCUMENTS}/queue/overview.htm`, '2026-08');
export const POLICY_LANGUAGE = ofOracle(
  'Policy Basics',
  `${DOCUMENTS}/Identity/policieshow/Policy_Basics.htm`,
  '2026-11-22',
);
export const MATCHING_RULES = ofOracle(
  'Writing Matching Rules to Define Dynamic Groups',
  `${DOCUMENTS}/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm`,
  '2026-11-22',
);
export const BUCKETS = ofOracle(
  'Object Storage Buckets',
  `${DOCUMENTS}/Object/Tasks/managingbuckets.htm`,
  '2026-11-22',
);
export const STREAMS = ofOracle('Managing Streams', `${DOCUMENTS}/Streaming/Tasks/managingstreams.htm`, '2026-11-22');
export const STREAMING_OF_KAFKA = ofOracle(
  'Kafka compatibility of Streaming',
  `${DOCUMENTS}/Streaming/Tasks/kafkacompatibility.htm`,
  '2026-11-22',
);
