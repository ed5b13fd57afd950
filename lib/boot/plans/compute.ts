import { cloudOf } from '../clouds';
import { PATHS } from '../paths';
import type { BootPlan, Phase, Step } from '../steps';
import type { ComputeOptions } from './options';
import {
  accessPhase,
  hooksPhase,
  limitsPhase,
  lustrePhase,
  mountsPhase,
  packagesPhase,
  phase,
  scratchPhase,
  secretsPhase,
  softwarePhase,
  threadsPhase,
  usersPhase,
} from './phases';

/**
 * A node of a partition. It finds the head without DNS: at first boot the head's record may not be there yet, and resolvers
 * remember that for minutes. slurmd comes last: from the moment that it registers, jobs may start.
 */
export function computePlan(options: ComputeOptions): BootPlan {
  return {
    role: 'compute',
    packages: options.packages,
    cloud: cloudOf(options.cloud).name,
    phases: [
      identityPhase(options),
      ...packagesPhase(options, 300, ['slurmNode', ...(options.fabric === undefined ? [] : (['fabric'] as const))]),
      ...accessPhase(options),
      ...usersPhase(options),
      ...secretsPhase(),
      ...threadsPhase(options.oneThread, 'compute', options.partition),
      ...scratchPhase(options.scratch, 'compute', options.partition),
      ...lustrePhase(options),
      ...mountsPhase(options, []),
      ...limitsPhase(options, options.fabric !== undefined),
      ...fabricPhase(options),
      ...softwarePhase(options, []),
      ...hooksPhase(options),
      ...(options.services ?? []),
      ...phase('slurmd', 60, [{ kind: 'slurmNode', head: options.head }]),
      ...phase('ready', 30, [options.spot ? SPOT_WATCH : NOTHING_MORE]),
    ],
  };
}

/** Until the head has come up and Slurm asks for the node of a pool: `node-name` waits an hour for it, and half a minute before. */
const POOLED_SECONDS = 3640;

function identityPhase({ head, pooled }: ComputeOptions): Phase {
  const steps: readonly Step[] = [{ kind: 'nodeName' }, { kind: 'headName', fqdn: head }];
  const identity = { name: 'identity', budgetSeconds: 60, steps };
  return pooled === true
    ? { ...identity, budgetSeconds: identity.budgetSeconds + POOLED_SECONDS, heldSeconds: POOLED_SECONDS }
    : identity;
}

function fabricPhase({ fabric, cloud }: ComputeOptions): Phase[] {
  return phase(
    'fabric',
    cloudOf(cloud).fabric.budgetSeconds,
    fabric === undefined ? [] : [{ kind: 'fabric', interfaces: fabric.interfaces }],
  );
}

const SPOT_WATCH: Step = {
  kind: 'unit',
  name: 'terrane-spot-watch',
  description: 'drains this node when the cloud announces to take it back',
  command: `${PATHS.node} spot-watch`,
  runs: 'always',
};

const NOTHING_MORE: Step = { kind: 'service', names: ['slurmd'], action: 'enable' };
