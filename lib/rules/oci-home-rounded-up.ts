import { memberLimit } from './limits';
import { rule } from './rule';

const HOME = 'home';

export const ociHomeRoundedUp = rule({
  id: 'oci-home-rounded-up',
  level: 'warning',
  title: 'A volume for /home is as large as it is made',
  why: 'Block Volume makes nothing smaller than 50 GB, and that is what is paid.',
  source: 'https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/overview.htm',
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
