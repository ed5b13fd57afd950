import type { Interrupted } from '../resources/crud';
import type { Values } from '../schema/value';
import { plan } from './planned';
import { type Script, ScriptedApi } from './scripted-api';

let api: ScriptedApi;
afterEach(() => api.stop());

async function carrier(type: string, script: Script, retries = false) {
  api = new ScriptedApi(script);
  return api.carrier(type, retries);
}

const create = async (type: string, config: Values, script: Script) =>
  (await carrier(type, script)).create(plan(type, config), config);

const VCN = { compartment_id: 'c', cidr_blocks: ['10.0.0.0/16'], defined_tags: { 'ocean.cluster': 'a' } };
const vcn = (lifecycleState: string) => ({ json: { id: 'v1', lifecycleState, cidrBlocks: ['10.0.0.0/16'] } });

describe('creation', () => {
  test('says what is given, in the words of the API', async () => {
    await create('oci_core_vcn', VCN, {
      'POST /20160918/vcns': vcn('PROVISIONING'),
      'GET /20160918/vcns/v1': vcn('AVAILABLE'),
    });
    expect(api.bodyOf('POST /20160918/vcns')).toEqual({
      compartmentId: 'c',
      cidrBlocks: ['10.0.0.0/16'],
      definedTags: { ocean: { cluster: 'a' } },
    });
  });

  test('carries a signature', async () => {
    await create('oci_core_vcn', VCN, {
      'POST /20160918/vcns': vcn('AVAILABLE'),
      'GET /20160918/vcns/v1': vcn('AVAILABLE'),
    });
    expect(api.asked[0]?.headers['authorization']).toMatch(
      /^Signature version="1",headers="\(request-target\) date host/,
    );
  });

  test('waits until the thing is ready', async () => {
    const state = await create('oci_core_vcn', VCN, {
      'POST /20160918/vcns': vcn('PROVISIONING'),
      'GET /20160918/vcns/v1': [vcn('PROVISIONING'), vcn('PROVISIONING'), vcn('AVAILABLE')],
    });
    expect(state).toMatchObject({ id: 'v1', state: 'AVAILABLE' });
    expect(api.calls).toHaveLength(4);
  });

  test('leaves a thing that came to nothing in the state', async () => {
    const failed = create('oci_core_vcn', VCN, {
      'POST /20160918/vcns': vcn('PROVISIONING'),
      'GET /20160918/vcns/v1': vcn('TERMINATED'),
    });
    await expect(failed).rejects.toThrow('unexpected state: TERMINATED');
    await failed.catch((error) =>
      expect((error as Interrupted).state).toMatchObject({ id: 'v1', compartment_id: 'c' }),
    );
  });

  test('tells what the service refused', async () => {
    const refused = {
      status: 400,
      json: { code: 'LimitExceeded', message: 'The following service limits were exceeded: vcn-count' },
    };
    const error = await create('oci_core_vcn', VCN, { 'POST /20160918/vcns': refused }).catch((each: Error) => each);
    expect((error as Error).message.split('\n')).toEqual([
      '400-LimitExceeded, The following service limits were exceeded: vcn-count',
      `Request Target: POST ${api.url}/20160918/vcns`,
      'Provider version: 8.28.0 (stand-in)',
      'OPC request ID: request-1',
    ]);
  });

  test('of a bucket goes to the namespace', async () => {
    const config = { compartment_id: 'c', namespace: 'ns', name: 'b', access_type: 'NoPublicAccess' };
    const state = await create('oci_objectstorage_bucket', config, {
      'POST /n/ns/b': { json: {} },
      'GET /n/ns/b/b': { json: { id: 'ocid1.bucket', publicAccessType: 'NoPublicAccess', versioning: 'Disabled' } },
    });
    expect(api.bodyOf('POST /n/ns/b')).toEqual({ compartmentId: 'c', name: 'b', publicAccessType: 'NoPublicAccess' });
    expect(state).toMatchObject({ id: 'n/ns/b/b', bucket_id: 'ocid1.bucket', versioning: 'Disabled' });
  });

  test('of a key asks the vault', async () => {
    const key = { json: { id: 'k', lifecycleState: 'ENABLED' } };
    api = new ScriptedApi({ 'POST /20180608/keys': key, 'GET /20180608/keys/k': key });
    const carrying = await api.carrier('oci_kms_key');
    const config = {
      compartment_id: 'c',
      display_name: 'k',
      management_endpoint: api.url,
      key_shape: [{ algorithm: 'AES', length: 32 }],
    };
    const state = await carrying.create(plan('oci_kms_key', config), config);
    expect(state).toMatchObject({ id: 'k', desired_state: 'ENABLED' });
    expect(api.bodyOf('POST /20180608/keys')).toEqual({
      compartmentId: 'c',
      displayName: 'k',
      keyShape: { algorithm: 'AES', length: 32 },
    });
  });

  test('of a default security list empties it', async () => {
    const list = { json: { id: 'l', lifecycleState: 'AVAILABLE', ingressSecurityRules: [], egressSecurityRules: [] } };
    const script = { 'PUT /20160918/securityLists/l': list, 'GET /20160918/securityLists/l': list };
    const state = await create('oci_core_default_security_list', { manage_default_resource_id: 'l' }, script);
    expect(api.bodyOf('PUT /20160918/securityLists/l')).toEqual({ ingressSecurityRules: [], egressSecurityRules: [] });
    expect(state).toMatchObject({ id: 'l', ingress_security_rules: [] });
  });

  test('goes to no place that was not named', async () => {
    api = new ScriptedApi({});
    delete process.env['CLIENT_HOST_OVERRIDES'];
    expect(() => api.api().endpoint('oci_core.ComputeClient')).toThrow('oci_core.ComputeClient is not there');
  });
});

