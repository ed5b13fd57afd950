import { setTimeout as pause } from 'node:timers/promises';
import type { Control } from '../control/client';
import type { HostState, RehearsalEvent, Status } from '../control/types';
import { RehearsalError } from '../problem';

export interface Watcher {
  /** Every look at the hosts. */
  status?(status: Status): void;
  event?(event: RehearsalEvent): void;
}

const POLL_MS = 400;

/** Looks at a rehearsal until it is told to stop; looks that fail are left out. */
export function watch(control: Control, watcher: Watcher): { stop(): Promise<void> } {
  let stopped = false;
  let seen = 0;
  const look = async (): Promise<void> => {
    const status = await control.status();
    if (!stopped) watcher.status?.(status);
    for (const event of await control.events(seen)) {
      seen = Math.max(seen, event.number);
      watcher.event?.(event);
    }
  };
  const loop = (async () => {
    while (!stopped) {
      await look().catch(() => undefined);
      if (!stopped) await pause(POLL_MS);
    }
    await look().catch(() => undefined);
  })();
  return {
    stop: () => {
      stopped = true;
      return loop;
    },
  };
}

/** Looks until a condition holds. @throws RehearsalError after the given seconds, with the hosts as they are then */
export async function until(
  control: Control,
  what: string,
  holds: (status: Status) => boolean | Promise<boolean>,
  timeoutSeconds: number,
): Promise<Status> {
  const end = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const status = await control.status();
    if (await holds(status)) return status;
    if (Date.now() > end)
      throw new RehearsalError(`${what}: not within ${timeoutSeconds} s. ${status.hosts.map(hostWords).join('; ')}`);
    await pause(POLL_MS / 2);
  }
}

/** Looks that must agree before boots count as over: a host that is ready may launch others. */
const CALM_LOOKS = 4;

/** Waits until no host boots or stops any more. */
export function settled(control: Control, timeoutSeconds: number): Promise<Status> {
  let calm = 0;
  const quiet = ({ hosts }: Status): boolean => {
    calm = hosts.some(isMoving) ? 0 : calm + 1;
    return calm >= CALM_LOOKS;
  };
  return until(control, 'hosts boot', quiet, timeoutSeconds);
}

export function isMoving({ state }: HostState): boolean {
  return state === 'booting' || state === 'stopping';
}

/** e.g. `head (i-0ab…) is booting: mount /home` */
export function hostWords({ name, id, state, stage, reason }: HostState): string {
  const detail = [stage, reason].filter((text) => text !== '' && text !== state).join(', ');
  return `${name} (${id}) is ${state}${detail === '' ? '' : `: ${detail}`}`;
}
