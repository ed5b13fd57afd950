import type { Metered, RunFacts, UsageFacts, Used } from '../../blueprint/usage';
import { TRAFFIC_METERS } from '../../blueprint/usage';
import { didYouMean } from '../../errors';
import type { Problems } from '../problems';
import { amountsOf, rangeOf } from './amounts';
import type { NodesUsage, RunUsage, UsageProps } from './props';

/** What usage must know of a partition. */
interface Partition {
  readonly name: string;
  readonly max: number;
}

const AMOUNTS = [...TRAFFIC_METERS, 'parts'];
const KEYS = ['deployed', 'nodes', 'runs', ...AMOUNTS];
const RUN_KEYS = ['partition', 'nodes', 'hours', 'extraNodeHours', 'perMonth', ...AMOUNTS];
const HOURS_OF_A_MONTH = 730;
const MOST_RUNS_A_MONTH = 100_000;

/** What an author says of use, with every default in place. Whether the parts exist is a rule's to say: they come later. */
export function planUsage(
  usage: UsageProps | undefined,
  partitions: readonly Partition[],
  problems: Problems,
): UsageFacts | undefined {
  if (usage === undefined) return undefined;
  problems.onlyKeys('usage', usage, KEYS);
  const deployed = hoursOf('usage.deployed', usage.deployed, problems);
  if (deployed === 0)
    problems.error('usage-range-wrong', 'usage.deployed', 'given 0 hours; leave it out for all month.');
  const nodes = Object.entries(usage.nodes ?? {}).flatMap(([name, given]) => {
    const partition = partitionOf(`usage.nodes.${name}`, name, partitions, problems);
    return partition === undefined ? [] : [[name, nodesFacts(given, partition, problems)] as const];
  });
  const runs = Object.entries(usage.runs ?? {}).flatMap(([name, given]) => {
    const run = runFacts(`usage.runs.${name}`, given, partitions, problems);
    return run === undefined ? [] : [[name, run] as const];
  });
  const amounts = amountsOf('usage', usage, problems);
  return {
    ...(deployed === undefined ? {} : { deployedHours: deployed }),
    ...(nodes.length === 0 ? {} : { nodes: Object.fromEntries(nodes) }),
    ...(runs.length === 0 ? {} : { runs: Object.fromEntries(runs) }),
    ...withAmounts(amounts),
  };
}

function withAmounts(amounts: Metered): { readonly amounts?: Metered } {
  return Object.keys(amounts).length === 0 ? {} : { amounts };
}

function nodesFacts({ nodes, hours, ...more }: NodesUsage, partition: Partition, problems: Problems) {
  const at = `usage.nodes.${partition.name}`;
  problems.onlyKeys(at, more, []);
  return {
    nodes: problems.integer(`${at}.nodes`, nodes, { min: 1, max: partition.max, unit: 'nodes' }, 1),
    hours: hoursOf(`${at}.hours`, hours, problems) ?? 0,
  };
}

function runFacts(
  at: string,
  run: RunUsage,
  partitions: readonly Partition[],
  problems: Problems,
): RunFacts | undefined {
  problems.onlyKeys(at, run, RUN_KEYS);
  const [only] = partitions;
  if (run.partition === undefined && partitions.length !== 1) {
    problems.error(
      'usage-run-without-partition',
      `${at}.partition`,
      `there are ${partitions.length} partitions${partitions.length === 0 ? '' : ` (${names(partitions)})`}, so a run names its own. Give partition.`,
    );
    return undefined;
  }
  const partition = partitionOf(`${at}.partition`, run.partition ?? (only?.name as string), partitions, problems);
  if (partition === undefined) return undefined;
  const [nodes, hours] = [counted(`${at}.nodes`, run.nodes, partition, problems), hoursRange(at, run.hours, problems)];
  if (run.perMonth !== undefined)
    problems.integer(`${at}.perMonth`, run.perMonth, { min: 1, max: MOST_RUNS_A_MONTH, unit: 'runs' }, 1);
  return {
    partition: partition.name,
    nodes,
    hours,
    extraNodeHours: rangeOf(`${at}.extraNodeHours`, run.extraNodeHours ?? 0, problems).typical,
    ...(run.perMonth === undefined ? {} : { perMonth: run.perMonth }),
    ...withAmounts(amountsOf(at, run, problems)),
  };
}

function counted(at: string, nodes: RunUsage['nodes'], { max }: Partition, problems: Problems): Used {
  const range = rangeOf(at, nodes, problems);
  const allowed = { min: 1, max, unit: 'nodes' };
  return {
    typical: problems.integer(at, range.typical, allowed, 1),
    max: range.max === range.typical ? range.typical : problems.integer(`${at}.max`, range.max, allowed, 1),
  };
}

function hoursRange(at: string, hours: RunUsage['hours'], problems: Problems): Used {
  if (!problems.known(`${at}.hours`, hours)) return { typical: 0, max: 0 };
  const given = 'typical' in hours ? hours : { typical: hours, max: hours };
  return rangeOf(
    `${at}.hours`,
    { typical: given.typical.toSeconds() / 3600, max: given.max.toSeconds() / 3600 },
    problems,
  );
}

function hoursOf(property: string, duration: UsageProps['deployed'], problems: Problems): number | undefined {
  if (!problems.known(property, duration)) return undefined;
  const hours = duration.toSeconds() / 3600;
  if (hours <= HOURS_OF_A_MONTH) return hours;
  problems.error(
    'number-out-of-range',
    property,
    `given ${duration}; a month has ${HOURS_OF_A_MONTH} hours here, as providers count them. Give less, or leave it out for all month.`,
  );
  return HOURS_OF_A_MONTH;
}

function partitionOf(
  property: string,
  name: string,
  partitions: readonly Partition[],
  problems: Problems,
): Partition | undefined {
  const found = partitions.find((partition) => partition.name === name);
  if (found !== undefined) return found;
  const all = partitions.length === 0 ? 'there is none' : `there are ${names(partitions)}`;
  problems.error(
    'usage-partition-unknown',
    property,
    `no partition '${name}'; ${all}.${didYouMean(
      name,
      partitions.map((each) => each.name),
    )}`,
  );
  return undefined;
}

function names(partitions: readonly Partition[]): string {
  return partitions.map(({ name }) => name).join(', ');
}
