import { type Blueprint, type Part, ref, type Text } from '../../../blueprint';
import { nearness } from '../nearness';
import { equal, type PolicyFacts, type Statement, useTags } from './statement';

/** What a service of Oracle's may do for the sake of a part. */
export interface ServicePolicy {
  /** What it is for, in pascal case: an id within the part. */
  readonly id: string;
  readonly part: Part;
  readonly subject: ServiceSubject;
  readonly statements: readonly Statement[];
  /** Type of the part's resources that are refused without it. @default the main resource */
  readonly before?: string;
}

/** Services by name, or resources that act themselves: those that a dynamic group's rule matches. */
export type ServiceSubject = `service ${string}` | { readonly matchingRule: string };

/** Policies for Oracle's services: each acts for the tenancy only where a policy lets it. */
export function servicePolicies(blueprint: Blueprint, facts: PolicyFacts): ServicePolicy[] {
  return blueprint.parts.flatMap((part) => [...lifecycle(part, facts), ...key(part, facts), ...network(part, facts)]);
}

/**
 * Object Storage changes and deletes objects for a lifecycle policy.
 * https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usinglifecyclepolicies.htm (Service Permissions)
 */
function lifecycle(part: Part, facts: PolicyFacts): ServicePolicy[] {
  if (part.kind !== 'bucket' || part.lifecycle === undefined || part.existingName !== undefined) return [];
  const change: Statement = {
    to: [
      'BUCKET_INSPECT',
      'BUCKET_READ',
      'OBJECT_DELETE',
      'OBJECT_INSPECT',
      'OBJECT_UPDATE_TIER',
      'OBJECT_VERSION_DELETE',
    ],
    all: [equal('target.bucket.name', ref(part, 'name'))],
  };
  const before = 'oci_objectstorage_object_lifecycle_policy';
  return [{ id: 'LifecycleService', part, subject: objectStorage(facts), statements: [change], before }];
}

/**
 * A customer's key is used by what encrypts with it.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policiescommon/commonpolicies.htm (Let Block Volume, Object Storage ...
 * Streaming services encrypt and decrypt; Let File Storage encrypt and decrypt; Let users manage instance pools)
 */
function key(part: Part, facts: PolicyFacts): ServicePolicy[] {
  const encryptionKey = 'encryptionKey' in part ? part.encryptionKey : undefined;
  const subject = keyUser(part, facts);
  if (encryptionKey === undefined || subject === undefined) return [];
  // A stream's pool holds its key.
  const before = part.kind === 'stream' ? { before: 'oci_streaming_stream_pool' } : {};
  return [{ id: 'KeyService', part, subject, statements: [useKey(encryptionKey)], ...before }];
}

function useKey(id: Text): Statement {
  return { to: 'use keys', all: [equal('target.key.id', id)] };
}

function keyUser(part: Part, facts: PolicyFacts): ServiceSubject | undefined {
  switch (part.kind) {
    case 'bucket':
      return part.existingName === undefined ? objectStorage(facts) : undefined;
    case 'disk':
    case 'machine':
      return 'service blockstorage';
    case 'fleet':
      return isPool(part) ? 'service blockstorage, compute, compute_management' : 'service blockstorage';
    case 'stream':
      return part.existingName === undefined ? 'service streaming' : undefined;
    case 'fileSystem':
      return part.protocol === 'nfs' ? fileSystems(facts) : undefined;
    default:
      return undefined;
  }
}

/** A file system has no OCID before it needs the key. */
function fileSystems({ compartmentId }: PolicyFacts): ServiceSubject {
  return { matchingRule: `All {resource.type = 'filesystem', resource.compartment.id = '${compartmentId}'}` };
}

function network(part: Part, facts: PolicyFacts): ServicePolicy[] {
  if (part.kind === 'fileSystem' && part.protocol === 'lustre') {
    // Its servers join the subnet. https://docs.oracle.com/en-us/iaas/Content/lustre/manage-file-systems.htm
    const attach: Statement = { to: 'use virtual-network-family' };
    return [{ id: 'NetworkService', part, subject: 'service lustrefs', statements: [attach] }];
  }
  if (!isPool(part)) return [];
  // It launches the pool's machines, with their tags. https://github.com/oracle-quickstart/oci-hpc (Policies to deploy the stack)
  return [
    {
      id: 'PoolService',
      part,
      subject: 'service compute_management',
      statements: [{ to: 'manage compute-management-family' }, useTags(facts)],
      before: 'oci_core_cluster_network',
    },
  ];
}

function isPool(part: Part): boolean {
  return part.kind === 'fleet' && nearness(part) === 'cluster-network';
}

/** The service has a name in each Region. */
function objectStorage({ region }: PolicyFacts): ServiceSubject {
  return `service objectstorage-${region}`;
}
