import { heldElsewhere } from '../../rule';
import { EXTRAUSERS } from '../sources';

export const notebooksNeedApt = heldElsewhere({
  id: 'notebooks-need-apt',
  level: 'error',
  title: 'A cluster for gateways boots a distribution that has the accounts of their people',
  why: 'People of a gateway are accounts of every machine by way of libnss-extrausers, a module that Debian and Ubuntu have: without it Slurm starts no session, for it does not know the user.',
  remedy: "Leave image out, or give image: { distribution: 'ubuntu-24.04' }.",
  source: EXTRAUSERS,
  example: {
    on: 'HpcCluster on OCI',
    bad: `notebooks: true,
image: { distribution: 'oracle-linux-9' }`,
    good: `notebooks: true,
image: { distribution: 'ubuntu-24.04' }`,
  },
});
