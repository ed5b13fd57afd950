import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Answer } from '../rest/api';
import { itemsOf, objectOf } from '../rest/json';
import { conform, resourceBlock } from '../schema/shape';
import { isEmpty, isUnknown, isValues, type Value, type Values } from '../schema/value';
import type { OwnWays } from './facts';
import type { Service } from './service';

const BLOCK = resourceBlock('oci_objectstorage_object');
const PATH = '/n/{namespace}/b/{bucket}/o/{object}';

/** Attributes that travel as headers, both ways. */
const HEADERS: { readonly [attribute: string]: string } = {
  cache_control: 'cache-control',
  content_disposition: 'content-disposition',
  content_encoding: 'content-encoding',
  content_language: 'content-language',
  content_md5: 'content-md5',
  content_type: 'content-type',
  storage_tier: 'storage-tier',
};
const METADATA = 'opc-meta-';

const given = (value: Value | undefined): value is string => typeof value === 'string' && value !== '';

function headersOf(planned: Values): { [name: string]: string } {
  const said = Object.entries(HEADERS).filter(([name]) => given(planned[name]));
  const metadata = isValues(planned['metadata']) ? Object.entries(planned['metadata']) : [];
  return Object.fromEntries([
    ...said.map(([name, header]) => [header, String(planned[name])]),
    ...metadata.map(([name, value]) => [METADATA + name, String(value)]),
  ]);
}

/** The state holds a digest of the content and a mark of the file: what is sent is configured. */
function contentOf(config: Values): Buffer {
  if (given(config['source'])) return readFileSync(config['source']);
  return Buffer.from(given(config['content']) ? config['content'] : '');
}

function dataOf(state: Values, { headers, bytes }: Answer): Values {
  const said = Object.entries(HEADERS).filter(([, header]) => headers[header] !== undefined);
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith(METADATA));
  const content = isEmpty(state['content'] ?? null) ? {} : { content: createHash('md5').update(bytes).digest('hex') };
  const known = Object.entries(state).map(([name, value]) => [name, isUnknown(value) ? null : value]);
  return conform(BLOCK, {
    ...Object.fromEntries(known),
    ...Object.fromEntries(said.map(([name, header]) => [name, String(headers[header])])),
    ...content,
    metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice(METADATA.length), String(value)])),
    content_length: String(headers['content-length'] ?? bytes.length),
    version_id: (headers['version-id'] ?? null) as Value,
    work_request_id: '',
    state: 'COMPLETED',
    id: idOf(state),
  });
}

const idOf = ({ namespace, bucket, object }: Values): string =>
  `n/${[namespace, 'b', bucket, 'o', object].map((part) => encodeURIComponent(String(part))).join('/')}`;

async function read(service: Service, state: Values): Promise<Values> {
  const method = isEmpty(state['content'] ?? null) ? 'HEAD' : 'GET';
  return dataOf(state, await service.call({ method, path: PATH }, state));
}

/** As the real provider does: the versions of every object whose name begins so. */
async function removeVersions(service: Service, state: Values): Promise<void> {
  const path = '/n/{namespace}/b/{bucket}/objectversions';
  const { json } = await service.call({ method: 'GET', path }, state, { query: { prefix: String(state['object']) } });
  for (const { name, versionId } of itemsOf(json).map(objectOf)) {
    const version = { ...state, object: String(name) };
    await service.call({ method: 'DELETE', path: PATH }, version, { query: { versionId: String(versionId) } });
  }
}

export const storedObject: OwnWays = {
  async create(service, planned, config) {
    if (!isEmpty(planned['source_uri_details'] ?? null))
      throw new Error('the stand-in for the provider carries no copy of an object (source_uri_details)');
    const question = { headers: headersOf(planned), bytes: contentOf(config) };
    await service.call({ method: 'PUT', path: PATH }, planned, question);
    return read(service, planned);
  },
  read,
  // All other changes make a new object.
  async update(service, prior, planned) {
    const json = { sourceName: String(prior['object']), newName: String(planned['object']) };
    const path = '/n/{namespace}/b/{bucket}/actions/renameObject';
    if (json.sourceName !== json.newName) await service.call({ method: 'POST', path }, planned, { json });
    return read(service, planned);
  },
  async remove(service, state) {
    if (state['delete_all_object_versions'] === true) await removeVersions(service, state);
    else await service.call({ method: 'DELETE', path: PATH }, state);
  },
};
