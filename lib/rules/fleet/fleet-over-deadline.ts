import { rule } from '../rule';
import { LANL_2018 } from '../sources';
import { fleetWork } from './fleet-words';

export const fleetOverDeadline = rule({
  id: 'fleet-over-deadline',
  level: 'warning',
  title: 'A fleet at its largest is done by the deadline',
  why: 'Neither more patience nor more nodes than the source feeds make up for a period that is too long or a cap that is too low; better known before than after.',
  remedy: 'Give more nodes where they are what binds; else ask for a higher cap, a shorter period, or allow more time.',
  source: LANL_2018,
  example: {
    on: 'StreamingWorkers',
    bad: `source: fdsn({
    url: 'https://service.example.org',
    network: 'TA',
    stations: Array.from({ length: 50 }, (_, at) => \`T\${at}\`),
    channels: ['BHZ'],
    from: '2005-01-01',
    to: '2015-01-01',
  }),
  deadline: Duration.hours(1)`,
    good: 'deadline: Duration.hours(24)',
  },
  look(blueprint) {
    const found = fleetWork(blueprint);
    const deadline = found?.work.deadlineHours;
    if (found === undefined || deadline === undefined || found.largest.hours <= deadline) return [];
    const { nodes, hours, capBinds } = found.largest;
    const instead = capBinds
      ? 'The cap binds: ask the data centre for a higher one, take a shorter period, or allow more time.'
      : 'Give more nodes, or allow more time.';
    const message = `given ${deadline} h, but ${nodes} nodes take ${hours.toFixed(1)} h. ${instead}`;
    return [{ property: 'deadline', message }];
  },
});
