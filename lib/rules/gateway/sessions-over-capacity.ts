import { rule } from '../rule';
import { TLJH_SIZES } from '../sources';

export const sessionsOverCapacity = rule({
  id: 'sessions-over-capacity',
  level: 'warning',
  title: 'There is room for the sessions that are expected',
  why: 'Who finds no room at the beginning of a lecture has no lecture. Memory and CPUs run out at different numbers.',
  remedy: 'Give more or larger machines, a smaller size, or on the gateway a cpuOvercommit.',
  source: TLJH_SIZES,
  example: {
    on: 'NotebookGateway',
    bad: 'expected: { users: 500, together: 500 }',
    good: 'expected: { users: 4, together: 1 }',
  },
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
