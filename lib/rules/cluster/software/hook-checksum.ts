import { heldElsewhere } from '../../rule';
import { SHA256SUM } from '../sources';

export const hookChecksum = heldElsewhere({
  id: 'hook-checksum',
  level: 'error',
  title: 'Hooks have the SHA-256 of their script',
  why: 'A script that differs from its checksum is not run, and ends the boot: a checksum of another form fits no script at all.',
  remedy: 'Give the 64 lower-case hexadecimal digits that sha256sum prints of the file.',
  source: SHA256SUM,
  example: {
    on: 'HpcCluster',
    bad: "head: { machine: 'm7i.large', hook: { uri: 'https://example.org/tune.sh', sha256: 'abc' } }",
    good: "head: { machine: 'm7i.large', hook: { uri: 'https://example.org/tune.sh', sha256: 'a'.repeat(64) } }",
  },
});