describe('a work request', () => {
  const STREAM = { name: 's', partitions: 1, stream_pool_id: 'p' };
  const accepted = { status: 202, json: { id: 'ignored' }, headers: { 'opc-work-request-id': 'w' } };
  const request = (status: string, more = {}) => ({
    json: { status, resources: [{ entityType: 'STREAM', actionType: 'CREATED', identifier: 's1' }], ...more },
  });
  const active = { json: { id: 's1', lifecycleState: 'ACTIVE' } };

  test('is waited for, and says what was made', async () => {
    const state = await create('oci_streaming_stream', STREAM, {
      'POST /20180418/streams': accepted,
      'GET /20180418/workRequests/w': [request('IN_PROGRESS'), request('SUCCEEDED', { timeFinished: 'now' })],
      'GET /20180418/streams/s1': active,
    });
    expect(state).toMatchObject({ id: 's1', state: 'ACTIVE' });
  });

  test('that fails is told with its errors', async () => {
    const failed = create('oci_streaming_stream', STREAM, {
      'POST /20180418/streams': accepted,
      'GET /20180418/workRequests/w': request('FAILED', { timeFinished: 'now' }),
      'GET /20180418/workRequests/w/errors': { json: [{ message: 'no room' }] },
    });
    await expect(failed).rejects.toThrow(
      'work request did not succeed, workId: w, entity: stream, action: CREATED. Message: no room',
    );
  });

  test('that is not named is an error', async () => {
    const unnamed = create('oci_streaming_stream', STREAM, { 'POST /20180418/streams': active });
    await expect(unnamed).rejects.toThrow('names no work request');
  });
});

describe('reading', () => {
  test('takes a thing that is not found out of the state', async () => {
    const carrying = await carrier('oci_core_vcn', {});
    expect(await carrying.read({ id: 'v1' })).toBeUndefined();
  });

  test('takes a thing that is deleted out of the state', async () => {
    const carrying = await carrier('oci_core_vcn', { 'GET /20160918/vcns/v1': vcn('TERMINATED') });
    expect(await carrying.read({ id: 'v1' })).toBeUndefined();
  });

  test('sees what somebody else has changed', async () => {
    const changed = { json: { id: 'v1', lifecycleState: 'AVAILABLE', displayName: 'other' } };
    const carrying = await carrier('oci_core_vcn', { 'GET /20160918/vcns/v1': changed });
    expect(await carrying.read({ id: 'v1', display_name: 'mine' })).toMatchObject({ display_name: 'other' });
  });

  test('keeps the content of a secret, which no service gives back', async () => {
    const secret = { json: { id: 's', lifecycleState: 'ACTIVE', currentVersionNumber: 1 } };
    const carrying = await carrier('oci_vault_secret', { 'GET /20180608/secrets/s': secret });
    const content = [{ content_type: 'BASE64', content: 'YQ==' }];
    const state = await carrying.read({ id: 's', secret_content: content });
    expect(state).toMatchObject({ secret_content: content, current_version_number: '1' });
  });

  test('finds the address of a mount target at its private address', async () => {
    const carrying = await carrier('oci_file_storage_mount_target', {
      'GET /20171215/mountTargets/m': { json: { id: 'm', lifecycleState: 'ACTIVE', privateIpIds: ['ip'] } },
      'GET /20160918/privateIps/ip': { json: { ipAddress: '10.0.0.9', hostnameLabel: 'home' } },
    });
    expect(await carrying.read({ id: 'm' })).toMatchObject({ ip_address: '10.0.0.9', hostname_label: 'home' });
  });

  test('asks again where the service is busy', async () => {
    const busy = { status: 429, json: { code: 'TooManyRequests', message: 'slow down' } };
    const carrying = await carrier('oci_core_vcn', { 'GET /20160918/vcns/v1': [busy, vcn('AVAILABLE')] }, true);
    expect(await carrying.read({ id: 'v1' })).toMatchObject({ state: 'AVAILABLE' });
  });

  test('asks once where retries are off', async () => {
    const busy = { status: 429, json: { code: 'TooManyRequests', message: 'slow down' } };
    const carrying = await carrier('oci_core_vcn', { 'GET /20160918/vcns/v1': [busy, vcn('AVAILABLE')] });
    await expect(carrying.read({ id: 'v1' })).rejects.toThrow('429-TooManyRequests, slow down');
  });
});

