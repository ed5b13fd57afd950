import type { Blueprint } from '../../blueprint';
import { rule } from '../rule';
import { OCI_DYNAMIC_GROUP } from '../sources';

interface Name {
  readonly what: string;
  readonly name: string;
  readonly longest: number;
}

/**
 * Characters: https://docs.oracle.com/en-us/iaas/api/#/en/identity/latest/datatypes/CreateDynamicGroupDetails and
 * CreateTagNamespaceDetails, https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/managingbuckets.htm,
 * https://docs.oracle.com/en-us/iaas/api/#/en/secretmgmt/latest/datatypes/CreateSecretDetails,
 * https://docs.oracle.com/en-us/iaas/Content/Network/Concepts/dns.htm
 */
const LONGEST = { group: 100, namespace: 100, bucket: 256, secret: 255, tag: 256, host: 63 };

export const ociNameTooLong = rule({
  id: 'oci-name-too-long',
  level: 'error',
  title: 'Names that derive from the cluster are as short as the services want them',
  why: 'A longer name is refused, and the deployment with it.',
  remedy: 'Give a shorter clusterName.',
  source: OCI_DYNAMIC_GROUP,
  example: {
    on: 'Blueprint on OCI',
    bad: "name: 'a'.repeat(101)",
    good: "name: 'sample'",
  },
  provider: 'oci',
  look(blueprint) {
    return names(blueprint).flatMap(({ what, name, longest }) => {
      if (name.length <= longest) return [];
      const message = `the ${what} '${name}' has ${name.length} characters; allowed are ${longest}. Give a shorter clusterName.`;
      return [{ property: 'clusterName', message }];
    });
  },
});

function names(blueprint: Blueprint): Name[] {
  const { name } = blueprint.data;
  const own = (id: string): string => `terrane-${name}-${id}`;
  const { group, namespace, bucket, secret, tag, host } = LONGEST;
  return [
    { what: 'value of the tag', name, longest: tag },
    { what: 'tag namespace', name: `terrane-${name}`, longest: namespace },
    { what: 'bucket', name: own('documents'), longest: bucket },
    ...blueprint.partsOf('bucket').map(({ id }) => ({ what: 'bucket', name: own(id), longest: bucket })),
    ...blueprint.partsOf('identity').map(({ id }) => ({ what: 'dynamic group', name: own(id), longest: group })),
    ...blueprint.partsOf('secret').map(({ id }) => ({ what: 'secret', name: own(id), longest: secret })),
    ...blueprint.partsOf('dnsRecord').map((record) => {
      return { what: 'host name', name: record.name.split('.')[0] ?? '', longest: host };
    }),
  ];
}
