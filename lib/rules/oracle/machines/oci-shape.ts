import { heldElsewhere } from '../../rule';
import { INSTANCE } from '../sources';

export const ociShape = heldElsewhere({
  id: 'oci-shape',
  level: 'error',
  title: 'A native machine has a shape that exists, in a size that the shape has',
  why: 'The cloud refuses the launch in the middle of a deployment: of a name that it does not know, of a flexible shape without a size or beyond its range, of a fixed one with another number of OCPUs.',
  remedy:
    'Give a shape of the catalogue; to a flexible one give shape_config with ocpus and memory_in_gbs in its range.',
  source: INSTANCE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('head') as CoreInstance).shape = 'VM.Standard.E4.Flx';",
    good: "(work.native('head') as CoreInstance).shape = 'VM.Standard.E4.Flex';",
  },
});
