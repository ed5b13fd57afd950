import { heldElsewhere } from '../../rule';
import { REGIONS } from '../sources';

export const ociPlaceRegion = heldElsewhere({
  id: 'oci-place-region',
  level: 'error',
  title: 'A place is in a Region that Oracle Cloud has',
  why: 'Images, prices and endpoints go by the identifier of the Region; under another name there are none, and the provider finds no address to call.',
  remedy: 'Give the identifier, such as eu-frankfurt-1.',
  source: REGIONS,
  example: { on: 'OciPlace', bad: "region: 'eu-frankfrut-1'", good: "region: 'eu-frankfurt-1'" },
});
