import type { Problems } from '../problems';
import type { NotebookGatewayProps, SessionPolicyProps } from './props';

/** Rules of sessions with their defaults in place. */
export interface PlannedPolicy {
  readonly idleSeconds: number;
  /** 0: no limit. */
  readonly longestSeconds: number;
  readonly sessionsPerUser: number;
}

const KEYS: readonly (keyof SessionPolicyProps)[] = ['idle', 'longest', 'sessionsPerUser'];
/** Of DAG: Munk, Grid of Clouds (2021), l. 2424. */
const IDLE_SECONDS = 2 * 3600;
/** Nodes cost by the hour, and a session that is used by a program is never idle. */
const LONGEST_SECONDS = 24 * 3600;
/** The hub learns every quarter of it that somebody works. */
const SHORTEST_IDLE_SECONDS = 60;
const SHORTEST_SECONDS = 600;
const MOST_SECONDS = 366 * 24 * 3600;

/** @param longestMinutes of sessions on machines, whose placement says it */
export function planPolicy(
  { policy = {}, sessions, identity }: NotebookGatewayProps,
  longestMinutes: number | undefined,
  problems: Problems,
): PlannedPolicy {
  problems.onlyKeys('policy', policy, KEYS);
  const upTo = { max: MOST_SECONDS, unit: 'seconds' };
  const bounds = { ...upTo, min: SHORTEST_SECONDS };
  const longest = policy.longest ?? (sessions.kind === 'gateway' ? 'unlimited' : undefined);
  const sessionsPerUser = problems.integer('policy.sessionsPerUser', policy.sessionsPerUser, { min: 1, max: 10 }, 1);
  const usual = Math.min(IDLE_SECONDS, (longestMinutes ?? Number.POSITIVE_INFINITY) * 60);
  const idleBounds = { ...upTo, min: SHORTEST_IDLE_SECONDS };
  const idleSeconds = problems.integer('policy.idle', policy.idle?.toSeconds(), idleBounds, usual);
  const longestSeconds = longestMinutes === undefined ? longestOf(longest, bounds, problems) : longestMinutes * 60;
  if (longestSeconds > 0 && longestSeconds < idleSeconds)
    problems.error(
      'idle-beyond-longest',
      'policy.idle',
      `a session ends after ${longestSeconds} seconds in any case, before it can be idle for ${idleSeconds}. Give a shorter idle, or a longer longest.`,
    );
  if (identity.kind === 'token' && sessionsPerUser > 1 && sessions.kind === 'gateway')
    problems.error(
      'sessions-of-one',
      'policy.sessionsPerUser',
      'one person on one machine needs one session: its notebooks have kernels of their own. Leave it out.',
    );
  return { idleSeconds, longestSeconds, sessionsPerUser };
}

function longestOf(
  given: SessionPolicyProps['longest'],
  bounds: { min: number; max: number; unit: string },
  problems: Problems,
): number {
  return given === 'unlimited' ? 0 : problems.integer('policy.longest', given?.toSeconds(), bounds, LONGEST_SECONDS);
}
