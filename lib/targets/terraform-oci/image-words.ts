import { isUnresolved, type MachineShape, ownImageWords } from '../../blueprint';
import type { OciPlace } from './place';

/** In words: the OCID of a machine's image, its own or the platform image that the place names. */
export function imageWords({ image }: MachineShape, { region, images }: OciPlace): string {
  const platform = images?.[image.distribution];
  if (image.distribution === 'own' || platform === undefined) return ownImageWords(image);
  return isUnresolved(platform) ? 'an OCID that is known at deployment only' : `${platform} in ${region}`;
}
