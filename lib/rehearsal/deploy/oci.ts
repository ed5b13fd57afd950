import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { OCI_CLIENTS } from './oci-clients';

/** What the provider reads from its surroundings although its block says otherwise: https://docs.oracle.com/en-us/iaas/Content/dev/terraform/configuring.htm */
const LEFT_OUT = /^(OCI_.*|(TF_VAR_)?(private_key_password|config_file_profile|CLIENT_HOST_OVERRIDES))$/;
/** Nothing listens there: a call that was not turned to the rehearsal fails at once, and never leaves this machine. */
const NOWHERE = 'http://127.0.0.1:9';

/** Variables of Terraform's own run where a configuration uses OCI. */
export function ociEnvironment(
  endpoint: string,
  folder: string,
  own: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const cleared = Object.keys(own).filter((name) => LEFT_OUT.test(name));
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  return {
    ...Object.fromEntries(cleared.map((name) => [name, undefined])),
    CLIENT_HOST_OVERRIDES: OCI_CLIENTS.map((client) => `${client}=${endpoint}`).join(';'),
    // The provider would fall back to ~/.oci/config, and Terraform's own settings lie at home as well.
    HOME: home,
    ...terraformSettings(own),
    HTTPS_PROXY: NOWHERE,
    https_proxy: NOWHERE,
  };
}

function terraformSettings(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const file = join(own['HOME'] ?? homedir(), '.terraformrc');
  return own['TF_CLI_CONFIG_FILE'] !== undefined || !existsSync(file) ? {} : { TF_CLI_CONFIG_FILE: file };
}

/**
 * What the provider is told wherever it is configured. The key is one of the deployment's own: the rehearsal asks for no
 * true signature.
 */
export function ociSettings(folder: string): object {
  return {
    auth: 'ApiKey',
    user_ocid: 'ocid1.user.oc1..rehearsal',
    fingerprint: '00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00',
    private_key: keyIn(folder),
    private_key_path: null,
    private_key_password: null,
    config_file_profile: null,
    // They last for minutes.
    disable_auto_retries: true,
  };
}

/** Where no block names a tenancy. */
export const OCI_TENANCY = { tenancy_ocid: 'ocid1.tenancy.oc1..rehearsal' };

function keyIn(folder: string): string {
  const file = join(folder, 'oci-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    writeFileSync(file, privateKey, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
