import type { Image } from './parts';
import { isUnresolved } from './unresolved';

/** What an own image is given by, in words. */
export function ownImageWords({ id, byRegion }: Image): string {
  if (byRegion !== undefined) {
    const regions = Object.keys(byRegion).sort();
    return regions.map((region) => `${byRegion[region]} in ${region}`).join(', ');
  }
  return typeof id === 'string' && !isUnresolved(id) ? id : 'an id that is known at deployment only';
}
