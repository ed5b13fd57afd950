export { slurmClientConf, slurmConf } from './conf';
export { DENIED_SLURM_SETTINGS, type DeniedSetting, deniedSettings } from './denied';
export { cgroupConf, gresConf } from './devices';
export {
  MEMORY_PER_CENT,
  nodeRange,
  RESUME_TIMEOUT_SECONDS,
  realMemoryMiB,
  type SlurmGpus,
  type SlurmPartition,
  type SlurmSettings,
  type SlurmVersion,
  SRUN_PORTS,
  SUSPEND_TIMEOUT_SECONDS,
} from './settings';
