import { formatUsd, microUsd } from '../../reports/money';
import { type CostBelowOptions, priced } from '../cost-below';
import { blueprintOf, type Subject } from '../subject';
import { type Matcher, verdict } from './matcher';

export interface ToCostLessThanOptions {
  readonly usdPerHour: number;
  /** How many nodes run: of the only partition, or of each by its name (others at their max). @default all nodes */
  readonly at?: 'no nodes' | 'static nodes' | 'all nodes' | NonNullable<CostBelowOptions['nodes']>;
  /** Region whose list prices count. @default the blueprint's, else the catalogue's price Region */
  readonly region?: string;
  /** Construct path of the declaration that is meant, where a stack or a folder holds several. */
  readonly of?: string;
}

/** Head, login node and nodes cost less for an hour, by the list prices of the bundled catalogue. */
export const toCostLessThan: Matcher<[ToCostLessThanOptions]> = (
  received,
  { usdPerHour, at = 'all nodes', region, of },
) => {
  const blueprint = blueprintOf(received as Subject, of);
  const { path, facts } = blueprint.data;
  const counts = Object.fromEntries(facts.partitions.map(({ name, min }) => [name, at === 'no nodes' ? 0 : min]));
  const nodes = at === 'all nodes' ? {} : typeof at === 'string' ? counts : at;
  const cost = priced(blueprint, { nodes, ...(region === undefined ? {} : { region }) });
  const limit = microUsd(usdPerHour);
  const running = Object.entries(cost.nodes).map(([name, count]) => `${count} of ${name}`);
  const at_ = running.length === 0 ? '' : ` with nodes ${running.join(', ')}`;
  const found = `${formatUsd(cost.total)} USD an hour (list prices of ${cost.date}, ${cost.region})`;
  return verdict(
    cost.total < limit,
    [
      `expected ${path}${at_} to cost less than ${formatUsd(limit)} USD an hour, but it costs ${found}.`,
      'Lower the max of a partition, choose another machine (anyWith takes the cheapest that fits), or raise the amount.',
    ],
    [`expected ${path}${at_} not to cost less than ${formatUsd(limit)} USD an hour, but it costs ${found}.`],
  );
};
