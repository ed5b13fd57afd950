import type { JsonWithText } from '../../blueprint';
import { cloudOf } from '../../boot';
import type { DesignContext } from '../context';
import type { FleetMachines } from './fleet-facts';
import { usefulNodes } from './fleet-plan';
import type { ArchiveFigures, PlannedSource } from './planned-source';
import type { StreamingWorkersProps } from './props';
import { STREAMING } from './surroundings';
import { BACKOFF, type PlannedWorker } from './worker';

/** The partition of a fleet's workers. */
export const WORKERS = 'workers';

/** A fleet with every default in place. */
export interface PlannedFleet {
  readonly props: StreamingWorkersProps;
  readonly source: PlannedSource;
  readonly worker: PlannedWorker;
  readonly machines: FleetMachines;
  readonly context: DesignContext;
  readonly name: string;
}

/** What programs on nodes are told at synth; `terrane_stream/declaration.py` reads it. */
export function declarationOf({ props, source, worker, name }: PlannedFleet): {
  readonly [key: string]: JsonWithText;
} {
  const { archive } = source;
  const { min = 0, max } = props.workers;
  return {
    format: 1,
    name,
    engine: source.engine,
    source: source.json,
    ...source.more,
    worker: {
      handler: worker.handler,
      threads: worker.threads,
      timeoutSeconds: worker.timeoutSeconds,
      attempts: worker.attempts,
      backoffSeconds: BACKOFF.first,
      backoffMaxSeconds: BACKOFF.most,
    },
    workers: {
      partition: WORKERS,
      min,
      max,
      ...(archive === undefined ? {} : pace(archive, max)),
      ...(props.deadline === undefined ? {} : { deadlineSeconds: props.deadline.toSeconds() }),
    },
    results: { prefix: 'results/' },
  };
}

function pace({ requests, chunksPerNodeSecond, cap }: ArchiveFigures, max: number): { readonly [key: string]: number } {
  const work = { requests, requestsPerNodeSecond: chunksPerNodeSecond, ...(cap === undefined ? {} : { cap }) };
  return { nodeRequestsPerSecond: chunksPerNodeSecond, useful: Math.min(max, usefulNodes(work) ?? max) };
}

/** What they are told at deployment; `terrane_stream/place.py` reads it. */
export function placeOf({ props, source, context }: PlannedFleet): JsonWithText {
  const { places } = cloudOf(context.catalogue.provider);
  return {
    results: places.bucket('results'),
    ...source.place,
    ...(props.alerts === undefined ? {} : { alerts: places.topic(STREAMING.alerts) }),
  };
}
