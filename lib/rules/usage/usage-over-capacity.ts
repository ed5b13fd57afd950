import { rule } from '../rule';
import { EC2_PRICES } from '../sources';

/** Hours in a month, as providers count them in their price examples. */
const HOURS = 730;

export const usageOverCapacity = rule({
  id: 'usage-over-capacity',
  level: 'error',
  title: 'A partition can run as many node-hours as its usage states',
  why: 'Runs and hours that do not fit into a month make a typical month dearer than one in which all nodes run all the time.',
  remedy: 'State fewer nodes or hours, give the partition a larger max, or say that it is deployed for longer.',
  source: EC2_PRICES,
  example: {
    on: 'HpcCluster',
    bad: 'usage: { runs: { surge: { nodes: 4, hours: Duration.hours(100), perMonth: 8 } } }',
    good: 'usage: { runs: { surge: { nodes: 4, hours: Duration.hours(10), perMonth: 8 } } }',
  },
  look(blueprint) {
    const { usage, partitions } = blueprint.data.facts;
    if (usage === undefined) return [];
    const month = usage.deployedHours ?? HOURS;
    return partitions.flatMap(({ name, max }) => {
      const nodes = usage.nodes?.[name];
      const runs = Object.values(usage.runs ?? {}).filter(({ partition }) => partition === name);
      const stated = runs.reduce(
        (sum, run) => sum + (run.perMonth ?? 0) * (run.nodes.typical * run.hours.typical + run.extraNodeHours),
        (nodes?.nodes ?? 0) * (nodes?.hours ?? 0),
      );
      if (stated <= max * month) return [];
      const message = `${Math.ceil(stated)} node-hours a month are stated for the partition '${name}', but its ${max} node${max === 1 ? '' : 's'} have ${max * month} in the ${month} hours that it is deployed. State less, give a larger max, or more hours (deployed).`;
      return [{ property: 'usage', message }];
    });
  },
});
