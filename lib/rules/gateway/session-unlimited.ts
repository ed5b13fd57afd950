import { rule } from '../rule';
import { IDLE_CULLER } from '../sources';

export const sessionUnlimited = rule({
  id: 'session-unlimited',
  level: 'warning',
  title: 'Sessions on machines that are paid by the hour come to an end',
  why: 'A session in which something computes is never idle, and its node is paid for until somebody notices.',
  remedy: 'Give policy.longest a duration.',
  source: IDLE_CULLER,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: inPartitions({ partitions: { small: { machine: 'c7i.2xlarge', max: 4 } } }),
  policy: { longest: 'unlimited' }`,
    good: `sessions: inPartitions({ partitions: { small: { machine: 'c7i.2xlarge', max: 4 } } }),
  policy: { longest: Duration.hours(12) }`,
  },
  look({ data: { facts } }, catalogue) {
    const { notebooks } = facts;
    if (notebooks === undefined || notebooks.onGateway || notebooks.longestSeconds > 0) return [];
    const machine = notebooks.sizes[0]?.machine ?? '';
    const hourly = catalogue.onDemand(machine, catalogue.priceRegion);
    const month =
      hourly === undefined ? '' : ` of ${Math.round(hourly * 730)} USD (${machine}, ${catalogue.priceRegion})`;
    return [
      {
        property: 'policy.longest',
        message: `given 'unlimited': one forgotten session keeps a node for a month${month}. Give a duration.`,
      },
    ];
  },
});
