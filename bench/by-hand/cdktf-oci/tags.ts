import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { IdentityTag } from 'terrane/oci/identity-tag';
import { IdentityTagNamespace } from 'terrane/oci/identity-tag-namespace';
import { PLACE } from './place';

export interface Tags {
  readonly namespace: string;
  /** Those of what belongs to the cluster. */
  readonly cluster: { [key: string]: string };
  ofRole(role: string): { [key: string]: string };
  /** What carries tags waits for their definition. */
  readonly resources: TerraformResource[];
}

export function tags(scope: Construct, name: string): Tags {
  const own = new IdentityTagNamespace(scope, 'TagNamespace', {
    compartmentId: PLACE.compartmentId,
    name: `terrane-${name}`,
    description: `what belongs to the cluster ${name}, and what its machines are for`,
  });
  const cluster = new IdentityTag(scope, 'ClusterTag', {
    tagNamespaceId: own.id,
    name: 'cluster',
    description: 'the cluster that something belongs to',
    isCostTracking: true,
  });
  const role = new IdentityTag(scope, 'RoleTag', {
    tagNamespaceId: own.id,
    name: 'role',
    description: 'what a machine is for: head, login or compute',
    isCostTracking: false,
  });
  const namespace = `terrane-${name}`;
  const ofCluster = { [`${namespace}.cluster`]: name };
  return {
    namespace,
    cluster: ofCluster,
    ofRole: (value) => ({ ...ofCluster, [`${namespace}.role`]: value }),
    resources: [own, cluster, role],
  };
}
