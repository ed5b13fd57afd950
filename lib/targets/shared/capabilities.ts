import type { Blueprint, FleetPart } from '../../blueprint';
import type { Finding, RuleId } from '../../errors';
import { MESSAGING_CAPABILITIES } from './messaging-capabilities';
import { STOP_CAPABILITIES } from './stop-capabilities';

/** How a cloud carries something that a declaration may ask for. */
export interface Carried {
  /** `yes`: as the other cloud does; `differently`: with a difference that users notice; `no`: not at all, and asking for it is an error. */
  readonly how: 'yes' | 'differently' | 'no';
  /** What it becomes, or what takes its place. */
  readonly as: string;
  /** Types of Terraform resources that it becomes. */
  readonly resources?: readonly string[];
  /** Code of the finding where it is not carried. */
  readonly code?: RuleId;
}

/** One row of what the clouds can and cannot carry. */
export interface Capability {
  readonly id: string;
  /** What a declaration asks for. */
  readonly asked: string;
  readonly aws: Carried;
  readonly oci: Carried;
  /** Where a blueprint asks for it, as paths of properties. Absent: every cluster does, or the archetype itself refuses it. */
  readonly uses?: (blueprint: Blueprint) => readonly string[];
}

export type Provider = 'aws' | 'oci';

/**
 * What each cloud can carry, and what takes the place of what it cannot. The table of equivalents in the documentation is made of
 * it, and the errors of targets.
 */
