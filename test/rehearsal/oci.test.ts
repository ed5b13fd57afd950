import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ociEnvironment, ociSettings } from '../../lib/rehearsal/deploy/oci';
import { OCI_CLIENTS } from '../../lib/rehearsal/deploy/oci-clients';
import { providersRun, versionIn } from '../../lib/rehearsal/deploy/provider-run';
import { ociLayerFile } from '../../lib/rehearsal/image/oci';
import { providerChecks } from '../../lib/rehearsal/verdict/checks';
import { folderWith, removeFolders } from './samples';

afterAll(removeFolders);

const ENDPOINT = 'http://127.0.0.1:4711';

describe("the environment of Terraform's runs on OCI", () => {
  const own = {
    HOME: '/home/ada',
    OCI_CLI_PROFILE: 'campus',
    OCI_private_key: 'real',
    TF_VAR_region: 'eu-frankfurt-1',
  };
  const made = (more: NodeJS.ProcessEnv = {}) => ociEnvironment(ENDPOINT, folderWith({}), { ...own, ...more });

  test('leads every client of the provider to the rehearsal', () => {
    const items = (made()['CLIENT_HOST_OVERRIDES'] ?? '').split(';');
    expect(items).toContain(`oci_core.VirtualNetworkClient=${ENDPOINT}`);
    expect(items).toHaveLength(OCI_CLIENTS.length);
    expect(new Set(OCI_CLIENTS).size).toBe(264);
    expect(items.filter((item) => !/^oci_[a-z_]+\.[A-Za-z0-9]+=http:\/\/127\.0\.0\.1:4711$/.test(item))).toEqual([]);
  });

  test("has nothing of the user's account, and keeps the variables of the configuration", () => {
    const all: NodeJS.ProcessEnv = { ...own, ...made({ TF_VAR_private_key_password: 'x' }) };
    const left = Object.entries(all).filter(
      ([, value]) => value !== undefined && /^real$|^campus$|^.home.ada|^x$/.test(value),
    );
    expect(left).toEqual([]);
    expect(all).toMatchObject({ TF_VAR_region: 'eu-frankfurt-1' });
    expect(existsSync(made()['HOME'] as string)).toBe(true);
  });

  test('lets no call leave this machine', () => {
    expect(made()).toMatchObject({ HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' });
  });

  test("keeps Terraform's own settings, which lie at home", () => {
    const home = folderWith({ '.terraformrc': '' });
    expect(made({ HOME: home })).toMatchObject({ TF_CLI_CONFIG_FILE: join(home, '.terraformrc') });
    expect(made({ HOME: home, TF_CLI_CONFIG_FILE: '/own' })).not.toHaveProperty('TF_CLI_CONFIG_FILE');
  });
});

test('a deployment has one key, which nobody else reads', () => {
  const folder = folderWith({});
  const key = () => (ociSettings(folder) as { private_key: string }).private_key;
  expect(key()).toBe(key());
  expect(readFileSync(join(folder, 'oci-key.pem'), 'utf8')).toBe(key());
});

describe('the providers that Terraform ran', () => {
  const oci = '.terraform/providers/registry.terraform.io/oracle/oci/8.28.0/linux_amd64';
  const aws = '.terraform/providers/registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64';

  test('are told where one only acts as it', () => {
    const real = { [`${aws}/p`]: '', [`${oci}/terraform-provider-oci`]: '' };
    const runs = (files: { [path: string]: string }) => providersRun(folderWith(files));
    expect(runs(real)).toEqual([
      { provider: 'hashicorp/aws 5.100.0', standIn: false },
      { provider: 'oracle/oci 8.28.0', standIn: false },
    ]);
    expect(providerChecks(runs(real))).toEqual([]);
    expect(providerChecks(runs({ ...real, [`${oci}/STAND-IN`]: '' }))).toEqual([
      expect.objectContaining({ result: 'note', sentence: expect.stringContaining('stand-in of oracle/oci 8.28.0') }),
    ]);
  });

  test('are of the newest version that a folder of plugins holds', () => {
    const at = 'registry.terraform.io/oracle/oci';
    const plugins = folderWith({ [`${at}/8.9.0/x`]: '', [`${at}/8.28.0/x`]: '' });
    expect([versionIn(plugins, 'oci'), versionIn(plugins, 'aws'), versionIn(undefined, 'oci')]).toEqual([
      '8.28.0',
      undefined,
      undefined,
    ]);
  });
});

test("OCI's SDK for the hosts has a place of its own", () => {
  expect(ociLayerFile()).toMatch(/images\/oci-[0-9a-f]{16}\.sqfs$/);
});
