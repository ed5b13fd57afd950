import { frankfurt } from '../../../examples/oci-cluster/place';

const { availabilityDomains, images, services } = frankfurt;

/** The facts of examples/oci-cluster/place.ts, as a hand-written app has them: constants. */
export const PLACE = {
  ...frankfurt,
  zone: availabilityDomains[0] ?? '',
  image: images?.['oracle-linux-9'] ?? '',
  services: { id: services?.id ?? '', label: services?.label ?? '' },
};

/** What nearly every resource has. */
export const COMMON = { compartmentId: PLACE.compartmentId, freeformTags: {} };

export function named(cluster: string, id: string) {
  return { ...COMMON, displayName: `${cluster}-${id}` };
}
