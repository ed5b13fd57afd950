import type { JsonWithText } from '../../blueprint';
import type { PlannedAccounts } from './accounts';
import type { PlannedEntrance } from './entrance';
import type { PlannedEnvironment } from './environment';
import type { PlannedPolicy } from './policy';
import type { NotebookGatewayProps } from './props';
import type { PlannedRoom, PlannedSize } from './sizes';
import type { PlannedIdentity } from './who';

/** A gateway with every default in place. */
export interface PlannedGateway {
  readonly props: NotebookGatewayProps;
  readonly identity: PlannedIdentity;
  readonly entrance: PlannedEntrance;
  readonly rooms: readonly PlannedRoom[];
  readonly sizes: readonly PlannedSize[];
  readonly policy: PlannedPolicy;
  readonly accounts: PlannedAccounts;
  readonly environment: PlannedEnvironment;
}

const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory';

/** What programs of the gateway are told; `terrane_hub/declaration.py` reads it. */
export function declarationOf(planned: PlannedGateway, name: string): { readonly [key: string]: JsonWithText } {
  const { props, identity, policy, accounts } = planned;
  return {
    format: 1,
    name,
    host: props.host,
    identity: identity.told as { readonly [key: string]: JsonWithText },
    accounts: { kind: 'login', ...accounts, replace: { ...accounts.replace } },
    placement: { kind: props.sessions.kind === 'gateway' ? 'gateway' : 'slurm' },
    sizes: planned.sizes.map((size) => sizeOf(size, policy)),
    policy: {
      idleSeconds: policy.idleSeconds,
      maxSeconds: policy.longestSeconds,
      sessionsPerUser: policy.sessionsPerUser,
      sessions: roomForAll(planned),
    },
    homes: { quotaGiB: null, shared: null, deleteAfterDays: null },
    tls: tlsOf(props),
  };
}

function sizeOf(size: PlannedSize, { longestSeconds }: PlannedPolicy): JsonWithText {
  return {
    name: size.name,
    cpus: size.cpus,
    memoryMiB: Math.floor(size.memoryGiB * 1024),
    gpus: size.gpus,
    partition: size.room.partition ?? null,
    groups: [...size.groups],
    until: size.until ?? null,
    maxSeconds: size.longestSeconds ?? longestSeconds,
  };
}

/** Sessions that there is room for if all take the size that takes least. */
export function roomForAll({ rooms, sizes }: PlannedGateway): number {
  const most = rooms.map((room) =>
    Math.max(0, ...sizes.filter((size) => size.room === room).map(({ capacity }) => capacity.sessions)),
  );
  return most.reduce((sum, each) => sum + each, 0);
}

function tlsOf({ tls }: NotebookGatewayProps): JsonWithText {
  if (tls.kind === 'certificate') return { kind: 'certificate' };
  return { kind: 'acme', email: tls.email, directory: tls.directory ?? LETS_ENCRYPT };
}
