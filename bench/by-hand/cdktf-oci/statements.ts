import { PLACE } from './place';

/** One statement of a policy: some permissions in the compartment, under a condition. */
export function allow(who: string, permissions: string, condition?: string): string {
  const where = condition === undefined ? '' : ` where ${condition}`;
  return `Allow ${who} to {${permissions}} in compartment id ${PLACE.compartmentId}${where}`;
}

/** What the statements of one cluster name. */
export interface Named {
  /** The cluster's name. */
  readonly cluster: string;
  readonly tagNamespace: string;
  readonly munge: string;
  readonly results: string;
}

/** What the compute nodes may do. */
export function computeStatements(who: string, on: Named): string[] {
  return [...common(who, on, []), reportItself(who)];
}

/** What the head may do. */
export function headStatements(who: string, on: Named): string[] {
  return [
    ...common(who, on, [`terrane/${on.cluster}/partition/*`]),
    allow(who, LAUNCH),
    allow(who, 'INSTANCE_IMAGE_READ', `target.image.id = '${PLACE.image}'`),
    `Allow ${who} to use tag-namespaces in compartment id ${PLACE.compartmentId} where target.tag-namespace.name = '${on.tagNamespace}'`,
    allow(who, 'INSTANCE_DELETE, INSTANCE_UPDATE', tagged(on, 'compute')),
    allow(who, 'VOLUME_WRITE', tagged(on)),
    allow(who, 'INSTANCE_ATTACH_VOLUME, INSTANCE_DETACH_VOLUME, INSTANCE_POWER_ACTIONS', tagged(on, 'head')),
    allow(
      who,
      'OBJECT_CREATE, OBJECT_OVERWRITE',
      `all {target.bucket.name = '${documentsBucket(on)}', target.object.name = 'gates/head'}`,
    ),
    reportItself(who),
  ];
}

const LAUNCH = [
  'COMPUTE_CLUSTER_LAUNCH_INSTANCE',
  'INSTANCE_CONFIGURATION_READ',
  'INSTANCE_CREATE',
  'INSTANCE_INSPECT',
  'INSTANCE_POOL_INSPECT',
  'INSTANCE_POOL_READ',
  'INSTANCE_READ',
  'NETWORK_SECURITY_GROUP_UPDATE_MEMBERS',
  'PRIVATE_IP_READ',
  'SUBNET_ATTACH',
  'SUBNET_DETACH',
  'SUBNET_READ',
  'VNIC_ASSOCIATE_NETWORK_SECURITY_GROUP',
  'VNIC_ATTACH',
  'VNIC_ATTACHMENT_READ',
  'VNIC_CREATE',
  'VNIC_DELETE',
  'VNIC_READ',
  'VOLUME_ATTACHMENT_CREATE',
  'VOLUME_ATTACHMENT_DELETE',
  'VOLUME_ATTACHMENT_INSPECT',
  'VOLUME_INSPECT',
].join(', ');

const USE_BUCKET =
  'BUCKET_INSPECT, BUCKET_READ, OBJECT_CREATE, OBJECT_DELETE, OBJECT_INSPECT, OBJECT_OVERWRITE, OBJECT_READ';

function common(who: string, on: Named, more: readonly string[]): string[] {
  const objects = ['bundles/*', `terrane/${on.cluster}/cluster`, ...more];
  const any = objects.map((object) => `target.object.name = '${object}'`).join(', ');
  return [
    allow(who, 'SECRET_BUNDLE_READ', `target.secret.id = '${on.munge}'`),
    allow(who, 'OBJECT_READ', `all {target.bucket.name = '${documentsBucket(on)}', any {${any}}}`),
    allow(who, USE_BUCKET, `target.bucket.name = '${on.results}'`),
  ];
}

function reportItself(who: string): string {
  return allow(who, 'INSTANCE_READ, INSTANCE_UPDATE', 'request.instance.id = target.instance.id');
}

function tagged({ cluster, tagNamespace }: Named, role?: string): string {
  const belongs = `target.resource.tag.${tagNamespace}.cluster = '${cluster}'`;
  return role === undefined ? belongs : `all {${belongs}, target.resource.tag.${tagNamespace}.role = '${role}'}`;
}

function documentsBucket({ cluster }: Named): string {
  return `terrane-${cluster}-documents`;
}