describe('an update', () => {
  const script = { 'PUT /20160918/vcns/v1': vcn('AVAILABLE'), 'GET /20160918/vcns/v1': vcn('AVAILABLE') };
  const prior = { ...VCN, id: 'v1', display_name: 'a' };

  test('says what has changed', async () => {
    await (await carrier('oci_core_vcn', script)).update(prior, { ...prior, display_name: 'b' });
    expect(api.bodyOf('PUT /20160918/vcns/v1')).toEqual({ displayName: 'b' });
  });

  test('says that a list is empty now', async () => {
    const subnet = { json: { id: 's', lifecycleState: 'AVAILABLE' } };
    const carrying = await carrier('oci_core_subnet', {
      'PUT /20160918/subnets/s': subnet,
      'GET /20160918/subnets/s': subnet,
    });
    await carrying.update({ id: 's', security_list_ids: ['l'] }, { id: 's', security_list_ids: [] });
    expect(api.bodyOf('PUT /20160918/subnets/s')).toEqual({ securityListIds: [] });
  });

  test('of the compartment moves the thing', async () => {
    const carrying = await carrier('oci_core_vcn', {
      ...script,
      'POST /20160918/vcns/v1/actions/changeCompartment': {},
    });
    await carrying.update(prior, { ...prior, compartment_id: 'other' });
    expect(api.bodyOf('POST /20160918/vcns/v1/actions/changeCompartment')).toEqual({ compartmentId: 'other' });
  });

  test('that the stand-in does not carry is refused', async () => {
    const wider = { ...prior, cidr_blocks: ['10.0.0.0/16', '10.1.0.0/16'] };
    const carrying = await carrier('oci_core_vcn', script);
    await expect(carrying.update(prior, wider)).rejects.toThrow('carries no change of cidr_blocks of oci_core_vcn');
  });
});

describe('deletion', () => {
  test('waits until the thing is gone', async () => {
    const carrying = await carrier('oci_core_vcn', {
      'DELETE /20160918/vcns/v1': { status: 204 },
      'GET /20160918/vcns/v1': [vcn('TERMINATING'), vcn('TERMINATED')],
    });
    await carrying.remove({ id: 'v1' });
    expect(api.calls).toHaveLength(3);
  });

  test('of what is not found has nothing to do', async () => {
    await (await carrier('oci_core_vcn', {})).remove({ id: 'v1' });
    expect(api.calls).toEqual(['DELETE /20160918/vcns/v1']);
  });

  test('of a vault is scheduled', async () => {
    const vault = (lifecycleState: string) => ({ json: { id: 'v', lifecycleState } });
    const carrying = await carrier('oci_kms_vault', {
      'POST /20180608/vaults/v/actions/scheduleDeletion': vault('SCHEDULING_DELETION'),
      'GET /20180608/vaults/v': [vault('SCHEDULING_DELETION'), vault('PENDING_DELETION')],
    });
    await carrying.remove({ id: 'v' });
    expect(api.calls).toHaveLength(3);
  });

  test('of a tag retires it first', async () => {
    const path = '/20160918/tagNamespaces/n/tags/role';
    const carrying = await carrier('oci_identity_tag', {
      [`PUT ${path}`]: {},
      [`DELETE ${path}`]: { status: 202, headers: { 'opc-work-request-id': 'w' } },
      'GET /20160918/taggingWorkRequests/w': {
        json: { status: 'SUCCEEDED', timeFinished: 'now', resources: [{ identifier: 't' }] },
      },
    });
    await carrying.remove({ id: 't', name: 'role', tag_namespace_id: 'n' });
    expect(api.bodyOf(`PUT ${path}`)).toEqual({ isRetired: true });
  });
});
