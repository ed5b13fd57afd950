import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { IdentityTag } from 'terrane/oci/identity-tag';
import { IdentityTagNamespace } from 'terrane/oci/identity-tag-namespace';
import type { Blueprint } from '../../blueprint';
import type { OciPlace } from './place';

/** Marks everything that belongs to a cluster: dynamic groups, permissions and budgets go by it. */
export const CLUSTER_KEY = 'cluster';

/** What a machine is for: `head`, `login` or `compute`; dynamic groups go by it. */
export const ROLE_KEY = 'role';

/** Tags that archetypes name and that are defined tags on this cloud. */
export const DEFINED: { readonly [tag: string]: string } = {
  'terrane:cluster': CLUSTER_KEY,
  'terrane:role': ROLE_KEY,
};

/** Tags with a definition: unlike freeform ones, identities and budgets can go by them. */
export interface DefinedTags {
  readonly namespace: string;
  /** What defines them; none where the institution has. */
  readonly resources: readonly TerraformResource[];
  /** Those of anything that belongs to the cluster. */
  ofCluster(): { [key: string]: string };
  /** Those of a machine of a role. */
  ofRole(role: string): { [key: string]: string };
}

/**
 * A name that is longer than a tag namespace may have is the institution's to avoid: the limit is 100 characters.
 * https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm
 */
export function definedTagsOf(scope: Construct, place: OciPlace, blueprint: Blueprint): DefinedTags {
  const { name } = blueprint.data;
  const namespace = place.tagNamespace ?? `terrane-${name}`;
  const ofCluster = { [`${namespace}.${CLUSTER_KEY}`]: name };
  return {
    namespace,
    resources: place.tagNamespace === undefined ? define(scope, place, namespace, name) : [],
    ofCluster: () => ({ ...ofCluster }),
    ofRole: (role) => ({ ...ofCluster, [`${namespace}.${ROLE_KEY}`]: role }),
  };
}

function define(scope: Construct, place: OciPlace, name: string, cluster: string): TerraformResource[] {
  const namespace = new IdentityTagNamespace(scope, 'Namespace', {
    compartmentId: place.compartmentId,
    name,
    description: `what belongs to the cluster ${cluster}, and what its machines are for`,
  });
  const tagNamespaceId = namespace.id;
  return [
    namespace,
    new IdentityTag(scope, 'Cluster', {
      tagNamespaceId,
      name: CLUSTER_KEY,
      description: 'the cluster that something belongs to',
      isCostTracking: true,
    }),
    new IdentityTag(scope, 'Role', {
      tagNamespaceId,
      name: ROLE_KEY,
      description: 'what a machine is for: head, login or compute',
      isCostTracking: false,
    }),
  ];
}
