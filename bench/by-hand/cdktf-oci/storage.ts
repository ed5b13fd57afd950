import { Fn, type TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { CoreVolume } from 'terrane/oci/core-volume';
import { IdentityPolicy } from 'terrane/oci/identity-policy';
import { KmsKey } from 'terrane/oci/kms-key';
import { KmsVault } from 'terrane/oci/kms-vault';
import { ObjectstorageBucket } from 'terrane/oci/objectstorage-bucket';
import { ObjectstorageObjectLifecyclePolicy } from 'terrane/oci/objectstorage-object-lifecycle-policy';
import { VaultSecret } from 'terrane/oci/vault-secret';
import { COMMON, named, PLACE } from './place';
import { allow } from './statements';
import type { Tags } from './tags';

export interface Storage {
  readonly state: CoreVolume;
  readonly home: CoreVolume;
  readonly results: ObjectstorageBucket;
  /** What machines read when they boot. */
  readonly documents: ObjectstorageBucket;
  readonly munge: VaultSecret;
  /** What must be there before the head boots. */
  readonly needed: readonly TerraformResource[];
}

export function storage(scope: Construct, name: string, tags: Tags): Storage {
  const state = volume(scope, name, tags, { id: 'state', sizeGb: 50 });
  const home = volume(scope, name, tags, { id: 'home', sizeGb: 500 });
  const results = bucket(scope, name, tags, { id: 'results', versioning: 'Enabled', keep: true });
  const ageing = lifecycle(scope, name, tags, results);
  const documents = bucket(scope, name, tags, { id: 'documents', versioning: 'Disabled', keep: false });
  const { munge, resources } = secret(scope, name, documents);
  return { state, home, results, documents, munge, needed: [state, home, ageing, documents, ...resources] };
}

function volume(scope: Construct, name: string, tags: Tags, { id, sizeGb }: { id: string; sizeGb: number }) {
  return new CoreVolume(scope, `${id}-volume`, {
    ...named(name, id),
    availabilityDomain: PLACE.zone,
    sizeInGbs: String(sizeGb),
    vpusPerGb: '10',
    definedTags: tags.cluster,
    dependsOn: tags.resources,
    lifecycle: { preventDestroy: true, ignoreChanges: ['source_details'] },
  });
}

interface OwnBucket {
  readonly id: string;
  readonly versioning: 'Enabled' | 'Disabled';
  readonly keep: boolean;
}

function bucket(scope: Construct, name: string, tags: Tags, { id, versioning, keep }: OwnBucket) {
  return new ObjectstorageBucket(scope, `${id}-bucket`, {
    ...COMMON,
    namespace: PLACE.namespace,
    name: `terrane-${name}-${id}`,
    accessType: 'NoPublicAccess',
    storageTier: 'Standard',
    versioning,
    definedTags: tags.cluster,
    dependsOn: tags.resources,
    ...(keep ? { lifecycle: { preventDestroy: true } } : {}),
  });
}

const AGEING = [
  { name: 'infrequent-access', action: 'INFREQUENT_ACCESS', target: 'objects', days: 30 },
  { name: 'former-versions', action: 'DELETE', target: 'previous-object-versions', days: 90 },
  { name: 'uploads', action: 'ABORT', target: 'multipart-uploads', days: 7 },
];

/** How the results age, and that the service may do so. */
function lifecycle(scope: Construct, name: string, tags: Tags, results: ObjectstorageBucket): IdentityPolicy {
  const policy = new IdentityPolicy(scope, 'ResultsLifecyclePolicy', {
    ...COMMON,
    name: `terrane-${name}-results-lifecycle`,
    description: `what a service may do for results of ${name}`,
    statements: [
      allow(
        `service objectstorage-${PLACE.region}`,
        'BUCKET_INSPECT, BUCKET_READ, OBJECT_DELETE, OBJECT_INSPECT, OBJECT_UPDATE_TIER, OBJECT_VERSION_DELETE',
        `target.bucket.name = '${results.name}'`,
      ),
    ],
    dependsOn: tags.resources,
  });
  new ObjectstorageObjectLifecyclePolicy(scope, 'ResultsLifecycle', {
    namespace: PLACE.namespace,
    bucket: results.name,
    rules: AGEING.map(({ days, ...rule }) => ({
      ...rule,
      isEnabled: true,
      timeAmount: String(days),
      timeUnit: 'DAYS',
    })),
    dependsOn: [policy],
  });
  return policy;
}

function secret(scope: Construct, name: string, documents: ObjectstorageBucket) {
  const vault = new KmsVault(scope, 'Vault', { ...COMMON, displayName: `terrane-${name}`, vaultType: 'DEFAULT' });
  const key = new KmsKey(scope, 'VaultKey', {
    ...COMMON,
    displayName: `terrane-${name}`,
    managementEndpoint: vault.managementEndpoint,
    protectionMode: 'SOFTWARE',
    keyShape: { algorithm: 'AES', length: 32 },
  });
  const munge = new VaultSecret(scope, 'Munge', {
    ...COMMON,
    vaultId: vault.id,
    keyId: key.id,
    secretName: `terrane-${name}-munge-${Fn.substr(documents.bucketId, -12, 12)}`,
    description: `MUNGE key of ${name}`,
    enableAutoGeneration: true,
    secretGenerationContext: { generationType: 'BYTES', generationTemplate: 'BYTES_1024' },
  });
  return { munge, resources: [vault, key, munge] };
}
