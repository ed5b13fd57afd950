import type { Blueprint } from './blueprint';
import type { StreamPart } from './messaging-parts';

/** Streams that the deployment makes: those that exist already are as they are, and no matter of its own. */
export function newStreams(blueprint: Blueprint): StreamPart[] {
  return blueprint.partsOf('stream').filter(({ existingName }) => existingName === undefined);
}
