import type { Grant } from '../../blueprint';

/** What there is to be granted. */
export interface GrantNeeds {
  readonly identities: { readonly head: string; readonly login?: string; readonly compute?: string };
  readonly machines: { readonly head: string; readonly login?: string };
  readonly fleets: readonly string[];
  readonly disks: readonly string[];
  readonly buckets: readonly { readonly id: string; readonly access: 'read' | 'readWrite' }[];
  readonly session: boolean;
  /** Whether machines have Slurm's key. */
  readonly scheduler: boolean;
}

export const PARTS = { munge: 'munge', programs: 'programs', document: 'cluster-document', gate: 'head-gate' } as const;

/** One identity a role, with what the role's programs call and nothing else. */
export function clusterGrants(needs: GrantNeeds): Grant[] {
  const { identities, machines } = needs;
  return [
    ...common(identities.head, needs),
    ...(identities.login === undefined ? [] : common(identities.login, needs)),
    ...(identities.compute === undefined ? [] : common(identities.compute, needs)),
    ...needs.fleets.map((on): Grant => ({ to: identities.head, access: 'launch', on })),
    ...needs.disks.map((on): Grant => ({ to: identities.head, access: 'attach', on })),
    { to: identities.head, access: 'signal', on: PARTS.gate },
    ...presence(identities.head, machines.head, needs.session),
    ...(identities.login === undefined || machines.login === undefined
      ? []
      : presence(identities.login, machines.login, needs.session)),
    ...(identities.compute === undefined || needs.fleets[0] === undefined
      ? []
      : presence(identities.compute, needs.fleets[0], needs.session)),
  ];
}

// What every machine reads at boot, and the buckets that its users work with.
function common(to: string, needs: GrantNeeds): Grant[] {
  return [
    ...(needs.scheduler ? [{ to, access: 'read', on: PARTS.munge } as const] : []),
    { to, access: 'read', on: PARTS.programs },
    { to, access: 'read', on: PARTS.document },
    ...needs.buckets.map((bucket): Grant => ({ to, access: bucket.access, on: bucket.id })),
  ];
}

function presence(to: string, on: string, session: boolean): Grant[] {
  return [{ to, access: 'report', on }, ...(session ? [{ to, access: 'session', on } as const] : [])];
}
