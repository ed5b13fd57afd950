import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { ROOT } from '../support/paths';
import { lines, output } from './support/commands';
import { instancesLeft, nodesOf } from './support/hosts';
import { compileRing, othersOf, ringIn, srunRing } from './support/ring';

jest.setTimeout(900_000);

const RANKS = 16;
const STATIC = ['compute-1', 'compute-2', 'compute-3', 'compute-4'];

describe('examples/cfncluster-mpi, both stacks, by cdk deploy', () => {
  let cloud: Rehearsal;
  let interactive: RehearsalHost;
  let batch: RehearsalHost;
  let deployed: Awaited<ReturnType<Rehearsal['status']>>;

  beforeAll(async () => {
    cloud = await Rehearsal.start();
    await cloud.deploy({ app: 'node dist/examples/cfncluster-mpi/cdk.js', folder: ROOT });
    deployed = await cloud.status();
    interactive = await cloud.host('interactive-mpi-head');
    batch = await cloud.host('batch-hpc-head');
  });

  afterAll(async () => {
    await cloud?.stop();
  });

  test('the deployment ends when the four static nodes are up and idle', async () => {
    const { hosts } = deployed;
    expect(hosts.filter(({ stage }) => stage !== 'ready')).toEqual([]);
    const nodes = hosts.filter(({ tags }) => tags?.['terrane:role'] === 'compute');
    expect(nodes.filter(({ state }) => state !== 'ready')).toEqual([]);
    // A head says that it is ready in the last step of its boot, which ends a moment later.
    const settled = await cloud.settled({ timeoutSeconds: 10 });
    expect(settled.hosts.filter(({ state }) => state !== 'ready')).toEqual([]);
    expect(await nodesOf(cloud)).toEqual(STATIC);
    expect(await lines(interactive, "sinfo --noheader --format '%P %D %t %N'")).toEqual([
      'compute* 4 idle compute-[1-4]',
    ]);
  });

  test('ready means that a ring went over 16 ranks of all four', async () => {
    const log = await lines(interactive, 'cat /var/log/terrane/boot/self-test.log');
    const ring = ringIn(
      log.filter((line) => /^(rank \d+ of|ring:) /.test(line)),
      RANKS,
    );
    expect(ring.others).toEqual(othersOf(RANKS));
    expect(ring.ranksByHost).toEqual(Object.fromEntries(STATIC.map((node) => [node, 4])));
    expect(ring.verdict).toMatch(/^ring: ok, 16 ranks, /);
    expect(await output(interactive, 'cat /var/log/cloud-init-output.log')).toContain('terrane-phase: self-test done');
  });

  test('a job of a user runs the ring again, at once', async () => {
    await compileRing(interactive, '/home/ring');
    const ring = await srunRing(interactive, '/home/ring', RANKS, '--nodes=4 --ntasks-per-node=4');
    expect(ring.others).toEqual(othersOf(RANKS));
    expect(ring.verdict).toMatch(/^ring: ok, 16 ranks, /);
  });

  test('the batch cluster has the same addresses in a network of its own, and boots nodes for jobs', async () => {
    expect(batch.state.vpc).not.toBe(interactive.state.vpc);
    expect(await lines(batch, "sinfo --noheader --format '%P %D %t %N'")).toEqual(['batch* 32 idle~ batch-[1-32]']);
    expect((await lines(batch, 'srun --nodes=2 --ntasks-per-node=1 hostname')).sort()).toEqual(['batch-1', 'batch-2']);
    expect(await nodesOf(cloud)).toEqual(['batch-1', 'batch-2', ...STATIC]);
  });

  test('nothing was refused, denied or left unjudged on the way', async () => {
    const { refused, denied, unevaluated, failures, troubles } = await cloud.report();
    expect({ refused, denied, unevaluated, failures, troubles }).toEqual({
      refused: [],
      denied: [],
      unevaluated: [],
      failures: [],
      troubles: [],
    });
  });

  test('cdk destroy leaves no instance of either', async () => {
    await cloud.destroy();
    await cloud.waitFor(({ hosts }) => hosts.length === 0);
    expect(await instancesLeft(cloud)).toEqual([]);
    expect((await cloud.report(true)).orphans).toEqual([]);
  });
});
