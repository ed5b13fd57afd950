import { Fn } from 'cdktf';
import { VaultSecret } from 'terrane/oci/vault-secret';
import { nameOf } from '../../shared/names';
import { keep } from '../../terraform/retain';
import type { Renderer } from '../rendering';

/**
 * A secret that the vault makes by itself: 1,024 random bits, of which machines see the Base64 text. Neither the plan nor the
 * state ever holds it. Of a secret of letters and digits the vault makes 30 characters at most, fewer than a MUNGE key needs.
 * https://docs.oracle.com/en-us/iaas/Content/secret-management/Tasks/generate-secrets.htm
 */
export const renderSecret: Renderer<'secret'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) return { resources: [], attributes: { id: () => rendering.text(existingId, part) } };
  const { vault } = rendering;
  const secret = new VaultSecret(rendering.home(part), 'Resource', {
    compartmentId: rendering.compartmentId,
    vaultId: vault.id,
    keyId: rendering.key(part) ?? vault.keyId,
    // A deleted secret keeps its name for days, in a vault of the institution: a fixed one would stand in the way of the next
    // deployment. An OCID ends with what is its own.
    secretName: `terrane-${nameOf(rendering.blueprint, part)}-${Fn.substr(rendering.store.resource.bucketId, -12, 12)}`,
    description: part.description,
    enableAutoGeneration: true,
    secretGenerationContext: { generationType: 'BYTES', generationTemplate: 'BYTES_1024' },
    freeformTags: rendering.freeform(),
    ...keep(part),
  });
  return { native: secret, resources: [...vault.resources, secret], attributes: { id: () => secret.id } };
};
