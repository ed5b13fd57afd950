import { rule } from '../rule';
import { SQS_ATTRIBUTES } from '../sources';
import { fleetWork } from './fleet-words';

export const queueWorkOverRetention = rule({
  id: 'queue-work-over-retention',
  level: 'warning',
  title: 'A queue keeps its messages until the fleet has done them',
  why: 'A message that is older than the retention is deleted, read or not: of work that was sent at once the last part is never done, and no dead letter tells.',
  remedy: 'Give a longer retention or more nodes, or acknowledge that messages are sent over a longer time.',
  source: SQS_ATTRIBUTES,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: queue({ expected: { messages: 1_000_000, secondsPerMessage: 60 } })',
    good: 'source: queue({ expected: { messages: 20_000, secondsPerMessage: 60 } })',
  },
  look(blueprint) {
    const found = fleetWork(blueprint);
    if (found === undefined) return [];
    const { nodes, hours } = found.largest;
    return blueprint.partsOf('queue').flatMap(({ retentionHours }) => {
      if (hours <= retentionHours) return [];
      const message = `a message is kept for ${retentionHours} h, but ${nodes} nodes take ${hours.toFixed(0)} h for all ${found.work.pieces}: what is still there then is lost. Give a longer retention or more nodes, or send the messages over a longer time and acknowledge this.`;
      return [{ property: 'source.retention', message }];
    });
  },
});
