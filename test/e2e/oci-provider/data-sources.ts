import type { Api } from './rest/api';
import { data } from './rest/incoming';
import { itemsOf, type Json, objectOf } from './rest/json';
import { camel } from './rest/names';
import { conform, dataSourceBlock } from './schema/shape';
import { isEmpty, same, type Value, type Values } from './schema/value';

interface Source {
  readonly client: string;
  readonly path: string;
  /** Arguments that the API takes; `state` is its `lifecycleState`. */
  readonly query: readonly string[];
  /** The attribute that holds what was found; absent where the source is one thing, whose attributes are its own. */
  readonly result?: string;
  readonly sortedBy?: string;
}

const core = (client: string, path: string, result: string, query: readonly string[]): Source => ({
  client: `oci_core.${client}`,
  path: `/20160918/${path}`,
  query,
  result,
});

const SOURCES: { readonly [type: string]: Source } = {
  oci_core_images: core('ComputeClient', 'images', 'images', [
    'compartment_id',
    'display_name',
    'operating_system',
    'operating_system_version',
    'shape',
    'sort_by',
    'sort_order',
    'state',
  ]),
  oci_core_services: core('VirtualNetworkClient', 'services', 'services', []),
  oci_core_instance_pool_instances: core(
    'ComputeManagementClient',
    'instancePools/{instance_pool_id}/instances',
    'instances',
    ['compartment_id', 'display_name'],
  ),
  oci_core_cluster_network_instances: core(
    'ComputeManagementClient',
    'clusterNetworks/{cluster_network_id}/instances',
    'instances',
    ['compartment_id', 'display_name'],
  ),
  oci_identity_availability_domains: {
    client: 'oci_identity.IdentityClient',
    path: '/20160918/availabilityDomains',
    query: ['compartment_id'],
    result: 'availability_domains',
    sortedBy: 'name',
  },
  oci_objectstorage_namespace: {
    client: 'oci_object_storage.ObjectStorageClient',
    path: '/n',
    query: ['compartment_id'],
    result: 'namespace',
  },
  oci_streaming_stream_pool: {
    client: 'oci_streaming.StreamAdminClient',
    path: '/20180418/streampools/{stream_pool_id}',
    query: [],
  },
};

function queryOf(source: Source, config: Values): { [name: string]: string } {
  const said = source.query.filter((name) => !isEmpty(config[name] ?? null));
  return Object.fromEntries(
    said.map((name) => [name === 'state' ? 'lifecycleState' : camel(name), String(config[name])]),
  );
}

function pathOf(source: Source, config: Values): string {
  return source.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(config[name])));
}

async function pages(api: Api, source: Source, config: Values): Promise<Json> {
  const path = pathOf(source, config);
  const query = queryOf(source, config);
  const found: Json[] = [];
  for (let page: string | undefined = ''; page !== undefined; ) {
    const asked = page === '' ? query : { ...query, page };
    const { json, headers } = await api.ask('GET', api.endpoint(source.client) + path, { query: asked });
    if (typeof json === 'string') return json;
    found.push(...itemsOf(json));
    page = headers['opc-next-page'] as string | undefined;
  }
  return found;
}

function passes(item: Values, filter: Values): boolean {
  const value = String(item[String(filter['name'])] ?? '');
  const wanted = (filter['values'] as Value[]).map(String);
  return filter['regex'] === true ? wanted.some((each) => new RegExp(each).test(value)) : wanted.includes(value);
}

function chosen(source: Source, items: Value, filters: Value | undefined): Value {
  if (!Array.isArray(items)) return items;
  const wanted = (Array.isArray(filters) ? filters : []) as Values[];
  const left = (items as Values[]).filter((item) => wanted.every((filter) => passes(item, filter)));
  const { sortedBy } = source;
  if (sortedBy === undefined) return left;
  return left.sort((one, other) => (String(one[sortedBy]) < String(other[sortedBy]) ? -1 : 1));
}

export async function readDataSource(api: Api, type: string, config: Values): Promise<Values> {
  const source = SOURCES[type];
  if (source === undefined) throw new Error(`the stand-in for the provider does not carry the data source ${type}`);
  const block = dataSourceBlock(type);
  const { result: name } = source;
  if (name === undefined) {
    const { json } = await api.ask('GET', api.endpoint(source.client) + pathOf(source, config));
    return conform(block, data(block, config, objectOf(json)));
  }
  const found = await pages(api, source, config);
  const read = data(block, config, objectOf({ [camel(name)]: found }), { kept: ['filter'] });
  const result = chosen(source, read[name] ?? null, config['filter']);
  const id = same(config['id'] ?? null, null)
    ? `${type}-${Buffer.from(JSON.stringify(config)).toString('hex').slice(0, 16)}`
    : config['id'];
  return conform(block, { ...read, [name]: result, id: id ?? null });
}
