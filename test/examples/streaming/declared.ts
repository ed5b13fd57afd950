import {
  awsCatalogue,
  type Blueprint,
  declareStreamingWorkers,
  ociCatalogue,
  type StreamingWorkersProps,
} from '../../../lib';
import type { LiveFacts, StreamingFacts, WorkFacts } from '../../../lib/blueprint';
import { bundleText } from '../../support/bundle-text';

/** The declaration of an example on AWS, where the Region is known at deployment only. */
export function onAws(props: StreamingWorkersProps): Blueprint {
  return declareStreamingWorkers(props, { path: 'Example', catalogue: awsCatalogue }).blueprint;
}

export function onOci(props: StreamingWorkersProps): Blueprint {
  return declareStreamingWorkers(props, { path: 'Example', catalogue: ociCatalogue, region: 'eu-frankfurt-1' })
    .blueprint;
}

export function streamingOf({ data }: Blueprint): StreamingFacts {
  const { streaming } = data.facts;
  if (streaming === undefined) throw new Error('the blueprint has no facts of a fleet');
  return streaming;
}

/** What is to be done, of a source that ends. */
export function workOf(blueprint: Blueprint): WorkFacts {
  const { work } = streamingOf(blueprint);
  if (work === undefined) throw new Error('the blueprint has no plan of work');
  return work;
}

export function liveOf(blueprint: Blueprint): LiveFacts {
  const { live } = streamingOf(blueprint);
  if (live === undefined) throw new Error('the blueprint has no plan of a stream');
  return live;
}

/** What nodes are told of the source. */
export function toldOf(blueprint: Blueprint): { readonly [key: string]: unknown } {
  return JSON.parse(bundleText(blueprint, 'stream/declaration.json')) as { readonly [key: string]: unknown };
}

export function latencyOf(blueprint: Blueprint): number {
  const { packetSeconds, pollSeconds, windowSeconds, latenessSeconds } = liveOf(blueprint).latency;
  return packetSeconds + pollSeconds + windowSeconds + latenessSeconds;
}
