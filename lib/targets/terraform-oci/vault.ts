import type { TerraformResource } from 'cdktf';
import { KmsKey } from 'terrane/oci/kms-key';
import { KmsVault } from 'terrane/oci/kms-vault';
import type { Rendering } from './rendering';

/** The vault that secrets lie in. */
export interface SecretVault {
  readonly id: string;
  readonly keyId: string;
  readonly resources: readonly TerraformResource[];
}

/** AES of 256 bits: the length is in bytes. */
const KEY_BYTES = 32;

/**
 * The institution's vault, or one of the cluster's own: in shared hardware, with a key that software protects, neither of which
 * costs anything. A vault that is deleted waits for at least seven days; a tenancy has a limited number of them.
 * https://docs.oracle.com/en-us/iaas/Content/KeyManagement/Concepts/keyoverview.htm
 */
export function vaultOf(rendering: Rendering): SecretVault {
  const { vault } = rendering.location;
  if (vault !== undefined) return { id: vault.id, keyId: vault.keyId, resources: [] };
  const common = { compartmentId: rendering.compartmentId, freeformTags: rendering.freeform() };
  const displayName = `terrane-${rendering.blueprint.data.name}`;
  const own = new KmsVault(rendering.commons, 'Vault', { ...common, displayName, vaultType: 'DEFAULT' });
  const key = new KmsKey(rendering.commons, 'VaultKey', {
    ...common,
    displayName,
    managementEndpoint: own.managementEndpoint,
    protectionMode: 'SOFTWARE',
    keyShape: { algorithm: 'AES', length: KEY_BYTES },
  });
  return { id: own.id, keyId: key.id, resources: [own, key] };
}
