import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDataSource } from '../data-sources';
import type { Values } from '../schema/value';
import { plan } from './planned';
import { type Script, ScriptedApi } from './scripted-api';

let api: ScriptedApi;
afterEach(() => api.stop());

const carrier = (type: string, script: Script) => {
  api = new ScriptedApi(script);
  return api.carrier(type);
};

describe('a security rule', () => {
  const GROUP = '/20160918/networkSecurityGroups/g';
  const type = 'oci_core_network_security_group_security_rule';
  const rule = {
    network_security_group_id: 'g',
    direction: 'INGRESS',
    protocol: '6',
    source: '10.0.0.0/16',
    tcp_options: [{ destination_port_range: [{ min: 22, max: 22 }] }],
  };
  const said = {
    direction: 'INGRESS',
    protocol: '6',
    source: '10.0.0.0/16',
    tcpOptions: { destinationPortRange: { min: 22, max: 22 } },
  };

  test('is taken in by its group', async () => {
    const script = {
      [`POST ${GROUP}/actions/addSecurityRules`]: {
        json: { securityRules: [{ ...said, id: '1A', isStateless: false }] },
      },
    };
    const state = await (await carrier(type, script)).create(plan(type, rule), rule);
    expect(api.bodyOf(`POST ${GROUP}/actions/addSecurityRules`)).toEqual({ securityRules: [said] });
    expect(state).toMatchObject({ ...rule, id: '1A', stateless: false });
  });

  test('is found among the rules of its group, page by page', async () => {
    const page = (id: string, headers = {}) => ({ json: [{ ...said, id }], headers });
    const script = { [`GET ${GROUP}/securityRules`]: [page('2B', { 'opc-next-page': 'p2' }), page('1A')] };
    expect(await (await carrier(type, script)).read({ ...rule, id: '1A' })).toMatchObject(rule);
    expect(api.calls[1]).toBe(`GET ${GROUP}/securityRules?page=p2`);
  });

  test('that the group no longer has is gone', async () => {
    const script = { [`GET ${GROUP}/securityRules`]: { json: [] } };
    expect(await (await carrier(type, script)).read({ ...rule, id: '1A' })).toBeUndefined();
  });

  test('is let go by its group', async () => {
    const script = { [`POST ${GROUP}/actions/removeSecurityRules`]: { status: 204 } };
    await (await carrier(type, script)).remove({ ...rule, id: '1A' });
    expect(api.bodyOf(`POST ${GROUP}/actions/removeSecurityRules`)).toEqual({ securityRuleIds: ['1A'] });
  });
});

describe('an instance', () => {
  const type = 'oci_core_instance';
  const config = {
    compartment_id: 'c',
    availability_domain: 'AD-1',
    shape: 'VM.Standard.E5.Flex',
    shape_config: [{ ocpus: 4, memory_in_gbs: 32 }],
    source_details: [{ source_type: 'image', source_id: 'image', boot_volume_size_in_gbs: '100' }],
    create_vnic_details: [{ subnet_id: 's', assign_public_ip: 'false', nsg_ids: ['g'] }],
  };
  const running = {
    json: {
      id: 'i',
      compartmentId: 'c',
      availabilityDomain: 'AD-1',
      lifecycleState: 'RUNNING',
      imageId: 'image',
      sourceDetails: { sourceType: 'image', imageId: 'image' },
      shapeConfig: { ocpus: 4, memoryInGBs: 32 },
    },
  };
  const script = {
    'POST /20160918/instances': running,
    'PUT /20160918/instances/i': running,
    'GET /20160918/instances/i': running,
    'DELETE /20160918/instances/i': { status: 204 },
    'GET /20160918/vnicAttachments': { json: [{ vnicId: 'n', lifecycleState: 'ATTACHED' }] },
    'GET /20160918/vnics/n': {
      json: { id: 'n', isPrimary: true, privateIp: '10.0.0.5', hostnameLabel: 'head', subnetId: 's', nsgIds: ['g'] },
    },
    'PUT /20160918/vnics/n': {},
    'GET /20160918/bootVolumeAttachments': { json: [{ bootVolumeId: 'b', lifecycleState: 'ATTACHED' }] },
    'GET /20160918/bootVolumes/b': { json: { id: 'b', sizeInGBs: 100, vpusPerGB: 20 } },
    'PUT /20160918/bootVolumes/b': {},
  };
  const made = async () => (await carrier(type, script)).create(plan(type, config), config);

  test('is launched with numbers where the schema has strings', async () => {
    await made();
    expect(api.bodyOf('POST /20160918/instances')).toMatchObject({
      sourceDetails: { sourceType: 'image', imageId: 'image', bootVolumeSizeInGBs: 100 },
      createVnicDetails: { subnetId: 's', assignPublicIp: false, nsgIds: ['g'] },
      shapeConfig: { ocpus: 4, memoryInGBs: 32 },
    });
  });

  test('is read with its card and its boot volume', async () => {
    expect(await made()).toMatchObject({
      image: 'image',
      private_ip: '10.0.0.5',
      public_ip: '',
      hostname_label: 'head',
      boot_volume_id: 'b',
      source_details: [{ source_id: 'image', boot_volume_size_in_gbs: '100', boot_volume_vpus_per_gb: '20' }],
      create_vnic_details: [{ subnet_id: 's', assign_public_ip: 'false', private_ip: '10.0.0.5', nsg_ids: ['g'] }],
    });
  });

  test('has its groups changed at its card, its size at its boot volume', async () => {
    const prior = await made();
    const [card] = prior['create_vnic_details'] as Values[];
    const [source] = prior['source_details'] as Values[];
    await (await api.carrier(type)).update(prior, {
      ...prior,
      create_vnic_details: [{ ...card, nsg_ids: ['g', 'h'] }],
      source_details: [{ ...source, boot_volume_size_in_gbs: '200' }],
    });
    expect(api.bodyOf('PUT /20160918/vnics/n')).toMatchObject({ nsgIds: ['g', 'h'] });
    expect(api.bodyOf('PUT /20160918/bootVolumes/b')).toEqual({ sizeInGBs: 200 });
    expect(api.calls).not.toContain('PUT /20160918/instances/i');
  });

  test('is ended with what it may leave behind', async () => {
    const ended = {
      ...script,
      'GET /20160918/instances/i': { json: { ...running.json, lifecycleState: 'TERMINATED' } },
    };
    await (await carrier(type, ended)).remove({ id: 'i', preserve_boot_volume: true });
    expect(api.calls[0]).toBe('DELETE /20160918/instances/i?preserveBootVolume=true');
  });
});

