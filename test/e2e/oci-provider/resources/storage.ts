import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { objectOf } from '../rest/json';
import { isEmpty, type Value } from '../schema/value';
import type { Facts } from './facts';
import { storedObject } from './object';
import { ACTIVE } from './states';

const client = 'oci_object_storage.ObjectStorageClient';
const files = (collection: string, more: Partial<Facts> = {}): Facts => ({
  client: 'oci_file_storage.FileStorageClient',
  collection: `/20171215/${collection}`,
  states: ACTIVE,
  unsaid: ['is_lock_override'],
  ...more,
});

const BUCKET = '/n/{namespace}/b/{name}';
const POLICY = '/n/{namespace}/b/{bucket}/l';

const digest = (content: string): Value => (content === '' ? '' : createHash('md5').update(content).digest('hex'));

/** A file is known by its path and by when it was written. */
function fileMark(path: string): Value {
  try {
    return `${path} ${statSync(path).mtime.toISOString()}`;
  } catch {
    return path;
  }
}

/** A mount target's address is that of its private address, which the network knows. */
const withAddress: NonNullable<Facts['enrich']> = async (service, state) => {
  const [id] = Array.isArray(state['private_ip_ids']) ? state['private_ip_ids'] : [];
  if (isEmpty(id)) return {};
  const endpoint = service.api.endpoint('oci_core.VirtualNetworkClient');
  const address = objectOf((await service.api.ask('GET', `${endpoint}/20160918/privateIps/${id}`)).json);
  const said = { ip_address: address['ipAddress'], hostname_label: address['hostnameLabel'] };
  return Object.fromEntries(Object.entries(said).filter(([, each]) => !isEmpty(each as Value))) as {
    [name: string]: Value;
  };
};

export const STORAGE_RESOURCES: { readonly [type: string]: Facts } = {
  oci_file_storage_file_system: files('fileSystems', {
    notCarried: ['are_quota_rules_enabled', 'clone_attach_status', 'detach_clone_trigger'],
  }),
  oci_file_storage_mount_target: files('mountTargets', {
    enrich: withAddress,
    notCarried: ['requested_throughput', 'idmap_type'],
  }),
  oci_file_storage_export: files('exports'),
  oci_lustre_file_storage_lustre_file_system: {
    client: 'oci_lustre_file_storage.LustreFileStorageClient',
    collection: '/20250228/lustreFileSystems',
    states: ACTIVE,
    work: 'lustrefilesystem',
    kept: ['date_time_details'],
    notCarried: ['override_maintenance_trigger', 'date_time_details'],
  },
  oci_objectstorage_bucket: {
    client,
    collection: '/n/{namespace}/b',
    item: BUCKET,
    query: { fields: 'approximateCount,approximateSize,autoTiering' },
    update: { method: 'POST', path: BUCKET },
    id: 'n/{namespace}/b/{name}',
    renamed: { access_type: 'publicAccessType', bucket_id: 'id' },
    notCarried: ['retention_rules'],
    unsaid: ['retention_rules'],
    kept: ['retention_rules'],
  },
  oci_objectstorage_object: {
    client,
    collection: '/n/{namespace}/b/{bucket}/o',
    own: storedObject,
    storedAs: { content: digest, source: fileMark },
  },
  oci_objectstorage_object_lifecycle_policy: {
    client,
    collection: POLICY,
    item: POLICY,
    create: { method: 'PUT', path: POLICY },
    id: 'n/{namespace}/b/{bucket}/l',
    renamed: { rules: 'items' },
    whole: true,
  },
};
