import type { TerraformResource } from 'cdktf';
import { ObjectstorageBucket } from 'terrane/oci/objectstorage-bucket';
import {
  ObjectstorageObjectLifecyclePolicy,
  type ObjectstorageObjectLifecyclePolicyRules,
} from 'terrane/oci/objectstorage-object-lifecycle-policy';
import type { BucketLifecycle, BucketPart } from '../../../blueprint';
import { given } from '../../terraform/given';
import { keep } from '../../terraform/retain';
import type { Renderer, Rendering } from '../rendering';

/** Attributes beyond the neutral ones: `namespace`. */
export const renderBucket: Renderer<'bucket'> = (part, rendering) => {
  const { existingName } = part;
  const { namespace } = rendering.location;
  if (existingName !== undefined) {
    return {
      resources: [],
      attributes: { name: () => rendering.text(existingName, part), namespace: () => namespace },
    };
  }
  const bucket = new ObjectstorageBucket(rendering.home(part), 'Resource', {
    compartmentId: rendering.compartmentId,
    namespace,
    name: bucketName(part, rendering),
    accessType: 'NoPublicAccess',
    storageTier: 'Standard',
    versioning: part.versioned ? 'Enabled' : 'Disabled',
    ...given({ kmsKeyId: rendering.key(part) }),
    freeformTags: rendering.freeform(),
    definedTags: rendering.definedTags.ofCluster(),
    ...keep(part),
  });
  rendering.carriesTags(bucket);
  const name = bucket.name;
  return {
    native: bucket,
    resources: [bucket, ...lifecycleOf(part, name, rendering)],
    attributes: { name: () => name, namespace: () => namespace },
  };
};

/** A bucket's name is unique within the tenancy's namespace. */
function bucketName(part: BucketPart, rendering: Rendering): string {
  return `terrane-${rendering.blueprint.data.name}-${part.id}`;
}

function lifecycleOf(part: BucketPart, bucket: string, rendering: Rendering): TerraformResource[] {
  if (part.lifecycle === undefined) return [];
  return [
    new ObjectstorageObjectLifecyclePolicy(rendering.home(part), 'Lifecycle', {
      namespace: rendering.location.namespace,
      bucket,
      rules: rulesOf(part.lifecycle),
    }),
  ];
}

const ACTIONS: readonly {
  readonly days: keyof BucketLifecycle;
  readonly name: string;
  readonly action: string;
  readonly target: string;
}[] = [
  { days: 'infrequentAccessAfterDays', name: 'infrequent-access', action: 'INFREQUENT_ACCESS', target: 'objects' },
  { days: 'archiveAfterDays', name: 'archive', action: 'ARCHIVE', target: 'objects' },
  { days: 'expireNoncurrentAfterDays', name: 'former-versions', action: 'DELETE', target: 'previous-object-versions' },
  { days: 'abortIncompleteUploadsAfterDays', name: 'uploads', action: 'ABORT', target: 'multipart-uploads' },
];

function rulesOf(lifecycle: BucketLifecycle): ObjectstorageObjectLifecyclePolicyRules[] {
  return ACTIONS.flatMap(({ days, name, action, target }) => {
    const after = lifecycle[days];
    if (after === undefined) return [];
    return [{ name, action, target, isEnabled: true, timeAmount: String(after), timeUnit: 'DAYS' }];
  });
}
