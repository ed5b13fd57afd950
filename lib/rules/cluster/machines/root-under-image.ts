import { heldElsewhere } from '../../rule';
import { API_BLOCK_DEVICE } from '../sources';

export const rootUnderImage = heldElsewhere({
  id: 'root-under-image',
  level: 'error',
  title: 'Root volumes hold their image',
  why: 'A volume can be larger than the snapshot that it starts from, never smaller: the launch is refused. At Los Alamos both first tries of WRF in the cloud failed for too small a volume (2018).',
  remedy: 'Give rootSize at least what the image takes, or leave it out: it is 50 GiB then.',
  source: API_BLOCK_DEVICE,
  example: {
    on: 'HpcCluster',
    bad: "head: { machine: 'm7i.large', rootSize: Size.gibibytes(4) }",
    good: "head: { machine: 'm7i.large', rootSize: Size.gibibytes(80) }",
  },
});
