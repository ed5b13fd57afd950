import { rmSync } from 'node:fs';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { lines } from './support/commands';
import { nodesOf } from './support/hosts';
import { projectOf } from './support/oci';
import { compileRing, othersOf, srunRing } from './support/ring';

jest.setTimeout(900_000);

const RANKS = 8;

describe('examples/rdma-cluster with two nodes: a cluster network whose pool the head takes over', () => {
  const project = projectOf('dist/examples/rdma-cluster/small-oci.js');
  let cloud: Rehearsal;
  let head: RehearsalHost;

  beforeAll(async () => {
    cloud = await Rehearsal.start({ region: 'eu-frankfurt-1' });
    await cloud.deploy(project);
    await cloud.waitFor('head');
    head = await cloud.host('head');
  });

  afterAll(async () => {
    await cloud?.stop();
    rmSync(project, { recursive: true });
  });

  test('"ready" holds both machines of the pool, and a ring over them', async () => {
    expect(await nodesOf(cloud)).toEqual(['compute-1', 'compute-2']);
    expect(await lines(head, "sinfo --noheader --format '%P %D %t %N'")).toEqual(['compute* 2 idle compute-[1-2]']);
    const { hosts } = await cloud.status();
    const nodes = hosts.filter(({ tags }) => tags?.['terrane:role'] === 'compute');
    expect(nodes.map(({ type }) => type)).toEqual(['BM.Optimized3.36', 'BM.Optimized3.36']);
  });

  test('srun --mpi=pmix runs over them', async () => {
    await compileRing(head, '/home/ring');
    const ring = await srunRing(head, '/home/ring', RANKS, '--mpi=pmix --nodes=2 --ntasks-per-node=4');
    expect(ring).toMatchObject({ others: othersOf(RANKS), ranksByHost: { 'compute-1': 4, 'compute-2': 4 } });
  });

  test('the deployment is as it was made: a second plan changes nothing, nothing was refused', async () => {
    expect((await cloud.secondPlans()).map(({ changes }) => changes)).toEqual(['', '']);
    const { refused, failures, troubles } = await cloud.report();
    expect({ refused, failures, troubles }).toEqual({ refused: [], failures: [], troubles: [] });
  });

  test('terraform destroy leaves no machine of the pool', async () => {
    await cloud.destroy();
    await cloud.waitFor(({ hosts }) => hosts.length === 0);
  });
});
