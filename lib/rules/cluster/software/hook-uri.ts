import { heldElsewhere } from '../../rule';
import { S3_CP } from '../sources';

export const hookUri = heldElsewhere({
  id: 'hook-uri',
  level: 'error',
  title: "Hooks are fetched over TLS, or from the cloud's object store",
  why: 'A hook runs as root: over plain HTTP anybody on the way could stop the boot by changing it, and other schemes have no program that fetches them.',
  remedy: 'Give https://host/path, or s3://bucket/key (on Oracle Cloud oci://bucket/key).',
  source: S3_CP,
  example: {
    on: 'HpcCluster',
    bad: "head: { machine: 'm7i.large', hook: { uri: 'http://example.org/tune.sh', sha256: 'a'.repeat(64) } }",
    good: "head: { machine: 'm7i.large', hook: { uri: 'https://example.org/tune.sh', sha256: 'a'.repeat(64) } }",
  },
});
