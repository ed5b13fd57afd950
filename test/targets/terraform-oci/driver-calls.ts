/** One operation that programs on machines call, and all permissions that it asks for. */
export interface DriverCall {
  readonly operation: string;
  readonly by: readonly ('head' | 'compute' | 'login')[];
  readonly permissions: readonly string[];
}

const ALL = ['head', 'compute', 'login'] as const;
const HEAD = ['head'] as const;

/**
 * What the programs in runtime/nodes call on Oracle Cloud, with the permissions of Oracle's reference:
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/corepolicyreference.htm, objectstoragepolicyreference.htm and
 * keypolicyreference.htm (Permissions Required for Each API Operation).
 */
export const DRIVER_CALLS: readonly DriverCall[] = [
  { operation: 'GetObject', by: ALL, permissions: ['OBJECT_READ'] },
  { operation: 'PutObject', by: HEAD, permissions: ['OBJECT_CREATE', 'OBJECT_OVERWRITE'] },
  { operation: 'GetSecretBundle', by: ALL, permissions: ['SECRET_BUNDLE_READ'] },
  { operation: 'GetInstance', by: ALL, permissions: ['INSTANCE_READ'] },
  { operation: 'UpdateInstance', by: ALL, permissions: ['INSTANCE_UPDATE'] },
  { operation: 'ListInstances', by: HEAD, permissions: ['INSTANCE_READ'] },
  {
    operation: 'LaunchInstance',
    by: HEAD,
    permissions: [
      'INSTANCE_CREATE',
      'INSTANCE_IMAGE_READ',
      'VNIC_CREATE',
      'VNIC_ATTACH',
      'SUBNET_ATTACH',
      'NETWORK_SECURITY_GROUP_UPDATE_MEMBERS',
      'VNIC_ASSOCIATE_NETWORK_SECURITY_GROUP',
      'COMPUTE_CLUSTER_LAUNCH_INSTANCE',
      'TAG_NAMESPACE_USE',
    ],
  },
  { operation: 'TerminateInstance', by: HEAD, permissions: ['INSTANCE_DELETE', 'VNIC_DELETE', 'SUBNET_DETACH'] },
  { operation: 'InstanceAction', by: HEAD, permissions: ['INSTANCE_POWER_ACTIONS'] },
  { operation: 'ListVnicAttachments', by: HEAD, permissions: ['VNIC_ATTACHMENT_READ', 'INSTANCE_INSPECT'] },
  {
    operation: 'ListVolumeAttachments',
    by: HEAD,
    permissions: ['VOLUME_ATTACHMENT_INSPECT', 'VOLUME_INSPECT', 'INSTANCE_INSPECT'],
  },
  {
    operation: 'AttachVolume',
    by: HEAD,
    permissions: ['VOLUME_ATTACHMENT_CREATE', 'VOLUME_WRITE', 'INSTANCE_ATTACH_VOLUME'],
  },
  {
    operation: 'DetachVolume',
    by: HEAD,
    permissions: ['VOLUME_ATTACHMENT_DELETE', 'VOLUME_WRITE', 'INSTANCE_DETACH_VOLUME'],
  },
  { operation: 'ListPrivateIps', by: HEAD, permissions: ['PRIVATE_IP_READ', 'SUBNET_READ', 'VNIC_READ'] },
  { operation: 'GetSubnet', by: HEAD, permissions: ['SUBNET_READ'] },
  { operation: 'GetVolume', by: HEAD, permissions: ['VOLUME_INSPECT'] },
  { operation: 'GetInstanceConfiguration', by: HEAD, permissions: ['INSTANCE_CONFIGURATION_READ'] },
  { operation: 'ListInstancePools', by: HEAD, permissions: ['INSTANCE_POOL_INSPECT'] },
  { operation: 'ListInstancePoolInstances', by: HEAD, permissions: ['INSTANCE_POOL_READ'] },
];

/** Permissions of the statements that say a verb. */
export const VERBS: { readonly [verb: string]: readonly string[] } = {
  'use tag-namespaces': ['TAG_NAMESPACE_INSPECT', 'TAG_NAMESPACE_READ', 'TAG_NAMESPACE_USE'],
};
