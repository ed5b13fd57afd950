import { rule } from '../rule';
import { CREDITS } from '../sources';
import { machineChoices } from '../words';

export const fleetBurstable = rule({
  id: 'fleet-burstable',
  level: 'warning',
  title: 'Machines under sustained load are not burstable',
  why: 'A burstable machine works at a fraction of its speed once its credits are used up, or pays for each hour above its baseline; workers of a fleet compute all the time.',
  remedy: 'Take a type of fixed performance, or acknowledge that the detector mostly waits for the source.',
  source: CREDITS,
  example: {
    on: 'StreamingWorkers',
    bad: "workers: { machine: 't3.medium', max: 2 }",
    good: "workers: { machine: 'c7i.large', max: 2 }",
  },
  look(blueprint) {
    const fleet = blueprint.data.facts.streaming?.fleet;
    return machineChoices(blueprint).flatMap(({ part, property, machine }) => {
      if (part.id !== fleet || !machine.burstable) return [];
      const message = `given '${machine.name}', which keeps its full speed only as long as its credits last. Take a type of fixed performance, e.g. anyWith({ cores: ${machine.cores} }), or acknowledge that the detector mostly waits for the source.`;
      return [{ property, message }];
    });
  },
});
