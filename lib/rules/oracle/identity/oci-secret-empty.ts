import { heldElsewhere } from '../../rule';
import { SECRET } from '../sources';

export const ociSecretEmpty = heldElsewhere({
  id: 'oci-secret-empty',
  level: 'error',
  title: 'A secret has content, or a vault that makes it',
  why: 'A secret with neither content nor rules to make it by is refused; machines that wait for it at boot would wait in vain.',
  remedy: 'Give secret_content, or enable_auto_generation with a secret_generation_context.',
  source: SECRET,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('munge') as VaultSecret).enableAutoGeneration = false;",
    good: "(work.native('munge') as VaultSecret).enableAutoGeneration = true;",
  },
});
