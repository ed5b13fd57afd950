import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const slurmSettingForm = heldElsewhere({
  id: 'slurm-setting-form',
  level: 'error',
  title: 'A setting of Slurm is one word and one line',
  why: 'Each becomes a line of slurm.conf: a second line would be a setting of its own, which nobody has checked, and what follows a # is a comment.',
  remedy: 'Give each setting by its name, and its value without line breaks and #.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "slurm: { settings: { DebugFlags: 'Power\\nAuthType=auth/none' } }",
    good: "slurm: { settings: { DebugFlags: 'Power' } }",
  },
});
