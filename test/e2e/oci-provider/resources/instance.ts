import { data } from '../rest/incoming';
import { itemsOf, type JsonObject, objectOf } from '../rest/json';
import { body } from '../rest/outgoing';
import { type Block, resourceBlock } from '../schema/shape';
import { isEmpty, isValues, same, type Value, type Values } from '../schema/value';
import type { Service } from './service';

const COMPUTE = 'oci_core.ComputeClient';
const NETWORK = 'oci_core.VirtualNetworkClient';
const STORAGE = 'oci_core.BlockstorageClient';

const BLOCK = resourceBlock('oci_core_instance');
const nestedBlock = (name: string): Block => BLOCK.block_types?.[name]?.block ?? {};

const STANDARD_VPUS = '10';
/** What an update says of the first network card; the rest of its description makes a new instance. */
const CARD = ['defined_tags', 'display_name', 'freeform_tags', 'hostname_label', 'nsg_ids', 'skip_source_dest_check'];

async function ask(service: Service, client: string, path: string, query = {}): Promise<JsonObject[]> {
  const { json } = await service.api.ask('GET', `${service.api.endpoint(client)}/20160918/${path}`, { query });
  return (Array.isArray(json) ? itemsOf(json) : [json ?? null]).map(objectOf);
}

async function attached(service: Service, instance: JsonObject, kind: string): Promise<JsonObject[]> {
  const attachments = await ask(service, COMPUTE, kind, {
    availabilityDomain: instance['availabilityDomain'],
    compartmentId: instance['compartmentId'],
    instanceId: instance['id'],
  });
  return attachments.filter(({ lifecycleState }) => lifecycleState === 'ATTACHED');
}

async function primaryCard(service: Service, instance: JsonObject): Promise<JsonObject | undefined> {
  for (const { vnicId } of await attached(service, instance, 'vnicAttachments')) {
    const [card] = await ask(service, NETWORK, `vnics/${vnicId}`);
    if (card?.['isPrimary'] === true) return card;
  }
  return undefined;
}

async function bootVolume(service: Service, instance: JsonObject): Promise<JsonObject | undefined> {
  const [attachment] = await attached(service, instance, 'bootVolumeAttachments');
  if (attachment === undefined) return undefined;
  return (await ask(service, STORAGE, `bootVolumes/${attachment['bootVolumeId']}`))[0];
}

const first = (value: Value | undefined): Values | undefined => {
  const item = Array.isArray(value) ? value[0] : undefined;
  return isValues(item) ? item : undefined;
};

function cardData(state: Values, card: JsonObject): Values {
  const given = first(state['create_vnic_details']);
  const hasAddress = !isEmpty((card['publicIp'] ?? null) as Value);
  const details = data(nestedBlock('create_vnic_details'), given ?? { assign_public_ip: String(hasAddress) }, card);
  return {
    create_vnic_details: [details],
    hostname_label: (card['hostnameLabel'] ?? '') as Value,
    private_ip: (card['privateIp'] ?? '') as Value,
    public_ip: (card['publicIp'] ?? '') as Value,
    subnet_id: (card['subnetId'] ?? '') as Value,
  };
}

function sourceData(state: Values, source: JsonObject, volume: JsonObject | undefined): Values {
  const read = data(nestedBlock('source_details'), first(state['source_details']) ?? {}, source);
  const size = source['bootVolumeSizeInGBs'] ?? volume?.['sizeInGBs'];
  const vpus = source['bootVolumeVpusPerGB'] ?? volume?.['vpusPerGB'];
  const details = {
    ...read,
    source_id: (source['imageId'] ?? source['bootVolumeId'] ?? null) as Value,
    boot_volume_size_in_gbs: size === undefined ? (read['boot_volume_size_in_gbs'] ?? null) : String(size),
    boot_volume_vpus_per_gb: String(vpus || STANDARD_VPUS),
  };
  return { source_details: [details], boot_volume_id: (volume?.['id'] ?? null) as Value };
}

/** An instance is read together with its first network card and the volume that it boots from. */
export async function enrichInstance(service: Service, state: Values, instance: JsonObject): Promise<Values> {
  const volume = await bootVolume(service, instance);
  const source = instance['sourceDetails'] ? sourceData(state, objectOf(instance['sourceDetails']), volume) : {};
  if (['TERMINATED', 'TERMINATING', 'PROVISIONING'].includes(String(instance['lifecycleState']))) return source;
  const card = await primaryCard(service, instance);
  return { ...source, ...(card ? cardData(state, card) : {}) };
}

/** `source_id` is the image's or the boot volume's identifier. */
export function launchBody(instance: JsonObject): JsonObject {
  const { sourceId, ...source } = objectOf(instance['sourceDetails']);
  if (sourceId === undefined) return instance;
  const key = source['sourceType'] === 'bootVolume' ? 'bootVolumeId' : 'imageId';
  return { ...instance, sourceDetails: { ...source, [key]: sourceId } };
}

async function updateCard(service: Service, instance: JsonObject, planned: Values): Promise<void> {
  const card = await primaryCard(service, instance);
  if (card === undefined) throw new Error('Primary VNIC not found.');
  const given = Object.entries(first(planned['create_vnic_details']) ?? {}).filter(([name]) => CARD.includes(name));
  const json = { nsgIds: [], ...body(nestedBlock('create_vnic_details'), Object.fromEntries(given)) };
  await service.api.ask('PUT', `${service.api.endpoint(NETWORK)}/20160918/vnics/${card['id']}`, { json });
}

async function updateSize(service: Service, instance: JsonObject, planned: Values): Promise<void> {
  const volume = await bootVolume(service, instance);
  const size = Number(first(planned['source_details'])?.['boot_volume_size_in_gbs']);
  if (volume === undefined || !Number.isFinite(size) || volume['sizeInGBs'] === size) return;
  const url = `${service.api.endpoint(STORAGE)}/20160918/bootVolumes/${volume['id']}`;
  await service.api.ask('PUT', url, { json: { sizeInGBs: size } });
}

async function switchPower(service: Service, planned: Values): Promise<void> {
  const [action, target] = planned['state'] === 'STOPPED' ? ['STOP', 'STOPPED'] : ['START', 'RUNNING'];
  await service.call({ method: 'POST', path: service.item(), query: { action } }, planned);
  await service.settled('update', planned, ['STARTING', 'STOPPING', 'RUNNING', 'STOPPED'], [target], 'update');
}

export async function updateInstanceElsewhere(service: Service, prior: Values, planned: Values) {
  const instance = await service.get(prior);
  const changed = (name: string) => !same(prior[name], planned[name]);
  const sameImage = same(
    first(prior['source_details'])?.['source_id'] ?? null,
    first(planned['source_details'])?.['source_id'] ?? null,
  );
  if (changed('create_vnic_details')) await updateCard(service, instance, planned);
  if (changed('source_details') && sameImage) await updateSize(service, instance, planned);
  if (changed('state')) await switchPower(service, planned);
  return ['create_vnic_details', 'state', ...(sameImage ? ['source_details'] : [])];
}
