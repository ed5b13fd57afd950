import { Rehearsal, type RehearsalEvent, type RehearsalHost } from '../../../lib/testing';
import { ROOT } from '../support/paths';
import { lines, output, outputUntil } from './support/commands';
import { instancesLeft, nodesOf } from './support/hosts';

jest.setTimeout(900_000);

/** Fields of a node as Slurm shows them, e.g. `State`, `Reason`. */
function field(name: string, node: string): string {
  return `scontrol --oneliner show node ${node} | sed -nE 's/.*\\s${name}=(.*)/\\1/p' | sed -E 's/ [A-Za-z]+=.*//'`;
}

describe('nodes come and go with the work', () => {
  let cloud: Rehearsal;
  let head: RehearsalHost;

  const bootsOf = async (after: number): Promise<RehearsalEvent[]> =>
    (await cloud.events(after)).filter(({ event }) => event === 'boot');
  const lastEvent = async (): Promise<number> => (await cloud.events()).at(-1)?.number ?? 0;
  const typeOf = async (node: string): Promise<string | undefined> => (await cloud.host(node)).state.type;
  const submit = async (command: string): Promise<string> =>
    (await output(head, `sbatch --parsable --chdir=/home --output=/home/job-%j.txt ${command}`)).trim();
  const stateOf = (job: string): string => `squeue --noheader --jobs=${job} --format=%T`;

  beforeAll(async () => {
    cloud = await Rehearsal.start();
    await cloud.deploy({ app: 'node test/e2e/rehearsal/apps/elastic.js', folder: ROOT });
    head = await cloud.host('head');
  });

  afterAll(async () => {
    await cloud?.stop();
  });

  test('srun over two nodes of an empty cluster boots two, by the resume program and RunInstances', async () => {
    const before = await lastEvent();
    expect(await nodesOf(cloud)).toEqual([]);
    const names = await lines(head, 'srun --nodes=2 --ntasks-per-node=1 hostname');
    expect(names.sort()).toEqual(['compute-1', 'compute-2']);
    const boots = await bootsOf(before);
    const log = await output(head, 'cat /var/log/terrane/resume.log');
    expect(boots.length).toBe(2);
    for (const { id } of boots)
      expect(log).toMatch(new RegExp(`compute-[12] is ${id}, c7i.large on-demand in subnet-`));
  });

  test('a type without capacity: the next one is launched', async () => {
    await cloud.fault({ kind: 'capacity', type: 'c7i.large' });
    const names = await lines(head, 'srun --nodes=3 --ntasks-per-node=1 hostname');
    expect(names.sort()).toEqual(['compute-1', 'compute-2', 'compute-3']);
    expect([await typeOf('compute-2'), await typeOf('compute-3')]).toEqual(['c7i.large', 'c6i.large']);
  });

  test('no type with capacity: Slurm is told so, and the job stays in the queue', async () => {
    await cloud.fault({ kind: 'capacity', type: 'c6i.large' });
    const job = await submit('--nodes=1 --nodelist=compute-4 --wrap=hostname');
    const reason = await outputUntil(head, field('Reason', 'compute-4'), (text) => text !== '');
    expect(reason).toMatch(/^no capacity: .*InsufficientInstanceCapacity/);
    expect(await outputUntil(head, stateOf(job), (text) => text.startsWith('PENDING'))).toBe('PENDING\n');
    expect(await nodesOf(cloud)).toEqual(['compute-1', 'compute-2', 'compute-3']);
    await output(head, `scancel ${job}`);
    await cloud.fault({ kind: 'clear' });
  });

  test('a node that boots in vain is given back with the reason, and its job runs elsewhere', async () => {
    await cloud.fault({ kind: 'secret', name: await secretOf(head) });
    const job = await submit('--nodes=1 --exclude=compute-[1-4] --wrap=hostname');
    const failed = await cloud.event(({ event, name }) => event === 'failed' && String(name).endsWith('compute-5'));
    expect(failed).toMatchObject({ phase: 'secrets', reason: expect.stringContaining('ResourceNotFoundException') });
    await cloud.fault({ kind: 'clear' });
    const reason = await outputUntil(head, field('Reason', 'compute-5'), (text) => text.includes('boot failed'));
    expect(reason).toContain(`boot failed: ${failed['id']} got as far as 'secrets failed': `);
    expect(reason).toContain('ResourceNotFoundException');
    expect(await output(head, field('State', 'compute-5'))).toMatch(/^DOWN\+/);
    await cloud.waitFor(({ hosts }) => hosts.every(({ id }) => id !== failed['id']));
    await outputUntil(head, stateOf(job), (text) => text.startsWith('PENDING'));
    // Slurm holds a job for two minutes that comes back to the queue, from when it has left its node.
    const now = `scontrol update jobid=${job} starttime=now 2> /dev/null || true`;
    const written = `cat /home/job-${job}.txt 2> /dev/null || true`;
    expect(await outputUntil(head, `${now}; ${written}`, (text) => text !== '')).toBe('compute-6\n');
  });

  test('nodes leave after a minute without work, and no instance is left but the head', async () => {
    await cloud.waitFor(({ hosts }) => hosts.length === 1, { timeoutSeconds: 300 });
    expect(await instancesLeft(cloud)).toEqual([head.id]);
    expect(await output(head, 'cat /var/log/terrane/suspend.log')).toMatch(/suspend: compute-1: ending i-/);
    await outputUntil(head, field('State', 'compute-6'), (text) => text.startsWith('IDLE+CLOUD+POWER'));
  });
});

/** Name of the secret that every machine needs to join. */
async function secretOf(head: RehearsalHost): Promise<string> {
  return (await output(head, '/opt/terrane/bin/terrane-node value secrets.munge')).trim();
}
