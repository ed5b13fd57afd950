import type { Blueprint, FleetSizeFacts, WorkFacts } from '../../blueprint';

/** A fleet's finite work, and its largest size. */
export interface FleetWork {
  readonly work: WorkFacts;
  readonly largest: FleetSizeFacts;
  readonly max: number;
}

/** What a fleet has to do, where it is fed by something that ends; nothing for other clusters. */
export function fleetWork(blueprint: Blueprint): FleetWork | undefined {
  const streaming = blueprint.data.facts.streaming;
  const largest = streaming?.work?.fleets.at(-1);
  if (streaming?.work === undefined || largest === undefined) return undefined;
  return { work: streaming.work, largest, max: blueprint.partOf('fleet', streaming.fleet).maxCount };
}
