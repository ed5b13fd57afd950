import type { Blueprint, QueuePart, StreamPart } from '../../blueprint';

type Setting = 'shards' | 'retention' | 'visibility';

/** The author's name for a setting of a stream or a queue: where it feeds a fleet, a setting of the fleet's source. */
export function sourceProperty(blueprint: Blueprint, { id }: StreamPart | QueuePart, setting: Setting): string {
  const { streaming } = blueprint.data.facts;
  if (streaming === undefined) return `${id}.${setting}`;
  return streaming.source.startsWith('SeedLink') ? `source.through.${setting}` : `source.${setting}`;
}
