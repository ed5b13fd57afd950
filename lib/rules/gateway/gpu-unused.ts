import type { Blueprint, SessionSizeFacts } from '../../blueprint';
import type { Catalogue, MachineFacts } from '../../catalogue/facts';
import { rule } from '../rule';
import { LANL_2018 } from '../sources';

export const gpuUnused = rule({
  id: 'gpu-unused',
  level: 'warning',
  title: 'Machines of sessions with GPUs have a size that uses them',
  why: 'Without its GPUs a machine that has some is slower than one that has none, and dearer: an epoch of training took 1,410 s on 4 idle V100, 1,065 s without any and 22 s with them in use, at 6.71, 1.33 and 0.10 USD.',
  remedy: 'Give one of the sizes gpus, or take a machine that has none.',
  source: LANL_2018,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onGateway({ machine: 'p3.8xlarge' }),
  sizes: { training: { cpus: 8, memoryGiB: 32 } }`,
    good: `sessions: onGateway({ machine: 'p3.8xlarge' }),
  sizes: { training: { cpus: 8, memoryGiB: 32, gpus: 1 } }`,
  },
  look(blueprint, catalogue) {
    const { notebooks } = blueprint.data.facts;
    const machines = new Set(notebooks?.sizes.map(({ part }) => part));
    return [...machines].flatMap((id) => {
      const sizes = notebooks?.sizes.filter(({ part }) => part === id) ?? [];
      const machine = machineOf(blueprint, id);
      const count = machine?.gpus?.count ?? 0;
      if (machine === undefined || count === 0 || sizes.some(({ gpus }) => gpus > 0)) return [];
      return [{ property: 'sizes', message: messageOf(machine, sizes, catalogue) }];
    });
  },
});

function machineOf(blueprint: Blueprint, id: string): MachineFacts | undefined {
  return [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')].find((part) => part.id === id)?.machine;
}

function messageOf({ name, gpus }: MachineFacts, sizes: readonly SessionSizeFacts[], catalogue: Catalogue): string {
  const hourly = catalogue.onDemand(name, catalogue.priceRegion);
  const price = hourly === undefined ? '' : ` for ${hourly} USD an hour`;
  const names = sizes.map((size) => size.name).join(', ');
  const ask = `Give ${sizes.length === 1 ? 'it' : 'one of them'} gpus, or take a machine without.`;
  return `${name} has ${gpus?.count} ${gpus?.name}${price}, which no session gets: of ${names} none asks for a GPU. ${ask}`;
}
