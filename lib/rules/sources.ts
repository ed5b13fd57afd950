import type { Source } from './rule';

/** slurm.conf(5) of the release that Debian 13 has. */
export const SLURM_CONF: Source = {
  title: 'slurm.conf(5), Slurm 24.11',
  url: 'https://slurm.schedmd.com/archive/slurm-24.11.5/slurm.conf.html',
  date: '2025-05',
};

/** *Exploring Cloud Computing for Science at Los Alamos*, the report whose clusters are among the examples. */
export const LANL_2018: Source = {
  title: 'Exploring Cloud Computing for Science at Los Alamos, LA-UR-18-31581',
  url: 'https://permalink.lanl.gov/object/tr?what=info:lanl-repo/lareport/LA-UR-18-31581',
  date: '2018-12',
};

export const ISO_DAY: Source = {
  title: 'RFC 3339, section 5.6: full-date',
  url: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  date: '2002-07',
};

export const SARIF: Source = {
  title: 'SARIF 2.1.0, section 3.35: suppression object',
  url: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html',
  date: '2023-08-28',
};

export const BUDGETS: Source = {
  title: 'AWS Cost Management User Guide: budgets',
  url: 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html',
  date: '2026-08',
};

export const CREDITS: Source = {
  title: 'Amazon EC2 User Guide: burstable performance, credits and baseline',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html',
  date: '2026-08',
};

export const DELETION_POLICY: Source = {
  title: 'CloudFormation User Guide: DeletionPolicy attribute',
  url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  date: '2026-08',
};

export const EBS_GP3: Source = {
  title: 'Amazon EBS User Guide: General Purpose SSD volumes',
  url: 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html',
  date: '2026-08',
};

export const EC2_OFFERINGS: Source = {
  title: 'Amazon EC2 API Reference: DescribeInstanceTypeOfferings',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html',
  date: '2026-08',
};

export const EC2_PLACEMENT: Source = {
  title: 'Amazon EC2 User Guide: placement strategies',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html',
  date: '2026-08',
};

export const EC2_PRICES: Source = {
  title: 'Amazon EC2 on-demand pricing',
  url: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  date: '2026-08',
};

export const EC2_QUOTAS: Source = {
  title: 'Amazon EC2 User Guide: on-demand instance quotas',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html#ec2-on-demand-instances-limits',
  date: '2026-08',
};

export const EC2_SPOT: Source = {
  title: 'Amazon EC2 User Guide: Spot Instance interruptions',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-interruptions.html',
  date: '2026-08',
};

export const EC2_TAGS: Source = {
  title: 'Amazon EC2 User Guide: tag restrictions',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions',
  date: '2026-08',
};

export const EC2_TYPES: Source = {
  title: 'Amazon EC2 API Reference: InstanceTypeInfo',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html',
  date: '2026-08',
};

export const EFS_LIMITS: Source = {
  title: 'Amazon EFS User Guide: quotas',
  url: 'https://docs.aws.amazon.com/efs/latest/ug/limits.html',
  date: '2026-08',
};

export const FSX_CREATE: Source = {
  title: 'Amazon FSx API Reference: CreateFileSystem',
  url: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystem.html',
  date: '2026-08',
};

export const FSX_LUSTRE: Source = {
  title: 'Amazon FSx API Reference: CreateFileSystemLustreConfiguration',
  url: 'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystemLustreConfiguration.html',
  date: '2026-08',
};

export const HUB_SECURITY: Source = {
  title: 'JupyterHub: security overview',
  url: 'https://jupyterhub.readthedocs.io/en/stable/explanation/websecurity.html',
  date: '2026-08',
};

export const IDLE_CULLER: Source = {
  title: 'jupyterhub-idle-culler',
  url: 'https://github.com/jupyterhub/jupyterhub-idle-culler',
  date: '2026-08',
};

export const KINESIS_LIMITS: Source = {
  title: 'Amazon Kinesis Data Streams Developer Guide: quotas and limits',
  url: 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html',
  date: '2026-08',
};

export const KINESIS_RETENTION: Source = {
  title: 'Amazon Kinesis Data Streams Developer Guide: retention period',
  url: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html',
  date: '2026-08',
};

export const LAUNCH_TEMPLATE: Source = {
  title: 'Amazon EC2 API Reference: CreateLaunchTemplate',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html',
  date: '2026-08',
};

export const METADATA_TAGS: Source = {
  title: 'Amazon EC2 User Guide: tags in instance metadata',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html',
  date: '2026-08',
};

export const OCI_BUDGET: Source = {
  title: 'OCI API: CreateBudgetDetails',
  url: 'https://docs.oracle.com/en-us/iaas/api/#/en/budgets/latest/datatypes/CreateBudgetDetails',
  date: '2026-08',
};

