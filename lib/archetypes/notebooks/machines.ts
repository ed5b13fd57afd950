import type { MachineFacts } from '../../catalogue/facts';
import { Duration, type Size } from '../../units';
import { isDay } from '../../units/day';
import type { DesignContext } from '../context';
import { checkElsewhere } from '../hpc/elsewhere';
import { chooseMachine } from '../hpc/machines';
import type { MachineChoice, PartitionProps } from '../hpc/props';
import { Problems } from '../problems';
import { checkGroups } from './groups';
import { type Asked, cheapestFirst, hasAll, wordsOf } from './offers';
import type { MachineOfferProps, MachineRequestProps, MachinesNetworkProps, OnMachinesProps } from './placement';
import type { NotebookGatewayProps } from './props';

/** A kind of machine that sessions may have, with its defaults in place. */
export interface PlannedOffer {
  /** Also that of the partition whose nodes the machines are. */
  readonly name: string;
  /** As the author gave it. */
  readonly choice: MachineChoice;
  readonly machine: MachineFacts;
  readonly max: number;
  readonly pricing: 'on-demand' | 'spot';
  readonly groups: readonly string[];
  readonly until?: string;
  readonly rootSize?: Size;
  /** By the author's price book, else by the catalogue; absent where neither knows it. */
  readonly usdPerHour?: number;
  /** What it is compared by: the same, or where it is not known that of the Region whose prices are known best. */
  readonly comparedUsd?: number;
}

/** Sessions on machines of their own, with every default in place. */
export interface PlannedMachines {
  /** The cheapest first. */
  readonly offers: readonly PlannedOffer[];
  readonly request: Asked & { readonly minutes: number };
  readonly longestMinutes: number;
  readonly tunnel: boolean;
  readonly network?: MachinesNetworkProps;
}

const OFFER_KEYS: readonly (keyof MachineOfferProps)[] = ['machine', 'max', 'pricing', 'groups', 'until', 'rootSize'];
const REQUEST_KEYS: readonly (keyof MachineRequestProps)[] = ['cores', 'memoryGiB', 'gpus', 'minutes'];
const LONGEST = Duration.hours(8);
const MOST_MINUTES = 31 * 24 * 60;
/** Munk, Grid of Clouds (2021), l. 1355-1363. */
const USUAL = { cores: 1, memoryGiB: 1, gpus: 1, minutes: 120 };
const MOST = { cores: 1024, memoryGiB: 32_768, gpus: 64 };

export function planMachines(
  props: NotebookGatewayProps,
  sessions: OnMachinesProps,
  context: DesignContext,
  problems: Problems,
): PlannedMachines {
  if (props.sizes !== undefined)
    problems.error(
      'sizes-of-machines',
      'sizes',
      'a session has a whole machine: how large it is, people ask for. Leave sizes out, and give sessions.offers.',
    );
  if (props.policy?.longest !== undefined)
    problems.error(
      'longest-of-machines',
      'policy.longest',
      'people ask for minutes, of which sessions.longest is the most. Leave it out.',
    );
  const offers = Object.entries(sessions.offers).map(([name, offer]) =>
    planOffer(name, offer, props, context, problems),
  );
  if (offers.length === 0)
    problems.error('offers-none', 'sessions.offers', 'a session needs a machine, and none is offered. Give one.');
  const longestMinutes = planLongest(sessions.longest, problems);
  const tunnel = problems.oneOf('sessions.tunnel', sessions.tunnel, ['ssh', 'none'], 'ssh') === 'ssh';
  if (sessions.network !== undefined) planNetwork(sessions.network, tunnel, props, problems);
  return {
    offers: cheapestFirst(offers),
    request: planRequest(sessions.request ?? {}, offers, longestMinutes, problems),
    longestMinutes,
    tunnel,
    ...(sessions.network === undefined ? {} : { network: sessions.network }),
  };
}

