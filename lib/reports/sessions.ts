import type { Blueprint, NotebookFacts, SessionSizeFacts } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import { HOURS } from './bill/use';
import { costPerHour } from './cost';
import { dollars, type MicroUsd } from './money';
import { tariffsOf } from './tariff';

/** What sessions of a gateway cost by the hour and by the person; `null` where a price is not known. */
export interface SessionCost {
  readonly size: string;
  readonly rows: readonly SessionCostRow[];
  /** All machines of a month over all people, where it was said how many there are. */
  readonly usdPerUserMonth: number | null;
}

export interface SessionCostRow {
  readonly what: 'nobody' | 'usually' | 'all that are expected' | 'as many as fit';
  readonly sessions: number;
  /** Nodes that are there for them; 0 where sessions run on the gateway. */
  readonly nodes: number;
  readonly usdPerHour: number | null;
}

/** By the first tariff: the author's price book, where there is one. Sessions are packed as closely as they go. */
export function sessionCosts(blueprint: Blueprint, catalogue: Catalogue, region?: string): SessionCost[] {
  const { notebooks } = blueprint.data.facts;
  const [tariff] = tariffsOf(blueprint, catalogue, region ?? blueprint.data.region ?? catalogue.priceRegion);
  if (notebooks === undefined || tariff === undefined) return [];
  return notebooks.sizes.map((size) => {
    const perHour = (nodes: number): MicroUsd | undefined =>
      plus(
        costPerHour(blueprint, tariff, ({ fleet, min }) => (fleet === size.part ? nodes : min)),
        // Nodes of a cluster that stands by itself are no part of the blueprint, and come for the sessions all the same.
        notebooks.cluster === undefined || nodes === 0 ? 0 : times(nodes, tariff.perHour(size.machine, 'on-demand')),
      );
    const nodesFor = (sessions: number): number => nodesOf(blueprint, notebooks, size, sessions);
    return {
      size: size.name,
      rows: countsOf(notebooks, size).map(([what, sessions]) => {
        const nodes = nodesFor(sessions);
        return { what, sessions, nodes, usdPerHour: known(perHour(nodes)) };
      }),
      usdPerUserMonth: perUserMonth(blueprint, notebooks, size, perHour),
    };
  });
}

function countsOf({ expected }: NotebookFacts, { sessions }: SessionSizeFacts): [SessionCostRow['what'], number][] {
  return [
    ['nobody', 0],
    ...(expected === undefined
      ? []
      : ([
          ['usually', expected.typical],
          ['all that are expected', Math.min(expected.together, sessions)],
        ] as [SessionCostRow['what'], number][])),
    ['as many as fit', sessions],
  ];
}

function nodesOf(blueprint: Blueprint, { onGateway }: NotebookFacts, size: SessionSizeFacts, sessions: number): number {
  if (onGateway) return 0;
  const needed = size.perMachine === 0 ? 0 : Math.ceil(sessions / size.perMachine);
  return Math.max(minOf(blueprint, size), needed);
}

function minOf({ data }: Blueprint, { part }: SessionSizeFacts): number {
  return data.facts.partitions.find(({ fleet }) => fleet === part)?.min ?? 0;
}

// The gateway is there all month; nodes for the hours that people are, if they sit closely.
function perUserMonth(
  blueprint: Blueprint,
  { expected, onGateway }: NotebookFacts,
  size: SessionSizeFacts,
  perHour: (nodes: number) => MicroUsd | undefined,
): number | null {
  const [without, withOne] = [perHour(0), perHour(1)];
  if (expected === undefined || without === undefined || withOne === undefined) return null;
  const wanted =
    onGateway || size.perMachine === 0 ? 0 : (expected.users * expected.hoursPerUserMonth) / size.perMachine;
  const nodeHours = Math.max(wanted, minOf(blueprint, size) * HOURS);
  return known(Math.round((without * HOURS + (withOne - without) * nodeHours) / expected.users));
}

function plus(one: MicroUsd | undefined, other: MicroUsd | undefined): MicroUsd | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

function times(count: number, each: MicroUsd | undefined): MicroUsd | undefined {
  return each === undefined ? undefined : count * each;
}

function known(amount: MicroUsd | undefined): number | null {
  return amount === undefined ? null : dollars(amount);
}
