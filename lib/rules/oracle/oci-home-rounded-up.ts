import { memberLimit } from '../limits/limits';
import { rule } from '../rule';
import { OCI_VOLUMES } from '../sources';

const HOME = 'home';

export const ociHomeRoundedUp = rule({
  id: 'oci-home-rounded-up',
  level: 'warning',
  title: 'A volume for /home is as large as it is made',
  why: 'Block Volume makes nothing smaller than 50 GB, and that is what is paid.',
  remedy: 'Give what is made and paid: 50 GiB.',
  source: OCI_VOLUMES,
  example: {
    on: 'HpcCluster on OCI',
    bad: 'home: { size: Size.gibibytes(20) }',
    good: 'home: { size: Size.gibibytes(50) }',
  },
  provider: 'oci',
  look(blueprint, catalogue) {
    const least = memberLimit(catalogue, 'oci.bootVolume.size', 'min');
    return blueprint.partsOf('disk').flatMap(({ id, sizeGiB }) => {
      if (id !== HOME || sizeGiB >= least) return [];
      const message = `given ${sizeGiB} GiB; the smallest volume has ${least} GB, and is made instead. Give ${least} GiB.`;
      return [{ property: `${HOME}.size`, message }];
    });
  },
});