describe('an object', () => {
  const type = 'oci_objectstorage_object';
  const PATH = '/n/ns/b/docs/o/terrane%2Focean%2Fcluster';
  const config = {
    namespace: 'ns',
    bucket: 'docs',
    object: 'terrane/ocean/cluster',
    content: '{}',
    content_type: 'application/json',
  };
  const digest = createHash('md5').update('{}').digest('hex');
  const stored = { text: '{}', headers: { 'content-type': 'application/json', 'opc-meta-a': 'b' } };
  const script = { [`PUT ${PATH}`]: {}, [`GET ${PATH}`]: stored, [`HEAD ${PATH}`]: stored };

  test('is written as it is configured and kept as a digest', async () => {
    const state = await (await carrier(type, script)).create(plan(type, config), config);
    expect(api.asked[0]).toMatchObject({ text: '{}', headers: { 'content-type': 'application/json' } });
    expect(state).toMatchObject({
      content: digest,
      metadata: { a: 'b' },
      id: 'n/ns/b/docs/o/terrane%2Focean%2Fcluster',
    });
  });

  test('has a new digest where somebody wrote over it', async () => {
    const carrying = await carrier(type, { [`GET ${PATH}`]: { text: 'other' } });
    const state = await carrying.read({ ...config, content: digest });
    expect(state?.['content']).toBe(createHash('md5').update('other').digest('hex'));
  });

  test('is made from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'terrane-object-'));
    const source = join(folder, 'bundle.zip');
    writeFileSync(source, 'bytes');
    const { content: _, ...rest } = config;
    const filed = { ...rest, source };
    const state = await (await carrier(type, script)).create(plan(type, filed), filed);
    rmSync(folder, { recursive: true });
    expect(api.asked.map(({ method, text }) => [method, text])).toEqual([
      ['PUT', 'bytes'],
      ['HEAD', ''],
    ]);
    expect(state['source']).toMatch(/bundle\.zip \d{4}-/);
  });

  test('is deleted with all versions of what begins like it, where it is said so', async () => {
    const versions = {
      json: {
        items: [
          { name: config.object, versionId: '1' },
          { name: `${config.object}s`, versionId: '2' },
        ],
      },
    };
    const carrying = await carrier(type, {
      'GET /n/ns/b/docs/objectversions': versions,
      [`DELETE ${PATH}`]: { status: 204 },
      [`DELETE ${PATH}s`]: { status: 204 },
    });
    await carrying.remove({ ...config, delete_all_object_versions: true });
    expect(api.calls).toEqual([
      'GET /n/ns/b/docs/objectversions?prefix=terrane%2Focean%2Fcluster',
      `DELETE ${PATH}?versionId=1`,
      `DELETE ${PATH}s?versionId=2`,
    ]);
  });

  test('that is gone leaves the state', async () => {
    expect(await (await carrier(type, {})).read({ ...config, content: digest })).toBeUndefined();
  });
});

describe('a data source', () => {
  test('gives all pages, filtered', async () => {
    const image = (id: string, displayName: string) => ({ id, displayName, lifecycleState: 'AVAILABLE' });
    api = new ScriptedApi({
      'GET /20160918/images': [
        { json: [image('1', 'Ubuntu-24.04')], headers: { 'opc-next-page': 'p2' } },
        { json: [image('2', 'Ubuntu-24.04-GPU')] },
      ],
    });
    await api.start();
    const config = {
      compartment_id: 'c',
      state: 'AVAILABLE',
      filter: [{ name: 'display_name', values: ['GPU$'], regex: true }],
    };
    const read = await readDataSource(api.api(), 'oci_core_images', config);
    expect(read['images']).toMatchObject([{ id: '2', display_name: 'Ubuntu-24.04-GPU', state: 'AVAILABLE' }]);
    expect(api.calls[0]).toBe('GET /20160918/images?compartmentId=c&lifecycleState=AVAILABLE');
  });

  test('gives availability domains by name', async () => {
    api = new ScriptedApi({ 'GET /20160918/availabilityDomains': { json: [{ name: 'AD-2' }, { name: 'AD-1' }] } });
    await api.start();
    const read = await readDataSource(api.api(), 'oci_identity_availability_domains', { compartment_id: 'c' });
    expect((read['availability_domains'] as Values[]).map(({ name }) => name)).toEqual(['AD-1', 'AD-2']);
  });

  test('gives the namespace', async () => {
    api = new ScriptedApi({ 'GET /n': { json: 'mine' } });
    await api.start();
    expect(await readDataSource(api.api(), 'oci_objectstorage_namespace', {})).toMatchObject({ namespace: 'mine' });
  });
});
