import { fleetWork } from './fleet-words';
import { rule } from './rule';

export const fleetOverDeadline = rule({
  id: 'fleet-over-deadline',
  level: 'warning',
  title: 'A fleet at its largest is done by the deadline',
  why: 'Neither more patience nor more nodes than the source feeds make up for a period that is too long or a cap that is too low; better known before than after.',
  source: 'https://permalink.lanl.gov/object/tr?what=info:lanl-repo/lareport/LA-UR-18-31581',
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