export const OCI_ENFORCED_BUDGETS: Source = {
  title: 'Oracle Cloud Infrastructure Blog: enforced budgets using functions and quotas',
  url: 'https://blogs.oracle.com/cloud-infrastructure/post/enforced-budgets-on-oci-using-functions-and-quotas',
  date: '2026-11-22',
};
export const OCI_CLUSTER_NETWORKS: Source = {
  title: 'OCI Compute: cluster networks',
  url: 'https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/managingclusternetworks.htm',
  date: '2026-08',
};

export const OCI_DYNAMIC_GROUP: Source = {
  title: 'OCI API: CreateDynamicGroupDetails',
  url: 'https://docs.oracle.com/en-us/iaas/api/#/en/identity/latest/datatypes/CreateDynamicGroupDetails',
  date: '2026-08',
};

export const KMS_KEY_ARN: Source = {
  title: 'AWS KMS Developer Guide, key identifiers; key ARN in IAM policies',
  url: 'https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html',
  date: '2026-11-22',
};

export const OCI_IDS: Source = {
  title: 'OCI: resource identifiers',
  url: 'https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm',
  date: '2026-08',
};

export const OCI_LAUNCH: Source = {
  title: 'OCI API: LaunchInstanceDetails',
  url: 'https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/datatypes/LaunchInstanceDetails',
  date: '2026-08',
};

export const OCI_LIMITS: Source = {
  title: 'OCI: service limits',
  url: 'https://docs.oracle.com/en-us/iaas/Content/General/Concepts/servicelimits.htm',
  date: '2026-08',
};

export const OCI_LUSTRE_CAPACITY: Source = {
  title: 'OCI File Storage with Lustre: capacity',
  url: 'https://docs.oracle.com/en-us/iaas/Content/lustre/file-system-capacity.htm',
  date: '2026-08',
};

export const OCI_LUSTRE_CLI: Source = {
  title: 'OCI CLI Command Reference: lfs lustre-file-system create',
  url: 'https://docs.oracle.com/iaas/tools/oci-cli/latest/oci_cli_docs/cmdref/lfs/lustre-file-system/create.html',
  date: '2026-08',
};

export const OCI_TAGS: Source = {
  title: 'OCI: tagging overview',
  url: 'https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm',
  date: '2026-08',
};

export const OCI_VOLUMES: Source = {
  title: 'OCI Block Volume: overview',
  url: 'https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/overview.htm',
  date: '2026-08',
};

export const OCI_VOLUME_PERFORMANCE: Source = {
  title: 'OCI Block Volume: performance levels',
  url: 'https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/blockvolumeperformance.htm',
  date: '2026-08',
};

export const PARAMETERS: Source = {
  title: 'AWS Systems Manager User Guide: parameter tiers',
  url: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
  date: '2026-08',
};

export const SECRETS: Source = {
  title: "AWS Secrets Manager User Guide: what's in a secret",
  url: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html',
  date: '2026-08',
};

export const SECURITY_HUB: Source = {
  title: 'AWS Security Hub User Guide: EC2.13',
  url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-13',
  date: '2026-08',
};

export const SQS_ATTRIBUTES: Source = {
  title: 'Amazon SQS API Reference: SetQueueAttributes',
  url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  date: '2026-08',
};

export const SQS_VISIBILITY: Source = {
  title: 'Amazon SQS Developer Guide: visibility timeout',
  url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html',
  date: '2026-08',
};

export const SUBNETS: Source = {
  title: 'Amazon VPC User Guide: subnet sizing',
  url: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
  date: '2026-08',
};

export const TLJH_SIZES: Source = {
  title: 'The Littlest JupyterHub: estimating memory, CPU and disk',
  url: 'https://tljh.jupyter.org/en/latest/howto/admin/resource-estimation.html',
  date: '2026-08',
};

export const TRANSFER_PRICES: Source = {
  title: 'Amazon EC2 on-demand pricing: data transfer',
  url: 'https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer',
  date: '2026-08',
};

export const USER_DATA: Source = {
  title: 'Amazon EC2 User Guide: user data',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  date: '2026-08',
};

export const VPC_QUOTAS: Source = {
  title: 'Amazon VPC User Guide: quotas',
  url: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  date: '2026-08',
};

export const XFS_QUOTA: Source = {
  title: 'xfs_quota(8)',
  url: 'https://man7.org/linux/man-pages/man8/xfs_quota.8.html',
  date: '2026-08',
};

export const SERVICE_QUOTAS: Source = {
  title: 'What is Service Quotas?',
  url: 'https://docs.aws.amazon.com/servicequotas/latest/userguide/intro.html',
  date: '2026-11-22',
};
