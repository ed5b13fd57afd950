import { rmSync } from 'node:fs';
import { emptyFolder } from '../../support/paths';
import { CARRIED } from '../resources/index';
import { EmulatedApi } from './emulated-api';
import { program, resources } from './program';
import { Configuration, install } from './terraform';

jest.setTimeout(300_000);

let api: EmulatedApi;
let terraform: Configuration;
const folders: string[] = [];

function folder(): string {
  const made = emptyFolder('oci-provider');
  folders.push(made);
  return made;
}

beforeAll(async () => {
  const plugins = folder();
  install(plugins);
  api = await EmulatedApi.start('us-ashburn-1');
  terraform = new Configuration(folder(), plugins, api.place.url);
  terraform.write(program(api.place));
  await terraform.init();
  await terraform.must('apply', '-auto-approve');
});

afterAll(async () => {
  await api?.stop();
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

test('the program has every resource that is carried', () => {
  expect(Object.keys(resources(api.place)).sort()).toEqual(Object.keys(CARRIED).sort());
});

test('a second plan is empty', async () => {
  expect(await terraform.plan()).toEqual([]);
});

test('a data source that is one thing says what the thing says', async () => {
  expect(await terraform.must('output', '-raw', 'kafka')).toBe(
    'cell-1.streaming.us-ashburn-1.oci.oraclecloud.com:9092',
  );
});

test('a name and a size change in place', async () => {
  terraform.write(program(api.place, { name: 'other', size: 3 }));
  expect(await terraform.plan()).toEqual(['oci_core_cluster_network.c: update', 'oci_core_vcn.v: update']);
  await terraform.must('apply', '-auto-approve');
  expect(await terraform.plan()).toEqual([]);
});

test('a DNS label replaces its subnet', async () => {
  terraform.write(program(api.place, { name: 'other', size: 3, label: 'other' }));
  expect(await terraform.plan()).toEqual(['oci_core_subnet.spare: create+delete']);
  await terraform.must('apply', '-auto-approve');
  expect(await terraform.plan()).toEqual([]);
});

test('user data replaces the head and what other machines are made from', async () => {
  terraform.write(program(api.place, { name: 'other', size: 3, label: 'other', userData: 'eA==' }));
  expect(await terraform.plan('-refresh=false')).toEqual([
    'oci_core_cluster_network.c: update',
    'oci_core_instance.head: create+delete',
    'oci_core_instance_configuration.flexible: create+delete',
    'oci_core_instance_configuration.rdma: create+delete',
    'oci_core_instance_pool.p: update',
  ]);
});

test('what somebody else has deleted is made again', async () => {
  const [line] =
    (await terraform.must('state', 'show', '-no-color', 'oci_core_volume.scratch')).match(/ocid1\.volume\S+(?=")/) ??
    [];
  await fetch(`${api.place.url}/20160918/volumes/${line}`, { method: 'DELETE' });
  terraform.write(program(api.place, { name: 'other', size: 3, label: 'other' }));
  expect(await terraform.plan()).toEqual(['oci_core_volume.scratch: create']);
});

test('all is destroyed', async () => {
  expect(await terraform.must('destroy', '-auto-approve')).toMatch(/Destroy complete! Resources: \d+ destroyed/);
  expect(await terraform.must('state', 'list')).toBe('');
});
