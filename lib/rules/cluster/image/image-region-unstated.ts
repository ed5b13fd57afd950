import { rule } from '../../rule';
import { LANL_2018 } from '../../sources';
import { computers } from '../../words';

export const imageRegionUnstated = rule({
  id: 'image-region-unstated',
  level: 'warning',
  title: 'An image that is named by one id goes to a Region that is known',
  why: 'The id of an image is another one in each Region: deployed elsewhere, the stack fails at its first machine.',
  remedy: 'Give the stack its Region, or image.byRegion in place of image.id.',
  source: LANL_2018,
  provider: 'aws',
  example: {
    on: 'Terraform stack on AWS',
    bad: "new HpcCluster(stack, 'Example', { ...cluster, image: { id: 'ami-0123456789abcdef0' } });",
    good: "new HpcCluster(stack, 'Example', { ...cluster, region: 'us-east-1', image: { id: 'ami-0123456789abcdef0' } });",
  },
  look(blueprint) {
    if (blueprint.data.region !== undefined) return [];
    const ids = computers(blueprint).flatMap(({ image }) => (image.byRegion === undefined ? (image.id ?? []) : []));
    return [...new Set(ids)].map((id) => ({
      property: 'image.id',
      message: `given '${id}', but not the Region that the stack goes to, and ids of images differ from Region to Region. Give the Region, or image: { byRegion: { 'us-east-1': '${id}' } }.`,
    }));
  },
});