export const CAPABILITIES: readonly Capability[] = [
  {
    id: 'network',
    asked: 'a network with subnets in zones',
    aws: { how: 'yes', as: 'VPC, subnets by Availability Zone', resources: ['aws_vpc', 'aws_subnet'] },
    oci: { how: 'yes', as: 'VCN, subnets by availability domain', resources: ['oci_core_vcn', 'oci_core_subnet'] },
  },
  {
    id: 'ways-out',
    asked: 'ways to the internet',
    aws: {
      how: 'yes',
      as: 'internet gateway, NAT gateway (by the hour)',
      resources: ['aws_internet_gateway', 'aws_nat_gateway', 'aws_route_table'],
    },
    oci: {
      how: 'yes',
      as: 'internet gateway, NAT gateway (free)',
      resources: ['oci_core_internet_gateway', 'oci_core_nat_gateway', 'oci_core_route_table'],
    },
  },
  {
    id: 'store-endpoint',
    asked: 'a private way to the object store',
    aws: { how: 'yes', as: 'gateway endpoint for S3', resources: ['aws_vpc_endpoint'] },
    oci: {
      how: 'differently',
      as: "service gateway, where place.services names the Region's services; else the NAT gateway",
      resources: ['oci_core_service_gateway'],
    },
    uses: (blueprint) => blueprint.partsOf('storeEndpoint').map(({ id }) => id),
  },
  {
    id: 'flows',
    asked: 'who may talk to whom',
    aws: {
      how: 'yes',
      as: 'security groups that name each other',
      resources: ['aws_security_group', 'aws_vpc_security_group_ingress_rule'],
    },
    oci: {
      how: 'yes',
      as: 'network security groups; the default security list is emptied',
      resources: [
        'oci_core_network_security_group',
        'oci_core_network_security_group_security_rule',
        'oci_core_default_security_list',
      ],
    },
  },
  {
    id: 'grants',
    asked: 'what programs on machines may do',
    aws: {
      how: 'yes',
      as: 'IAM role, instance profile, policy',
      resources: ['aws_iam_role', 'aws_iam_instance_profile', 'aws_iam_role_policy'],
    },
    oci: {
      how: 'yes',
      as: 'dynamic group over defined tags, policy',
      resources: ['oci_identity_dynamic_group', 'oci_identity_policy', 'oci_identity_tag'],
    },
  },
  {
    id: 'machines',
    asked: 'the head and the login node',
    aws: { how: 'yes', as: 'EC2 instance, IMDSv2 alone', resources: ['aws_instance'] },
    oci: { how: 'yes', as: 'instance, metadata service v2 alone', resources: ['oci_core_instance'] },
  },
  {
    id: 'public-address',
    asked: 'a public address that outlives the machine (a gateway that is open to the internet)',
    aws: { how: 'yes', as: 'Elastic IP address', resources: ['aws_eip', 'aws_eip_association'] },
    oci: {
      how: 'differently',
      as: 'reserved public IP, without which the machine does not reach the internet: its boot waits for it',
      resources: ['oci_core_public_ip'],
    },
    uses: (blueprint) => blueprint.partsOf('publicAddress').map(({ id }) => id),
  },
  {
    id: 'balancer',
    asked: 'a load balancer with a certificate of the cloud (tls: balancer)',
    aws: {
      how: 'yes',
      as: 'Application Load Balancer in two zones, HTTPS to the machine',
      resources: ['aws_lb', 'aws_lb_listener', 'aws_lb_target_group', 'aws_lb_target_group_attachment'],
    },
    oci: {
      how: 'differently',
      as: 'flexible load balancer of 10 Mbit/s in a regional subnet; an address instead of a name',
      resources: [
        'oci_load_balancer_load_balancer',
        'oci_load_balancer_listener',
        'oci_load_balancer_backend_set',
        'oci_load_balancer_backend',
        'oci_load_balancer_rule_set',
      ],
    },
    uses: (blueprint) => blueprint.partsOf('balancer').map(({ id }) => id),
  },
  {
    id: 'elastic-nodes',
    asked: 'nodes that come and go with the work',
    aws: { how: 'yes', as: 'launch template, RunInstances', resources: ['aws_launch_template'] },
    oci: { how: 'yes', as: 'instance configuration, LaunchInstance', resources: ['oci_core_instance_configuration'] },
  },
  {
    id: 'elastic-fabric',
    asked: 'close together on a fabric, as many as the work needs',
    aws: {
      how: 'yes',
      as: 'cluster placement group, EFA, a group open to itself, one zone',
      resources: ['aws_placement_group', 'aws_launch_template'],
    },
    oci: {
      how: 'yes',
      as: 'compute cluster, RDMA plugins, one availability domain, bare metal',
      resources: ['oci_core_compute_cluster'],
    },
  },
  {
    id: 'fixed-fabric',
    asked: 'close together on a fabric, a fixed number (min = max)',
    aws: { how: 'yes', as: 'the same: the head launches them', resources: ['aws_placement_group'] },
    oci: {
      how: 'differently',
      as: 'cluster network with one pool, which the deployment makes and the head takes over',
      resources: ['oci_core_cluster_network'],
    },
    uses: (blueprint) =>
      partitionsWith(blueprint, ({ fabric, minCount, maxCount }) => fabric !== undefined && minCount === maxCount),
  },
  {
    id: 'close-without-fabric',
    asked: 'close together without a fabric',
    aws: { how: 'yes', as: 'cluster placement group', resources: ['aws_placement_group'] },
    oci: {
      how: 'yes',
      as: 'cluster placement group',
      resources: ['oci_cluster_placement_groups_cluster_placement_group'],
    },
  },
  {
    id: 'spread',
    asked: "on distinct hardware (placement: 'spread')",
    aws: { how: 'yes', as: 'spread placement group, 7 a zone', resources: ['aws_placement_group'] },
    oci: {
      how: 'no',
      as: "placement: 'none': Oracle Cloud chooses fault domains itself",
      code: 'oci-no-spread',
    },
    uses: (blueprint) =>
      partitionsWith(
        blueprint,
        ({ placementGroup: group }) =>
          group !== undefined && blueprint.partOf('placementGroup', group).strategy === 'spread',
      ).map((partition) => `${partition}.placement`),
  },
  {
    id: 'spot',
    asked: 'machines that may be taken away, for less',
    aws: { how: 'yes', as: "spot instances, two minutes' notice" },
    oci: { how: 'differently', as: 'preemptible instances at half the price; no notice that a machine can ask for' },
    uses: (blueprint) => partitionsWith(blueprint, ({ pricing }) => pricing === 'spot'),
  },
  {
    id: 'shapes',
    asked: 'a machine by name, or by what it must have',
    aws: {
      how: 'yes',
      as: 'instance types; a flexible shape is none: anyWith({...})',
      code: 'machine-unknown',
    },
    oci: { how: 'differently', as: 'shapes; flexible ones with their size, e.g. VM.Standard.E5.Flex.8.64' },
  },
  {
    id: 'debian',
    asked: 'Debian 13 (image.distribution)',
    aws: { how: 'yes', as: 'the default' },
    oci: { how: 'no', as: "'ubuntu-24.04', the default, or 'oracle-linux-9'", code: 'image-not-in-cloud' },
  },
  {
    id: 'oracle-linux',
    asked: 'Oracle Linux 9 (image.distribution)',
    aws: {
      how: 'no',
      as: "'debian-13' or 'ubuntu-24.04', or an own image with packages: 'dnf'",
      code: 'image-not-in-cloud',
    },
    oci: { how: 'yes', as: 'platform image' },
  },
  {
    id: 'nfs',
    asked: 'a managed file system by NFS',
    aws: { how: 'yes', as: 'EFS', resources: ['aws_efs_file_system', 'aws_efs_mount_target'] },
    oci: {
      how: 'yes',
      as: 'File Storage: file system, mount target, export',
      resources: ['oci_file_storage_file_system', 'oci_file_storage_mount_target', 'oci_file_storage_export'],
    },
  },
  {
    id: 'lustre',
    asked: 'a Lustre file system that keeps its data',
    aws: { how: 'yes', as: 'FSx for Lustre, from 1,200 GiB', resources: ['aws_fsx_lustre_file_system'] },
    oci: {
      how: 'differently',
      as: 'File Storage with Lustre, from 31,200 GB',
      resources: ['oci_lustre_file_storage_lustre_file_system'],
    },
    uses: (blueprint) =>
      blueprint.partsOf('fileSystem').flatMap(({ id, protocol }) => (protocol === 'lustre' ? [id] : [])),
  },
  {
    id: 'scratch-lustre',
    asked: 'a Lustre file system for scratch (no throughputPerTiB)',
    aws: { how: 'yes', as: 'FSx for Lustre, SCRATCH_2', resources: ['aws_fsx_lustre_file_system'] },
    oci: {
      how: 'no',
      as: 'throughputPerTiB: 125, or the local disks of DenseIO shapes',
      code: 'oci-no-scratch-lustre',
    },
    uses: (blueprint) =>
      blueprint
        .partsOf('fileSystem')
        .filter((each) => each.protocol === 'lustre' && each.throughputPerTiB === undefined)
        .map((each) => `${each.id}.throughputPerTiB`),
  },
  {
    id: 'volumes',
    asked: 'a volume that outlives the head',
    aws: { how: 'yes', as: 'EBS volume, gp3', resources: ['aws_ebs_volume'] },
    oci: { how: 'yes', as: 'block volume, balanced, 50 GB or more', resources: ['oci_core_volume'] },
  },
  {
    id: 'metal-head-volume',
    asked: 'a bare-metal head with a volume of its own',
    aws: { how: 'yes', as: 'NVMe' },
    oci: {
      how: 'no',
      as: 'a virtual machine as head: volumes reach bare metal by iSCSI alone',
      code: 'oci-no-metal-head',
    },
    uses: (blueprint) => {
      const head = blueprint.partOf('machine', blueprint.data.facts.head);
      return head.machine.bareMetal && blueprint.partsOf('disk').length > 0 ? ['head.machine'] : [];
    },
  },
  {
    id: 'bucket',
    asked: 'a bucket whose objects age',
    aws: {
      how: 'yes',
      as: 'S3, lifecycle rules',
      resources: ['aws_s3_bucket', 'aws_s3_bucket_lifecycle_configuration'],
    },
    oci: {
      how: 'yes',
      as: 'Object Storage, lifecycle policy',
      resources: ['oci_objectstorage_bucket', 'oci_objectstorage_object_lifecycle_policy'],
    },
  },
  {
    id: 'bucket-mount',
    asked: 'a bucket as a folder (mounts of type bucket)',
    aws: { how: 'yes', as: 'rclone' },
    oci: {
      how: 'no',
      as: 'an own image with an rclone that knows Oracle Object Storage (Debian builds its 1.60 without), or `oci os object`',
      code: 'oci-no-bucket-mount',
    },
    uses: (blueprint) => {
      const head = blueprint.partOf('machine', blueprint.data.facts.head);
      const mounts = blueprint.data.facts.mounts.filter(({ source }) => source.startsWith('bucket'));
      return head.image.distribution === 'own' ? [] : mounts.map(({ path }) => `mounts: ${path}`);
    },
  },
  {
    id: 'secret',
    asked: 'a secret that nobody ever sees',
    aws: { how: 'yes', as: 'Secrets Manager', resources: ['aws_secretsmanager_secret'] },
    oci: { how: 'yes', as: 'Vault, generated by the vault itself', resources: ['oci_vault_secret'] },
  },
  {
    id: 'document',
    asked: 'what machines read at boot',
    aws: { how: 'yes', as: 'Parameter Store', resources: ['aws_ssm_parameter'] },
    oci: { how: 'yes', as: 'objects of a private bucket', resources: ['oci_objectstorage_object'] },
  },
  ...MESSAGING_CAPABILITIES,
  {
    id: 'gate',
    asked: 'the deployment waits for the head',
    aws: { how: 'yes', as: 'a signal to a wait condition', resources: ['aws_cloudformation_stack'] },
    oci: {
      how: 'differently',
      as: 'apply ends when the machines run; the head writes gates/head, and its phase in its tags',
      resources: ['oci_objectstorage_bucket'],
    },
  },
  {
    id: 'names',
    asked: 'a name for the head',
    aws: { how: 'yes', as: 'Route 53, private zone', resources: ['aws_route53_zone', 'aws_route53_record'] },
    oci: { how: 'differently', as: "the VCN's own DNS: <host>.<subnet>.<vcn>.oraclevcn.com" },
  },
  {
    id: 'budget',
    asked: 'a budget that tells people',
    aws: { how: 'yes', as: 'AWS Budgets over a cost-allocation tag', resources: ['aws_budgets_budget'] },
    oci: {
      how: 'yes',
      as: 'budget over a cost-tracking tag, alert rules',
      resources: ['oci_budget_budget', 'oci_budget_alert_rule'],
    },
  },
  ...STOP_CAPABILITIES,
  {
    id: 'session',
    asked: 'a shell without an open port',
    aws: { how: 'yes', as: 'Session Manager' },
    oci: { how: 'yes', as: 'bastion', resources: ['oci_bastion_bastion'] },
  },
];

