import { createHash } from 'node:crypto';
import { AssetType, TerraformAsset } from 'cdktf';
import type { Construct } from 'constructs';
import type { CoreInstanceConfiguration } from 'terrane/oci/core-instance-configuration';
import type { CoreSubnet } from 'terrane/oci/core-subnet';
import type { ObjectstorageBucket } from 'terrane/oci/objectstorage-bucket';
import { ObjectstorageObject } from 'terrane/oci/objectstorage-object';
import { clusterDocument, partitionDocument } from '../documents';
import type { Materials } from '../materials';
import { PLACE } from './place';
import type { Storage } from './storage';

export interface Programs {
  readonly object: ObjectstorageObject;
  readonly sha256: string;
}

export function programs(scope: Construct, name: string, bucket: ObjectstorageBucket, materials: Materials): Programs {
  const sha256 = createHash('sha256').update(materials.programsOf(name)).digest('hex');
  const asset = new TerraformAsset(scope, 'ProgramsAsset', { path: materials.programsAt(name), type: AssetType.FILE });
  const object = new ObjectstorageObject(scope, 'Programs', {
    namespace: PLACE.namespace,
    bucket: bucket.name,
    object: `bundles/${sha256}.zip`,
    source: asset.path,
    contentType: 'application/zip',
    lifecycle: { createBeforeDestroy: true },
  });
  return { object, sha256 };
}

interface Around {
  readonly bucket: ObjectstorageBucket;
  readonly archive: Programs;
  readonly store: Storage;
  readonly configuration: CoreInstanceConfiguration;
  readonly subnet: CoreSubnet;
}

export function documents(
  scope: Construct,
  name: string,
  { bucket, archive, store, configuration, subnet }: Around,
): ObjectstorageObject[] {
  const cluster = clusterDocument(name, {
    head: `head.nodes1.${name.replaceAll('-', '').slice(0, 15)}.oraclevcn.com`,
    bundle: { bucket: bucket.name, key: archive.object.object, sha256: archive.sha256 },
    results: store.results.name,
    munge: store.munge.id,
    signal: { resource: 'gates/head', stack: `terrane-${name}-documents` },
    state: store.state.id,
    home: store.home.id,
  });
  const partition = partitionDocument({
    machine: 'BM.Optimized3.36',
    interfaces: 1,
    subnet: subnet.id,
    template: configuration.id,
    version: '1',
  });
  return [
    document(scope, 'ClusterDocument', bucket, `terrane/${name}/cluster`, cluster),
    document(scope, 'PartitionDocument', bucket, `terrane/${name}/partition/compute`, partition),
    gate(scope, bucket),
  ];
}

function document(scope: Construct, id: string, bucket: ObjectstorageBucket, object: string, content: string) {
  return new ObjectstorageObject(scope, id, {
    namespace: PLACE.namespace,
    bucket: bucket.name,
    object,
    content,
    contentType: 'application/json',
  });
}

/** The head writes to it that it is ready. */
function gate(scope: Construct, bucket: ObjectstorageBucket): ObjectstorageObject {
  return new ObjectstorageObject(scope, 'HeadGate', {
    namespace: PLACE.namespace,
    bucket: bucket.name,
    object: 'gates/head',
    content: '{}',
    lifecycle: { ignoreChanges: 'all' },
  });
}
