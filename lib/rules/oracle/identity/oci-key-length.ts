import { heldElsewhere } from '../../rule';
import { KEY } from '../sources';

export const ociKeyLength = heldElsewhere({
  id: 'oci-key-length',
  level: 'error',
  title: 'The length of a key is in bytes, and its algorithm has it',
  why: 'A vault counts in bytes: 256 for AES is refused, and the key that everything else is encrypted with is missing.',
  remedy: 'Give 16, 24 or 32 to AES, 256, 384 or 512 to RSA, 32, 48 or 66 to ECDSA.',
  source: KEY,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new KmsKey(work, 'Own', {
  compartmentId: place.compartmentId,
  displayName: 'own',
  managementEndpoint: 'https://vault-management.kms.eu-frankfurt-1.oraclecloud.com',
  keyShape: { algorithm: 'AES', length: 256 },
});`,
    good: `new KmsKey(work, 'Own', {
  compartmentId: place.compartmentId,
  displayName: 'own',
  managementEndpoint: 'https://vault-management.kms.eu-frankfurt-1.oraclecloud.com',
  keyShape: { algorithm: 'AES', length: 32 },
});`,
  },
});