function partitionsWith(blueprint: Blueprint, has: (fleet: FleetPart) => boolean): string[] {
  return blueprint.data.facts.partitions
    .filter(({ fleet }) => has(blueprint.partOf('fleet', fleet)))
    .map(({ name }) => `partitions.${name}`);
}

/** What a cloud does otherwise than others, of what a blueprint asks for. */
export function differences(blueprint: Blueprint, provider: Provider): Capability[] {
  return CAPABILITIES.filter(
    ({ uses, [provider]: carried }) =>
      carried.how === 'differently' && (uses === undefined || uses(blueprint).length > 0),
  );
}

/** What a blueprint asks of a cloud that the cloud cannot carry. */
export function notCarried(blueprint: Blueprint, provider: Provider): Finding[] {
  const { path } = blueprint.data;
  return CAPABILITIES.flatMap(({ asked, uses, [provider]: carried }) => {
    const { how, as, code } = carried;
    if (how !== 'no' || code === undefined || uses === undefined) return [];
    return uses(blueprint).map(
      (property): Finding => ({
        code,
        level: 'error',
        path: `${path}: ${property}`,
        message: `asks for ${asked}, which ${CLOUDS[provider]} does not have. Instead: ${as}.`,
      }),
    );
  });
}

const CLOUDS: { readonly [P in Provider]: string } = { aws: 'AWS', oci: 'Oracle Cloud' };
