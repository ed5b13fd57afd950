import { awsCatalogue, type Blueprint, declareMpiCluster, type MpiClusterProps } from '../../lib';

const context = { path: 'Ocean/Mpas', catalogue: awsCatalogue, region: 'us-west-2' };

function declare(nodes: object = {}, change: Partial<MpiClusterProps> = {}): Blueprint {
  return declareMpiCluster(
    { head: { machine: 'c5d.9xlarge' }, nodes: { machine: 'c5.9xlarge', max: 29, ...nodes }, ...change },
    context,
  ).blueprint;
}

test('nodes are close together, one thread a core', () => {
  const fleet = declare().partOf('fleet', 'compute-fleet');
  expect([fleet.placementGroup, fleet.threadsPerCore]).toEqual(['compute-placement', 1]);
  expect(declare().partOf('placementGroup', 'compute-placement').strategy).toBe('cluster');
});

test('loose coupling asks for no placement', () => {
  expect(declare({}, { coupling: 'loose' }).partsOf('placementGroup')).toEqual([]);
});

test('ranks that fit the physical cores are accepted, more only when asked for', () => {
  expect(() => declare({}, { ranks: 522 })).not.toThrow();
  expect(() => declare({}, { ranks: 523 })).toThrow('522 physical cores');
  expect(() => declare({}, { ranks: 1044, oversubscribe: true })).not.toThrow();
});

test('static nodes are tested by a ring over all their ranks before the cluster is ready', () => {
  const phases = (blueprint: Blueprint) =>
    blueprint
      .partOf('bundle', 'programs')
      .files.find((file) => file.path === 'boot/head.sh')
      ?.text?.split('\n')[1] ?? '';
  expect(phases(declare({ min: 4 }))).toContain('self-test');
  expect(phases(declare())).not.toContain('self-test');
});

test('the ring has a rank on every CPU that Slurm gives to jobs', () => {
  const ring = (nodes: object) =>
    declare(nodes)
      .partOf('bundle', 'programs')
      .files.find((file) => file.path === 'boot/head.sh')
      ?.text?.match(/^ *ring .*$/m)?.[0]
      ?.trim();
  expect(ring({ min: 4 })).toMatch(/^ring '?compute'? 4 72$/);
  expect(ring({ min: 4, threadsPerCore: 2 })).toMatch(/^ring '?compute'? 4 144$/);
});

test('findings speak of nodes, not of the partition underneath', () => {
  expect(() => declare({ min: 30 })).toThrow('Ocean/Mpas: nodes.min: given min 30 and max 29');
});
