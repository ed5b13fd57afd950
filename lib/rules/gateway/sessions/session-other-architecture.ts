import type { MachineFacts } from '../../../catalogue/facts';
import { rule } from '../../rule';
import { VENV } from '../sources';

export const sessionOtherArchitecture = rule({
  id: 'session-other-architecture',
  level: 'error',
  title: 'Machines of sessions have processors of the architecture that the gateway has',
  why: 'JupyterLab, environments of kernels and images lie on the shared home, where the gateway has put them for its own processors: on others no session starts.',
  remedy: 'Take machines of one architecture, or give the gateway a machine of theirs.',
  source: VENV,
  example: {
    on: 'NotebookGateway in partitions',
    bad: "sessions: inPartitions({ partitions: { small: { machine: 'c7g.2xlarge', max: 4 } } })",
    good: `sessions: inPartitions({
    partitions: { small: { machine: 'c7g.2xlarge', max: 4 } },
    gateway: 'm7g.large',
  })`,
  },
  look(blueprint, catalogue) {
    const { notebooks, head } = blueprint.data.facts;
    if (notebooks === undefined || notebooks.onGateway) return [];
    const gateway = blueprint.partOf('machine', head).machine;
    const names = new Set(notebooks.sizes.map(({ machine }) => machine));
    const others = [...names].flatMap((name) => {
      const machine = catalogue.machine(name);
      return machine === undefined || machine.arch === gateway.arch ? [] : [machine];
    });
    return others.map((machine) => ({ property: 'sessions', message: messageOf(machine, gateway) }));
  },
});

function messageOf(machine: MachineFacts, gateway: MachineFacts): string {
  return `${machine.name} is ${machine.arch}, but what sessions run in is made by the gateway, a ${gateway.name}, for ${gateway.arch}. Give machines of ${gateway.arch}, or sessions.gateway one of ${machine.arch}.`;
}
