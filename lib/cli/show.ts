import {
  type CostReport,
  capacityReport,
  contentReport,
  costReport,
  homesCost,
  quotaReport,
  sessionCosts,
} from '../reports';
import { reviewBlueprint } from '../rules';
import type { Found } from './find';
import { catalogueOf, load } from './load';
import { EXIT, type Surroundings } from './streams';
import { summary } from './summary';

export interface ShowOptions {
  readonly json?: boolean;
  /** Further node counts. */
  readonly nodes?: readonly number[];
  readonly region?: string;
}

/** What is in every blueprint, what it costs and needs, and where its templates lie. */
export async function show(
  folder: string | undefined,
  options: ShowOptions,
  surroundings: Surroundings,
): Promise<number> {
  const found = await load(folder, surroundings);
  const shown = found.map((each) => reports(each, options));
  for (const { cost, content } of shown) complain(content.path, cost, options, surroundings);
  if (options.json === true) surroundings.out(`${JSON.stringify({ blueprints: shown }, null, 2)}\n`);
  else surroundings.out(shown.map(summary).join('\n\n'));
  return EXIT.fine;
}

export type Shown = ReturnType<typeof reports>;

function reports(found: Found, { nodes, region }: ShowOptions) {
  const { blueprint, places } = found;
  const catalogue = catalogueOf(found);
  const { findings, acknowledged } = reviewBlueprint(blueprint, catalogue);
  return {
    content: contentReport(blueprint),
    capacity: capacityReport(blueprint),
    cost: costReport(blueprint, catalogue, {
      ...(nodes === undefined ? {} : { nodes }),
      ...(region === undefined ? {} : { region }),
    }),
    quota: quotaReport(blueprint),
    /** As the blueprint has it; nothing where no source feeds the cluster. */
    streaming: blueprint.data.facts.streaming,
    /** As the blueprint has it; nothing where it is no gateway to notebooks. */
    notebooks: blueprint.data.facts.notebooks,
    ...(blueprint.data.facts.notebooks === undefined ? {} : { sessions: sessionCosts(blueprint, catalogue, region) }),
    homes: homesCost(blueprint, catalogue, region),
    findings,
    acknowledged: acknowledged.map(({ finding, reason }) => ({ ...finding, reason })),
    places,
  };
}

// What was asked for and cannot be answered is said, not left out in silence.
function complain(path: string, cost: CostReport, { nodes = [] }: ShowOptions, { err }: Surroundings): void {
  const most = Math.max(0, ...(cost.tariffs[0]?.partitions ?? []).flatMap(({ rows }) => rows.map((row) => row.nodes)));
  const beyond = nodes.filter((count) => count > most);
  if (beyond.length > 0) err(`${path}: no partition may have ${beyond.join(', ')} nodes; the largest max is ${most}\n`);
}
