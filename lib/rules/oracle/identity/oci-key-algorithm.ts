import { heldElsewhere } from '../../rule';
import { KEY } from '../sources';

export const ociKeyAlgorithm = heldElsewhere({
  id: 'oci-key-algorithm',
  level: 'error',
  title: 'A key is of an algorithm that a vault has',
  why: 'Vaults make keys of AES, RSA and ECDSA; the length is a field of its own, and any other word is refused.',
  remedy: 'Give AES with length 32 for AES-256.',
  source: KEY,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new KmsKey(work, 'Own', {
  compartmentId: place.compartmentId,
  displayName: 'own',
  managementEndpoint: 'https://vault-management.kms.eu-frankfurt-1.oraclecloud.com',
  keyShape: { algorithm: 'AES256', length: 32 },
});`,
    good: `new KmsKey(work, 'Own', {
  compartmentId: place.compartmentId,
  displayName: 'own',
  managementEndpoint: 'https://vault-management.kms.eu-frankfurt-1.oraclecloud.com',
  keyShape: { algorithm: 'AES', length: 32 },
});`,
  },
});
