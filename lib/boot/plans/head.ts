import { cloudOf } from '../clouds';
import { PATHS } from '../paths';
import { nodeRange } from '../slurm/settings';
import type { BootPlan, Phase, Step } from '../steps';
import type { HeadOptions } from './options';
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
  UPDATE,
  usersPhase,
} from './phases';

// The programs' own patience, and a little more: their reason says more than a budget that ran out.
/** A machine that still holds a volume is stopped, by force if need be (450 s), and the volume waited for (540 s). */
const VOLUMES_BUDGET = 1020;
/** The gate may be made after the machine (900 s). */
const SIGNAL_BUDGET = 960;
const NODES_BUDGET = 900;

/** The first machine: it owns the volumes, serves /home if no managed file system does; as the scheduler's it launches the nodes. */
export function headPlan(options: HeadOptions): BootPlan {
  const { scheduler } = options;
  const [host] = options.head.split('.') as [string];
  return {
    role: 'head',
    packages: options.packages,
    cloud: cloudOf(options.cloud).name,
    phases: [
      ...phase('identity', 30, [{ kind: 'hostname', name: host, fqdn: options.head }]),
      ...packagesPhase(
        options,
        420,
        [
          ...(scheduler ? (['slurmController'] as const) : []),
          'ssh',
          'xfs',
          ...(options.exports.length > 0 ? (['nfsServer'] as const) : []),
        ],
        scheduler,
      ),
      ...accessPhase(options),
      ...usersPhase(options),
      ...(scheduler ? secretsPhase() : []),
      ...phase('volumes', VOLUMES_BUDGET, [
        { kind: 'volumes', names: options.volumes },
        { kind: 'hostKeys', folder: `${PATHS.state}/ssh` },
      ]),
      ...phase(
        'exports',
        30,
        options.exports.map((path): Step => ({ kind: 'nfsExport', path, clients: options.network })),
      ),
      ...lustrePhase(options),
      ...mountsPhase(options, [{ kind: 'homes', users: options.users, root: '/home' }]),
      ...limitsPhase(options, false),
      ...scratchPhase(options.scratch, 'head'),
      ...phase('slurm', 60, scheduler ? [{ kind: 'slurmController', state: PATHS.state }] : []),
      ...softwarePhase(options, options.mpi ? ['mpiDevelopment'] : []),
      ...hooksPhase(options),
      ...(options.services ?? []),
      ...phase('upkeep', 30, scheduler ? [RECONCILE, FAREWELL] : []),
      ...nodesPhase(options),
      ...selfTestPhase(options),
      ...phase('ready', SIGNAL_BUDGET, [
        UPDATE,
        SERVER,
        { kind: 'runProgram', command: [PATHS.node, 'signal', 'success'] },
      ]),
    ],
  };
}

const RECONCILE: Step = {
  kind: 'timer',
  name: 'terrane-reconcile',
  description: "keeps the cloud's machines and Slurm's nodes in agreement",
  command: `${PATHS.node} reconcile`,
  everySeconds: 60,
};

// Slurm launched the nodes, so no deployment knows them: left running, they would hold the network that is deleted next.
const FAREWELL: Step = {
  kind: 'unit',
  name: 'terrane-farewell',
  description: 'ends the nodes with their head when the cluster is deleted',
  command: `${PATHS.node} farewell`,
  runs: 'atEnd',
};

// For the timers' sake, and for launches: a job waits for them.
const SERVER: Step = {
  kind: 'unit',
  name: 'terrane-node',
  description: 'keeps the SDK of the cloud at hand for the programs of this machine',
  command: `${PATHS.node} serve`,
  runs: 'always',
  leavesWorkers: true,
};

function nodesPhase({ staticNodes }: HeadOptions): Phase[] {
  const some = staticNodes.filter(({ count }) => count > 0);
  if (some.length === 0) return [];
  const step: Step = {
    kind: 'staticNodes',
    nodes: some.map(({ partition, count }) => nodeRange(partition, 1, count)).join(','),
    count: some.reduce((sum, { count }) => sum + count, 0),
    // The step says itself which nodes are missing, before the budget ends it.
    withinSeconds: NODES_BUDGET - 60,
  };
  return phase('nodes', NODES_BUDGET, [step]);
}

function selfTestPhase({ selfTest }: HeadOptions): Phase[] {
  return phase('self-test', 300, selfTest === undefined ? [] : [{ kind: 'selfTest', ...selfTest }]);
}
