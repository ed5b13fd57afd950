import { rule } from './rule';

export const sessionsOverCapacity = rule({
  id: 'sessions-over-capacity',
  level: 'warning',
  title: 'There is room for the sessions that are expected',
  why: 'Who finds no room at the beginning of a lecture has no lecture. Memory and CPUs run out at different numbers.',
  source: 'https://tljh.jupyter.org/en/latest/howto/admin/resource-estimation.html',
  look({ data: { facts } }) {
    const { notebooks } = facts;
    const expected = notebooks?.expected;
    const [size] = notebooks?.sizes ?? [];
    if (notebooks === undefined || expected === undefined || size === undefined) return [];
    if (expected.together <= notebooks.sessions) return [];
    const needed = size.needed;
    const machines =
      needed === undefined
        ? ''
        : ` They need ${needed.byMemory} of ${size.machine} by memory and ${needed.byCpus} by CPUs.`;
    return [
      {
        property: 'expected.together',
        message: `given ${expected.together} sessions, but there is room for ${notebooks.sessions}: ${size.byMemory} of size ${size.name} by memory, ${size.byCpus} by CPUs.${machines} Give more machines, a smaller size, or on the gateway a cpuOvercommit.`,
      },
    ];
  },
});
