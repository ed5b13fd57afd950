import { cloudOf } from '../clouds';
import type { BootPlan } from '../steps';
import type { LoginOptions } from './options';
import {
  accessPhase,
  hooksPhase,
  limitsPhase,
  lustrePhase,
  mountsPhase,
  packagesPhase,
  phase,
  secretsPhase,
  softwarePhase,
  UPDATE,
  usersPhase,
} from './phases';

/** The head may still be booting: its controller comes up after its packages and volumes. */
const SLURM_BUDGET = 900;

/** A machine for people apart from the head: to edit, compile and submit. */
export function loginPlan(options: LoginOptions): BootPlan {
  const [, ...zone] = options.head.split('.');
  return {
    role: 'login',
    packages: options.packages,
    cloud: cloudOf(options.cloud).name,
    phases: [
      ...phase('identity', 30, [{ kind: 'hostname', name: 'login', fqdn: ['login', ...zone].join('.') }]),
      ...packagesPhase(options, 420, ['slurmClient', 'ssh']),
      ...accessPhase(options),
      ...usersPhase(options),
      ...secretsPhase(),
      ...lustrePhase(options),
      ...mountsPhase(options, []),
      ...limitsPhase(options, false),
      ...phase('slurm', SLURM_BUDGET, [{ kind: 'slurmClient', waitSeconds: SLURM_BUDGET - 60 }]),
      ...softwarePhase(options, options.mpi ? ['mpiDevelopment'] : []),
      ...hooksPhase(options),
      ...(options.services ?? []),
      ...phase('ready', 60, [UPDATE]),
    ],
  };
}
