import { memberLimit } from '../limits/limits';
import { rule } from '../rule';
import { OCI_VOLUMES } from '../sources';
import { computers, ownerOf } from '../words';

export const ociVolumeTooLarge = rule({
  id: 'oci-volume-too-large',
  level: 'error',
  title: 'Volumes are no larger than Block Volume makes them',
  why: 'A larger volume is refused, and the deployment or the launch with it.',
  remedy: 'Give less.',
  source: OCI_VOLUMES,
  example: {
    on: 'Blueprint on OCI',
    bad: "...withPart('disk', 'state', { sizeGiB: 32_769 })",
    good: "...withPart('disk', 'state', { sizeGiB: 32_768 })",
  },
  provider: 'oci',
  look(blueprint, catalogue) {
    const most = memberLimit(catalogue, 'oci.bootVolume.size', 'max');
    const disks = blueprint.partsOf('disk').map(({ id, sizeGiB }) => ({ property: `${id}.size`, size: sizeGiB }));
    const roots = computers(blueprint).map((part) => {
      return { property: `${ownerOf(blueprint, part)}.rootSize`, size: part.rootGiB };
    });
    return [...disks, ...roots].flatMap(({ property, size }) => {
      if (size <= most) return [];
      return [{ property, message: `given ${size} GiB; a volume has at most ${most} GB. Give less.` }];
    });
  },
});
