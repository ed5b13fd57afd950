import type { Rehearsal } from '../../../../lib/testing';

/** A call that a role's policies did not allow. */
export interface Denied {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  /** The instance that called. */
  readonly host: string;
}

/** What is denied while something is done, with what that gives. */
export async function deniedDuring<T>(
  cloud: Rehearsal,
  work: () => Promise<T>,
): Promise<{ readonly denied: readonly Denied[]; readonly outcome: T }> {
  const before = await counts(cloud);
  const outcome = await work();
  const after = await counts(cloud);
  const more = [...after].filter(([key, count]) => count > (before.get(key) ?? 0));
  const denied = more.map(([key]) => JSON.parse(key) as Denied);
  return { denied, outcome };
}

async function counts(cloud: Rehearsal): Promise<ReadonlyMap<string, number>> {
  const { denied } = await cloud.report();
  return new Map(
    denied.map(({ role, action, resource, host, count }) => [
      JSON.stringify({ role, action, resource, host }),
      Number(count),
    ]),
  );
}