function planOffer(
  name: string,
  offer: MachineOfferProps,
  props: NotebookGatewayProps,
  context: DesignContext,
  problems: Problems,
): PlannedOffer {
  const at = `sessions.offers.${name}`;
  problems.onlyKeys(at, offer, OFFER_KEYS);
  if (offer.until !== undefined && !isDay(offer.until))
    problems.error('day-form', `${at}.until`, `given '${offer.until}'; a day is written as 2027-06-30.`);
  checkGroups('size-groups-alone', `${at}.groups`, offer.groups, props.identity, problems);
  // What is wrong with a machine's name, its number or its price is told where the cluster is planned.
  const machine = chooseMachine(offer.machine, '', context, new Problems(context.path));
  const pricing = offer.pricing ?? 'on-demand';
  const price = priceOf(machine.name, pricing, props, context);
  const { region: _, ...anywhere } = context;
  const compared = price ?? priceOf(machine.name, pricing, props, anywhere);
  return {
    name,
    choice: offer.machine,
    machine,
    max: offer.max,
    pricing,
    groups: offer.groups ?? [],
    ...(offer.until === undefined ? {} : { until: offer.until }),
    ...(offer.rootSize === undefined ? {} : { rootSize: offer.rootSize }),
    ...(price === undefined ? {} : { usdPerHour: price }),
    ...(compared === undefined ? {} : { comparedUsd: compared }),
  };
}

function priceOf(
  machine: string,
  pricing: 'on-demand' | 'spot',
  { priceBook }: NotebookGatewayProps,
  { catalogue, region = catalogue.priceRegion }: DesignContext,
): number | undefined {
  return pricing === 'spot'
    ? catalogue.spot(machine, region)
    : (priceBook?.machines[machine] ?? catalogue.onDemand(machine, region));
}

function planLongest(given: Duration | undefined, problems: Problems): number {
  const property = 'sessions.longest';
  if (!problems.known(property, given)) return LONGEST.toMinutes();
  const minutes = given.toSeconds() / 60;
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES) return minutes;
  problems.error(
    'number-out-of-range',
    property,
    `given ${given}; allowed are whole minutes from 1 to ${MOST_MINUTES} (31 days).`,
  );
  return LONGEST.toMinutes();
}

function planRequest(
  given: MachineRequestProps,
  offers: readonly PlannedOffer[],
  longestMinutes: number,
  problems: Problems,
): PlannedMachines['request'] {
  const at = (key: string): string => `sessions.request.${key}`;
  problems.onlyKeys('sessions.request', given, REQUEST_KEYS);
  const whole = (key: 'cores' | 'memoryGiB' | 'gpus', least: number, usual: number): number =>
    problems.integer(at(key), given[key], { min: least, max: MOST[key] }, usual);
  const some = offers.some(({ machine }) => machine.gpus !== undefined);
  const request = {
    cores: whole('cores', 1, USUAL.cores),
    memoryGiB: whole('memoryGiB', 1, USUAL.memoryGiB),
    gpus: whole('gpus', 0, some ? USUAL.gpus : 0),
    minutes: problems.integer(
      at('minutes'),
      given.minutes,
      { min: 1, max: longestMinutes, unit: 'minutes' },
      Math.min(USUAL.minutes, longestMinutes),
    ),
  };
  if (offers.length > 0 && !offers.some((offer) => hasAll(offer, request)))
    problems.error(
      'request-too-large',
      'sessions.request',
      `proposes ${request.cores} cores, ${request.memoryGiB} GiB and ${request.gpus} GPUs, and no machine that is offered has them: ${offers.map(wordsOf).join('; ')}. Propose less, or offer a larger machine.`,
    );
  return request;
}

function planNetwork(
  network: MachinesNetworkProps,
  tunnel: boolean,
  { network: own, home }: NotebookGatewayProps,
  problems: Problems,
): void {
  if (!tunnel)
    problems.error(
      'untunnelled',
      'sessions.tunnel',
      `given 'none', but the machines are in another network (${network.id}), and what somebody types and reads would cross it in the clear. Leave tunnel out, or network.`,
    );
  checkElsewhere(network, own, home, 'sessions.network', problems);
}

/** The partitions whose nodes the machines are. A machine goes home a minute after its session at the latest. */
export function machinePartitions({ offers, longestMinutes }: PlannedMachines): {
  readonly [name: string]: PartitionProps;
} {
  return Object.fromEntries(
    offers.map(({ name, choice, machine, max, pricing, rootSize }) => [
      name,
      {
        machine: choice,
        max,
        pricing,
        idle: Duration.minutes(1),
        threadsPerCore: machine.threadsPerCore,
        timeLimit: Duration.minutes(longestMinutes),
        ...(rootSize === undefined ? {} : { rootSize }),
      },
    ]),
  );
}
