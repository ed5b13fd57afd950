import type { JsonWithText } from '../../blueprint';
import type { PlannedAccounts } from './accounts';
import type { PlannedBalancer } from './balancer';
import { AUTHORITY } from './directory-settings';
import type { PlannedEntrance } from './entrance';
import type { PlannedEnvironment } from './environment';
import type { PlannedFront } from './front/plan';
import type { PlannedHomes } from './homes';
import type { PlannedMachines } from './machines';
import type { PlannedPolicy } from './policy';
import type { NotebookGatewayProps } from './props';
import type { PlannedRoom, PlannedSize } from './sizes';
import { homesTold, storesTold } from './storage-told';
import type { PlannedStore } from './stores';
import { toldMachines } from './told-machines';
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
  readonly homes: PlannedHomes;
  readonly stores: readonly PlannedStore[];
  /** The cluster that it stands in front of, where that stands by itself. */
  readonly front?: PlannedFront;
  /** Where each session has one of its own. */
  readonly machines?: PlannedMachines;
}

const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory';

/** What programs of the gateway are told; `terrane_hub/declaration.py` reads it. */
export function declarationOf(
  planned: PlannedGateway,
  name: string,
  balancer?: PlannedBalancer,
): { readonly [key: string]: JsonWithText } {
  const { props, identity, policy, accounts } = planned;
  return {
    format: 1,
    name,
    host: props.host,
    identity: identity.told as { readonly [key: string]: JsonWithText },
    accounts: accountsOf(accounts),
    placement: { kind: props.sessions.kind === 'gateway' ? 'gateway' : 'slurm' },
    sizes: planned.sizes.map((size) => sizeOf(size, policy)),
    policy: {
      idleSeconds: policy.idleSeconds,
      maxSeconds: policy.longestSeconds,
      sessionsPerUser: policy.sessionsPerUser,
      sessions: roomForAll(planned),
    },
    homes: homesTold(planned.homes),
    ...storesTold(planned.stores),
    tls: tlsOf(props, balancer),
    ...kernelsOf(planned),
    ...(planned.machines === undefined ? {} : { machines: toldMachines(planned.machines) }),
  };
}

function accountsOf(accounts: PlannedAccounts): JsonWithText {
  const common = { firstUid: accounts.uids.first, lastUid: accounts.uids.last, replace: { ...accounts.replace } };
  if (accounts.kind === 'logins') return { kind: 'login', ...common };
  const { url, startTls, base, bindDn, certificateAuthority, loginAttribute, provision } = accounts;
  return {
    kind: 'directory',
    ...common,
    url,
    startTls,
    base,
    bindDn: bindDn ?? null,
    certificateAuthority: certificateAuthority === undefined ? null : AUTHORITY,
    loginAttribute: loginAttribute ?? null,
    provision:
      provision === undefined
        ? null
        : { ...provision, objectClasses: [...provision.objectClasses], attributes: { ...provision.attributes } },
  };
}

function kernelsOf({ environment, props }: PlannedGateway): { readonly [key: string]: JsonWithText } {
  const { kernels } = environment;
  if (kernels.length === 0) return {};
  return {
    kernels: kernels.map(({ id, name, kind, language, groups, until, gpus, image, sparkMemoryGiB }) => ({
      id,
      name,
      kind,
      language,
      groups: [...groups],
      until: until ?? null,
      gpus,
      image: image ?? null,
      sparkMemoryMiB: sparkMemoryGiB === undefined ? null : Math.floor(sparkMemoryGiB * 1024),
    })),
    sharedFolders: (props.mounts ?? []).map(({ path }) => path),
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
    maxSeconds: shortest(size.longestSeconds ?? longestSeconds, size.room.timeLimitSeconds),
  };
}

// Slurm takes a job that asks for more than its partition gives, and never starts it. 0: no limit.
function shortest(seconds: number, limit: number | undefined): number {
  return limit === undefined || (seconds > 0 && seconds <= limit) ? seconds : limit;
}

/** Sessions that there is room for if all take the size that takes least. */
export function roomForAll({ rooms, sizes }: PlannedGateway): number {
  const most = rooms.map((room) =>
    Math.max(0, ...sizes.filter((size) => size.room === room).map(({ capacity }) => capacity.sessions)),
  );
  return most.reduce((sum, each) => sum + each, 0);
}

function tlsOf({ tls }: NotebookGatewayProps, balancer: PlannedBalancer | undefined): JsonWithText {
  if (tls.kind === 'balancer') return { kind: 'balancer', from: [...(balancer?.sources ?? [])] };
  if (tls.kind === 'certificate') return { kind: 'certificate' };
  return { kind: 'acme', email: tls.email, directory: tls.directory ?? LETS_ENCRYPT };
}
