import { planNodes, planSessions } from '../../../lib';

const size = { cpus: 8, memoryGiB: 8 };

test('memory and CPUs are counted apart, and what binds is named', () => {
  expect(planSessions({ nodes: 2, cpus: 16, memoryGiB: 64 }, size)).toEqual({
    byMemory: 16,
    byCpus: 4,
    sessions: 4,
    limitedBy: 'cpus',
  });
  expect(planSessions({ nodes: 2, cpus: 16, memoryGiB: 8 }, size)).toMatchObject({ sessions: 2, limitedBy: 'memory' });
});

test('no session is split between machines', () => {
  expect(planSessions({ nodes: 2, cpus: 12, memoryGiB: 64 }, size).sessions).toBe(2);
});

test('CPUs are promised more than once where that is said; memory never is, and the system keeps its share', () => {
  const room = { nodes: 1, cpus: 8, memoryGiB: 34, reservedGiB: 2, cpuOvercommit: 4 };
  expect(planSessions(room, size)).toMatchObject({ byMemory: 4, byCpus: 4 });
});

test('GPUs count where the size has some', () => {
  const room = { nodes: 3, cpus: 64, memoryGiB: 512, gpus: 4 };
  expect(planSessions(room, { ...size, gpus: 2 })).toMatchObject({ byGpus: 6, sessions: 6, limitedBy: 'gpus' });
  expect(planSessions(room, size)).not.toHaveProperty('byGpus');
});

test('machines are counted for a number of sessions; none is enough where a session fits on none', () => {
  expect(planNodes(9, { cpus: 16, memoryGiB: 64 }, size)).toEqual({ byMemory: 2, byCpus: 5, nodes: 5 });
  expect(planNodes(0, { cpus: 4, memoryGiB: 64 }, size).nodes).toBe(0);
  expect(planNodes(1, { cpus: 4, memoryGiB: 64 }, size).nodes).toBe(Number.POSITIVE_INFINITY);
});
