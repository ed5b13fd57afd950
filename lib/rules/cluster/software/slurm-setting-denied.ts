import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const slurmSettingDenied = heldElsewhere({
  id: 'slurm-setting-denied',
  level: 'error',
  title: 'Further settings of Slurm leave alone what the cluster itself sets',
  why: 'Machines find and trust each other by these settings, and nodes come and go by them: another value breaks what relies on it, often at the first launch only.',
  remedy: 'Leave the setting out; the finding says what it belongs to, and which property to use instead.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "slurm: { settings: { SlurmctldHost: 'elsewhere' } }",
    good: "slurm: { settings: { MessageTimeout: '60' } }",
  },
});
