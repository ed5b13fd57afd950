import type { FleetSizeFacts, StreamingFacts, WorkFacts } from '../../blueprint';
import type { MachineFacts } from '../../catalogue/facts';
import type { DesignContext } from '../context';
import { type FleetPrice, fleetRow, usefulNodes } from './fleet-plan';
import type { ArchiveFigures, PlannedSource } from './planned-source';
import type { StreamingWorkersProps } from './props';

/** What the fleet's machines are, and what they are paid by. */
export interface FleetMachines {
  readonly head: MachineFacts;
  readonly worker: MachineFacts;
  readonly pricing: 'on-demand' | 'spot';
}

/** What reports and rules are to know of a fleet. */
export function streamingFacts(
  props: StreamingWorkersProps,
  source: PlannedSource,
  machines: FleetMachines,
  context: DesignContext,
  fleet: string,
): StreamingFacts {
  const { archive, live } = source;
  return {
    engine: source.engine,
    source: source.title,
    fleet,
    ...(source.region === undefined ? {} : { sourceRegion: source.region }),
    ...(archive === undefined ? {} : { work: workFacts(props, archive, priceOf(props, machines, context)) }),
    ...(live === undefined ? {} : { live }),
  };
}

function workFacts(props: StreamingWorkersProps, figures: ArchiveFigures, price: FleetPrice | undefined): WorkFacts {
  const { chunks, requests, stationYears, chunksPerNodeSecond, cap, data } = figures;
  const work = { requests, requestsPerNodeSecond: chunksPerNodeSecond, ...(cap === undefined ? {} : { cap }) };
  const useful = usefulNodes(work);
  return {
    pieces: chunks,
    requests,
    requestsPerNodeSecond: chunksPerNodeSecond,
    ...(stationYears === undefined ? {} : { stationYears }),
    ...(cap === undefined ? {} : { cap }),
    ...(useful === undefined ? {} : { usefulNodes: useful }),
    ...(props.deadline === undefined ? {} : { deadlineHours: props.deadline.toSeconds() / 3600 }),
    ...(data === undefined ? {} : { data }),
    fleets: sizes(props, useful).map((nodes) => withStationYears(fleetRow(nodes, work, price), stationYears)),
  };
}

function withStationYears(row: FleetSizeFacts, stationYears: number | undefined): FleetSizeFacts {
  if (row.usd === undefined || stationYears === undefined) return row;
  return { ...row, usdPerStationYear: row.usd / stationYears };
}

function sizes({ workers }: StreamingWorkersProps, useful: number | undefined): number[] {
  const { max, typical } = workers;
  const asked = typical ?? [Math.ceil(max / 4), Math.ceil(max / 2), Math.min(useful ?? max, max)];
  return [...new Set([...asked, max])].filter((nodes) => nodes > 0).sort((a, b) => a - b);
}

// A book of the author's counts where it has both machines: mixed prices would be nobody's.
function priceOf(
  { priceBook }: StreamingWorkersProps,
  { head, worker, pricing }: FleetMachines,
  { catalogue, region }: DesignContext,
): FleetPrice | undefined {
  const where = region ?? catalogue.priceRegion;
  const own = { head: priceBook?.machines[head.name], worker: priceBook?.machines[worker.name] };
  if (own.head !== undefined && own.worker !== undefined)
    return { usdPerHeadHour: own.head, usdPerNodeHour: own.worker };
  const usdPerHeadHour = catalogue.onDemand(head.name, where);
  const usdPerNodeHour =
    pricing === 'spot' ? catalogue.spot(worker.name, where) : catalogue.onDemand(worker.name, where);
  return usdPerHeadHour === undefined || usdPerNodeHour === undefined ? undefined : { usdPerHeadHour, usdPerNodeHour };
}
