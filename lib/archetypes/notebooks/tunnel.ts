import { IDS, type Phase, type Step, type StepOf } from '../../boot';
import type { PlannedGateway } from './told';

/** The account that tunnels of sessions sign in to, by certificates alone. It has no shell, and owns nothing. */
const ACCOUNT = 'terrane-tunnel';

/** Before the gateway's programs are made ready. A password of `*` fits nothing; `!` would lock the account for certificates too. */
export function tunnelSteps({ machines }: PlannedGateway): Step[] {
  if (machines?.tunnel !== true) return [];
  return [
    { kind: 'packages', logical: ['ssh'] },
    { kind: 'systemUser', name: ACCOUNT, id: IDS.tunnel, home: '/nonexistent', folders: [] },
    { kind: 'runProgram', command: ['usermod', '--password', '*', '--shell', '/bin/false', ACCOUNT] },
  ];
}

/** Connections that are there go on when it is started again. */
export function tunnelUnits({ machines }: PlannedGateway, program: string): StepOf<'unit'>[] {
  if (machines?.tunnel !== true) return [];
  return [
    {
      kind: 'unit',
      name: 'terrane-hub-tunnel',
      description: 'ends the tunnels of sessions on their machines',
      command: `${program} tunnel`,
      runs: 'always',
      leavesWorkers: true,
    },
  ];
}

/** On the machines: what opens a tunnel. */
export function nodeTunnelPhases({ machines }: PlannedGateway): Phase[] {
  if (machines?.tunnel !== true) return [];
  return [{ name: 'tunnel', budgetSeconds: 120, steps: [{ kind: 'packages', logical: ['sshClient'] }] }];
}
