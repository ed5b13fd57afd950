import { numberLimit } from '../limits/limits';
import { textBytes } from '../limits/text-length';
import { rule } from '../rule';
import { OCI_LAUNCH } from '../sources';
import { computers, ownerOf } from '../words';

/** The key under which user data lie among the metadata. */
const KEY_BYTES = 'user_data'.length;

export const ociUserDataTooLong = rule({
  id: 'oci-user-data-too-long',
  level: 'error',
  title: "User data fit into a machine's metadata",
  why: 'A launch with longer metadata is refused. User data count as they are sent, in Base64: a third longer.',
  remedy: 'Shorten software.early: fetch what is long from a bucket instead.',
  source: OCI_LAUNCH,
  example: {
    on: 'Blueprint on OCI',
    bad: "...withPart('machine', 'head-machine', { userData: 'x'.repeat(23_995) })",
    good: "...withPart('machine', 'head-machine', { userData: 'x'.repeat(23_000) })",
  },
  provider: 'oci',
  look(blueprint, catalogue) {
    const limit = numberLimit(catalogue, 'oci.instance.metadata');
    return computers(blueprint).flatMap((part) => {
      const bytes = KEY_BYTES + Math.ceil(textBytes(part.userData) / 3) * 4;
      if (bytes <= limit) return [];
      const message = `the user data have about ${bytes} bytes in Base64; all metadata together have at most ${limit}. Shorten software.early: fetch what is long from a bucket instead.`;
      return [{ property: ownerOf(blueprint, part), message }];
    });
  },
});
