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
const SHORTEST_SECONDS = 600;
const MOST_SECONDS = 366 * 24 * 3600;

export function planPolicy(
  { policy = {}, sessions, identity }: NotebookGatewayProps,
  problems: Problems,
): PlannedPolicy {
  problems.onlyKeys('policy', policy, KEYS);
  const bounds = { min: SHORTEST_SECONDS, max: MOST_SECONDS, unit: 'seconds' };
  const longest = policy.longest ?? (sessions.kind === 'gateway' ? 'unlimited' : undefined);
  const sessionsPerUser = problems.integer('policy.sessionsPerUser', policy.sessionsPerUser, { min: 1, max: 10 }, 1);
  const idleSeconds = problems.integer('policy.idle', policy.idle?.toSeconds(), bounds, IDLE_SECONDS);
  const longestSeconds =
    longest === 'unlimited' ? 0 : problems.integer('policy.longest', longest?.toSeconds(), bounds, LONGEST_SECONDS);
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
