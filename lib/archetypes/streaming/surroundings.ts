import type { BootCloud } from '../../boot';
import type { MessagingFacts } from '../../catalogue/cloud-facts';
import type { DesignContext } from '../context';
import { identityOf } from '../hpc/parts';
import type { AlertsProps, WindowProps } from './props';

/** What planners of sources know of the declaration around the source. */
export interface SourceSurroundings {
  readonly name: string;
  readonly context: DesignContext;
  readonly messaging: MessagingFacts;
  /** How programs on nodes are told where things are. */
  readonly places: BootCloud['places'];
  /** Seconds that one piece of work takes at most. */
  readonly timeoutSeconds: number;
  readonly attempts: number;
  readonly threads: number;
  readonly maxWorkers: number;
  readonly window?: WindowProps;
  readonly alerts?: AlertsProps;
  readonly encryptionKey?: string;
}

export const HEAD = identityOf('head');
export const WORKER = identityOf('compute');

/** Ids of the parts that a fleet has beside those of its cluster. */
export const STREAMING = {
  stream: 'stream',
  queue: 'queue',
  alerts: 'alerts',
  leases: 'leases',
  login: 'stream-login',
  source: 'source',
} as const;

export function encrypted({ encryptionKey }: SourceSurroundings): { encryptionKey?: string } {
  return encryptionKey === undefined ? {} : { encryptionKey };
}
