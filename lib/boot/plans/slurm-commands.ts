import { slurmClientConf } from '../slurm';
import type { Phase } from '../steps';
import { SLURM_ACCOUNTS, secretsPhase } from './phases';

/** The cluster may be deployed together with the machine: its controller comes up after its packages and volumes. */
const WAIT_SECONDS = 840;

/**
 * Slurm's commands, for a cluster that the machine is no part of. The cluster document has its key as the secret `munge`.
 *
 * @param cluster Slurm's name of it, and the name under which its head is found
 */
export function slurmCommandsPhase(cluster: { readonly cluster: string; readonly head: string }): Phase {
  const secrets = secretsPhase().flatMap(({ steps }) => steps);
  return {
    name: 'cluster',
    budgetSeconds: WAIT_SECONDS + 300,
    steps: [
      ...SLURM_ACCOUNTS,
      { kind: 'packages', logical: ['munge', 'slurmClient'] },
      ...secrets,
      { kind: 'slurmClient', waitSeconds: WAIT_SECONDS, conf: slurmClientConf(cluster) },
    ],
  };
}
