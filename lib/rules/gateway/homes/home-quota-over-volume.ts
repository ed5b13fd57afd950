import { heldElsewhere } from '../../rule';
import { XFS_QUOTA } from '../../sources';

export const homeQuotaOverVolume = heldElsewhere({
  id: 'home-quota-over-volume',
  level: 'error',
  title: 'A quota is smaller than the volume of all homes',
  why: 'One person could fill the volume without ever meeting the limit, and everybody else could save nothing.',
  remedy: 'Give a smaller quota, or a larger home.size.',
  source: XFS_QUOTA,
  example: {
    on: 'NotebookGateway',
    bad: `home: { size: Size.gibibytes(50) },
  homes: { quota: Size.gibibytes(100) }`,
    good: `home: { size: Size.gibibytes(50) },
  homes: { quota: Size.gibibytes(10) }`,
  },
});
