import { aws, texts } from './support/aws';
import { FaultyCluster } from './support/faulty-cluster';

jest.setTimeout(900_000);

/** Slurm writes its queue down within five seconds of a change (SAVE_MAX_WAIT); what happened after that is lost in a crash. */
const SAVED_SECONDS = 6;

describe('a head that serves /home', () => {
  let cluster: FaultyCluster;

  beforeAll(async () => {
    cluster = await FaultyCluster.start({ homeOnHead: true });
    await cluster.boot('compute-1', 'compute-2');
    await cluster.onHead("sbatch --wait --job-name=recorded --chdir=/home --wrap='true'");
    await cluster.onHead('echo kept > /home/file');
  });

  afterAll(() => cluster?.cloud.stop());

  /** Everything that must be the same under another head. */
  const lasting = async () => ({
    queue: await cluster.onHead("squeue --noheader --sort=i --format='%i %j'"),
    records: await cluster.onHead(
      'grep -o "JobId=[0-9]* .* Name=recorded JobState=[A-Z]*" /var/lib/terrane/state/jobcomp.log',
    ),
    home: await cluster.onHead('cat /home/file'),
    munge: await cluster.onHead('sha256sum < /etc/munge/munge.key'),
    hostKeys: await cluster.onHead('cat /etc/ssh/ssh_host_*.pub'),
  });

  const queueOne = () => cluster.onHead("sbatch --parsable --chdir=/home --begin=now+1hour --wrap='true'");
  const statusOf = async (id: string) =>
    texts(await aws(cluster.cloud, 'ec2', 'DescribeInstanceStatus', { 'InstanceId.1': id }), 'status');

  test('/home is full: what writes there fails and says so; all is well when there is space again', async () => {
    await cluster.cloud.fault({ kind: 'fill', host: (await cluster.head()).id, path: '/home' });
    const write = await (await cluster.head()).run('echo more > /home/more');
    expect(write.stderr).toContain('No space left on device');
    const job = (await cluster.onHead("sbatch --parsable --chdir=/home --wrap='true'")).trim();
    await cluster.jobIs(job, 'FAILED');
    // What needs no file there goes on.
    expect(await cluster.onHead('srun --chdir=/ hostname')).toMatch(/^compute-[12]\n$/);
    await cluster.cloud.fault({ kind: 'empty', host: (await cluster.head()).id, path: '/home' });
    await cluster.onHead("sbatch --wait --chdir=/home --wrap='true'");
  });

  test("the scheduler's volume is full: batch jobs are refused with the reason, running ones go on; then all is well again", async () => {
    const job = await cluster.submit(15, 'compute-1');
    const state = { host: (await cluster.head()).id, path: '/var/lib/terrane/state' };
    await cluster.cloud.fault({ kind: 'fill', ...state });
    // A few blocks are left to a file system that is full: the script must be longer.
    await cluster.onHead("(echo '#!/bin/bash'; head -c 200000 /dev/zero | tr '\\0' '#') > /root/long.sh");
    const refused = await (await cluster.head()).run('sbatch --chdir=/home /root/long.sh');
    expect(refused.stderr).toContain('I/O error writing script/environment to file');
    await cluster.jobIs(job, 'COMPLETED');
    expect(await cluster.written(job)).toEqual(['compute-1', 'done']);
    await cluster.cloud.fault({ kind: 'empty', ...state });
    await cluster.onHead('sbatch --wait --chdir=/home /root/long.sh');
  });

  test("its hardware fails: EC2's stop and start bring it back with everything, and the job has run on", async () => {
    const job = await cluster.submit(40, 'compute-1');
    await queueOne();
    await cluster.onHead(`sleep ${SAVED_SECONDS}`);
    const [before, head, node] = [await lasting(), await cluster.head(), await cluster.cloud.host('compute-1')];
    await cluster.cloud.fault({ kind: 'kill', host: head.id });
    await cluster.cloud.waitFor(({ hosts }) => hosts.some(({ id, state }) => id === head.id && state === 'dead'));
    expect(await statusOf(head.id)).toContain('impaired');
    // slurmctld is away; slurmd and the job's own slurmstepd need it only at the end.
    expect((await node.run('pgrep --full "slurmstepd: .*batch"')).code).toBe(0);
    await aws(cluster.cloud, 'ec2', 'StopInstances', { 'InstanceId.1': head.id });
    await cluster.cloud.waitFor(({ hosts }) => hosts.every(({ id, state }) => id !== head.id || state === 'stopped'));
    await aws(cluster.cloud, 'ec2', 'StartInstances', { 'InstanceId.1': head.id });
    await cluster.cloud.waitFor(head.id);
    await cluster.onHeadUntil('scontrol ping || true', (text) => text.includes('is UP'));
    expect((await cluster.head()).address).toBe(head.address);
    expect(await lasting()).toEqual(before);
    await cluster.jobIs(job, 'COMPLETED');
    expect(await cluster.written(job)).toEqual(['compute-1', 'done']);
    expect(await cluster.restarts(job)).toBe(0);
  });

  test('it is declared with another machine type: the same machine starts again as that, and the job has run on', async () => {
    const job = await cluster.submit(30, 'compute-1');
    const [before, head] = [await lasting(), await cluster.head()];
    await cluster.deploy({ headMachine: 'm7i.xlarge' });
    await cluster.onHeadUntil('scontrol ping || true', (text) => text.includes('is UP'));
    const after = await cluster.head();
    expect(after).toMatchObject({ id: head.id, address: head.address, state: { type: 'm7i.xlarge' } });
    expect(await lasting()).toEqual(before);
    await cluster.jobIs(job, 'COMPLETED');
    expect(await cluster.restarts(job)).toBe(0);
  });

  test('it is declared with another root disk: another head has everything, nodes that mounted the former one give way', async () => {
    const job = await cluster.submit(600, 'compute-1');
    const [former, nodes] = [await cluster.head(), await cluster.cloud.hosts()];
    const before = await lasting();
    await cluster.deploy({ headRootGib: 30, slurmdTimeoutSeconds: 60 });
    const head = await cluster.head();
    expect(head.id).not.toBe(former.id);
    expect(await lasting()).toEqual(before);
    await cluster.cloud.waitFor(({ hosts }) => hosts.length === 1 && hosts[0]?.id === head.id);
    expect(nodes).toHaveLength(3);
    expect((await cluster.node('compute-2')).reason).toBe("head replaced: /home was the former head's");
    // The job's file on the former head's /home cannot be waited for: it begins anew.
    await cluster.release(job);
    await cluster.jobIs(job, 'RUNNING');
    expect(await cluster.restarts(job)).toBe(1);
    expect((await cluster.written(job)).length).toBe(2);
    await cluster.onHead(`scancel ${job}`);
  });
});
