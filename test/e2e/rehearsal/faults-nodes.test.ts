import { FaultyCluster } from './support/faulty-cluster';
import { instancesLeft } from './support/hosts';

jest.setTimeout(900_000);

describe('a job and its node', () => {
  let cluster: FaultyCluster;

  beforeAll(async () => {
    cluster = await FaultyCluster.start();
    await cluster.boot('compute-1', 'compute-2', 'compute-3', 'spot-1');
  });

  afterAll(() => cluster?.cloud.stop());

  const isDown = ({ state, reason }: { state: string; reason: string }) =>
    state.startsWith('DOWN') && reason === 'Not responding';

  test('the node dies: Slurm gives it up, and the job runs to its end elsewhere', async () => {
    const job = await cluster.submit(15, 'compute-1');
    await cluster.cloud.fault({ kind: 'kill', host: 'compute-1' });
    await cluster.nodeUntil('compute-1', isDown);
    await cluster.release(job);
    await cluster.jobIs(job, 'COMPLETED');
    expect(await cluster.restarts(job)).toBe(1);
    expect(await cluster.written(job)).toEqual(['compute-1', expect.stringMatching(/^compute-[23]$/), 'done']);
  });

  test('a dead machine costs until it is ended, which powering its node down does', async () => {
    const dead = await cluster.cloud.host('compute-1');
    expect(await instancesLeft(cluster.cloud)).toContain(dead.id);
    // What `reconcile` does by itself after ten minutes.
    await cluster.onHead("scontrol update nodename=compute-1 state=power_down_force reason='machine lost'");
    await cluster.cloud.waitFor(({ hosts }) => hosts.every(({ id }) => id !== dead.id));
    expect(await instancesLeft(cluster.cloud)).not.toContain(dead.id);
  });

  test('the network of the node is cut: Slurm gives it up, and the job runs to its end elsewhere', async () => {
    const job = await cluster.submit(15, 'compute-2');
    await cluster.cloud.fault({ kind: 'cut', host: 'compute-2' });
    await cluster.nodeUntil('compute-2', isDown);
    await cluster.release(job);
    await cluster.jobIs(job, 'COMPLETED');
    expect((await cluster.written(job)).slice(-2)).toEqual([expect.stringMatching(/^compute-[1345]$/), 'done']);
    await cluster.cloud.fault({ kind: 'mend', host: 'compute-2' });
  });

  test('the node hangs: the job is given up, and what is left of it ends when the node goes on', async () => {
    const job = await cluster.submit(600, 'compute-3');
    await cluster.cloud.fault({ kind: 'freeze', host: 'compute-3' });
    await cluster.nodeUntil('compute-3', isDown);
    await cluster.jobIs(job, 'PENDING');
    await cluster.onHead(`scancel ${job}`);
    await cluster.cloud.fault({ kind: 'thaw', host: 'compute-3' });
    await cluster.nodeUntil('compute-3', ({ state }) => state === 'IDLE+CLOUD');
    const node = await cluster.cloud.host('compute-3');
    expect((await node.run('pgrep slurmstepd')).code).toBe(1);
  });

  test('a spot notice: no further job goes there, the running one comes back to the queue and ends on another machine', async () => {
    const taken = await cluster.cloud.host('spot-1');
    const job = await cluster.submit(20, 'spot-1');
    await cluster.cloud.fault({ kind: 'spot', host: 'spot-1', seconds: 12 });
    await cluster.nodeUntil('spot-1', ({ state }) => state.includes('DRAIN'));
    expect((await cluster.node('spot-1')).reason).toMatch(/^spot interruption: terminate at 20\d\d-/);
    await cluster.cloud.event(
      ({ event, id, state }) => event === 'instance' && id === taken.id && state === 'taken back',
    );
    await cluster.release(job);
    await cluster.jobIs(job, 'COMPLETED');
    expect(await cluster.written(job)).toEqual(['spot-1', 'spot-2', 'done']);
    expect(await instancesLeft(cluster.cloud)).not.toContain(taken.id);
  });

  test('the node whose network was cut returns to service with it', async () => {
    // Slurm asks a node that it has given up at every twentieth of its rounds.
    await cluster.nodeUntil('compute-2', ({ state }) => state === 'IDLE+CLOUD');
  });

  test('the root disk is full: the health check drains the node with the reason, and lets it back in when there is space', async () => {
    await cluster.cloud.fault({ kind: 'fill', host: 'compute-2' });
    await cluster.nodeUntil('compute-2', ({ state }) => state === 'IDLE+CLOUD+DRAIN');
    expect((await cluster.node('compute-2')).reason).toBe('health: / is 100 % full');
    await cluster.cloud.fault({ kind: 'empty', host: 'compute-2' });
    await cluster.nodeUntil('compute-2', ({ state }) => state === 'IDLE+CLOUD');
  });

  test('another head takes over: nodes find it, and the job that runs meanwhile ends as if nothing had been', async () => {
    const job = await cluster.submit(60, 'compute-2');
    const former = await cluster.head();
    // The health check, by which nodes find a new head, must come before they are given up, as it does by default.
    await cluster.deploy({ headRootGib: 30, slurmdTimeoutSeconds: 60 });
    expect((await cluster.head()).id).not.toBe(former.id);
    await cluster.jobIs(job, 'COMPLETED');
    expect(await cluster.written(job)).toEqual(['compute-2', 'done']);
    expect(await cluster.restarts(job)).toBe(0);
    const hosts = await (await cluster.cloud.host('compute-2')).run('cat /etc/hosts');
    expect(hosts.stdout).toContain(
      `${(await cluster.head()).address} head.faults.terrane.internal head # terrane-head\n`,
    );
    expect(await cluster.onHead('srun --partition=compute --nodelist=compute-2 hostname')).toBe('compute-2\n');
  });
});
