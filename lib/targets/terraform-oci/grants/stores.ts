import { type Part, ref, type Text } from '../../../blueprint';
import { equal, type Recipe, type Scene, type Statement } from './statement';

// https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/objectstoragepolicyreference.htm
const READ_BUCKET = ['BUCKET_INSPECT', 'BUCKET_READ'];
const READ_OBJECTS = ['OBJECT_INSPECT', 'OBJECT_READ'];
const WRITE_OBJECTS = [...READ_OBJECTS, 'OBJECT_CREATE', 'OBJECT_OVERWRITE', 'OBJECT_DELETE'];

export const readBuckets: Recipe<'bucket'> = (buckets) => [inBuckets([...READ_BUCKET, ...READ_OBJECTS], buckets)];
export const writeBuckets: Recipe<'bucket'> = (buckets) => [inBuckets([...READ_BUCKET, ...WRITE_OBJECTS], buckets)];

function inBuckets(to: readonly string[], buckets: readonly Part[]): Statement {
  return { to, any: buckets.map((bucket) => equal('target.bucket.name', ref(bucket, 'name'))) };
}

/**
 * The institution's secrets lie in any compartment.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/keypolicyreference.htm
 */
export const readSecrets: Recipe<'secret'> = (secrets) => {
  const own = secrets.filter(({ existingId }) => existingId === undefined);
  const existing = secrets.filter((secret) => !own.includes(secret));
  return [
    ...(own.length === 0 ? [] : [bundlesOf(own)]),
    ...(existing.length === 0 ? [] : [{ ...bundlesOf(existing), scope: 'tenancy' as const }]),
  ];
};

function bundlesOf(secrets: readonly Part[]): Statement {
  return { to: ['SECRET_BUNDLE_READ'], any: secrets.map((secret) => equal('target.secret.id', ref(secret, 'id'))) };
}

/** Every archive that the cluster ever had: a machine that boots now may still be told of the one before. */
export const readBundles: Recipe<'bundle'> = (_bundles, scene) => [readStored(['bundles/*'], scene)];

export const readDocuments: Recipe<'document'> = (documents, scene) => [
  readStored(
    documents.map((document) => document.name.replace(/^\//, '')),
    scene,
  ),
];

/** Objects of the documents bucket. */
export function readStored(names: readonly Text[], { facts }: Scene): Statement {
  return {
    to: ['OBJECT_READ'],
    all: [equal('target.bucket.name', facts.documentsBucket)],
    any: names.map((name) => equal('target.object.name', name)),
  };
}

/** A machine says that it is ready, or what failed, in one object, which it may write again. */
export const signalGates: Recipe<'gate'> = (gates) =>
  gates.map((gate) => ({
    to: ['OBJECT_CREATE', 'OBJECT_OVERWRITE'],
    all: [equal('target.bucket.name', ref(gate, 'stack')), equal('target.object.name', ref(gate, 'resource'))],
  }));
