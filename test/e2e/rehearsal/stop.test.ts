import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { ROOT } from '../support/paths';
import { aws, texts } from './support/aws';
import { output, outputUntil } from './support/commands';
import { instancesLeft, nodesOf } from './support/hosts';

jest.setTimeout(900_000);

const BUDGET = 'terrane:budget-reached';
const app = (settings: string) => `${settings} node test/e2e/rehearsal/apps/stop.js`.trim();

describe('a budget or a lease that is reached', () => {
  let cloud: Rehearsal;
  let head: RehearsalHost;

  const deploy = (settings = '') => cloud.deploy({ app: app(settings), folder: ROOT });
  /** The upkeep that the head has each minute, now. */
  const upkeep = () => output(head, 'systemctl start terrane-reconcile.service || true');
  const field = (name: string, node: string) =>
    output(
      head,
      `scontrol --oneliner show node ${node} | sed -nE 's/.*\\s${name}=([^[]*).*/\\1/p' | sed -E 's/ [A-Za-z]+=.*//'`,
    );
  const submit = async (options: string): Promise<string> =>
    (await output(head, `sbatch --parsable --chdir=/home --output=/home/job-%j.txt ${options}`)).trim();
  const job = (id: string, format: string) => `squeue --noheader --states=all --jobs=${id} --format=${format}`;
  const partitionIs = (state: string) =>
    outputUntil(head, 'scontrol show partition compute', (text) => text.includes(`State=${state} `));
  const template = async (): Promise<string> =>
    texts(await aws(cloud, 'ec2', 'DescribeLaunchTemplates'), 'launchTemplateId')[0] as string;
  const marks = async (): Promise<string[]> => {
    const filter = { 'Filter.1.Name': 'resource-id', 'Filter.1.Value.1': await template() };
    const tags = await aws(cloud, 'ec2', 'DescribeTags', filter);
    return texts(tags, 'key').filter((key) => /reached|ended/.test(key));
  };

  beforeAll(async () => {
    cloud = await Rehearsal.start();
    await deploy('SEEDED=1');
    head = await cloud.host('head');
  });

  afterAll(async () => {
    await cloud?.stop();
  });

  test('before that, a job wakes a node', async () => {
    expect(await nodesOf(cloud)).toEqual(['compute-1']);
    await output(head, 'echo kept > /home/kept.txt; srun --nodes=2 --ntasks-per-node=1 hostname');
    expect(await nodesOf(cloud)).toEqual(['compute-1', 'compute-2']);
  });

  test('a function that does something else than marking is refused by its role, and nothing comes of it', async () => {
    const before = await instancesLeft(cloud);
    await cloud.fault({ kind: 'budget', percent: 100 });
    const [call] = (await cloud.events()).filter(({ event }) => event === 'function');
    expect(String(call?.['error'])).toMatch(/UnauthorizedOperation.*RunInstances/);
    expect((await cloud.report()).denied).toContainEqual(
      expect.objectContaining({ action: 'ec2:RunInstances', role: expect.stringContaining('StopIdentity') }),
    );
    expect(await instancesLeft(cloud)).toEqual(before);
    expect(await marks()).toEqual([]);
  });

  test('below the budget nothing stops', async () => {
    await deploy();
    expect(await cloud.fault({ kind: 'budget', percent: 99 })).toContain('no topic is to be told');
    await upkeep();
    await partitionIs('UP');
  });

  test('the budget is spent: running jobs end, nothing more starts, nodes go home, and everybody reads why', async () => {
    const running = await submit("--nodelist=compute-2 --wrap='sleep 20; echo ended'");
    await outputUntil(head, job(running, '%T'), (text) => text.startsWith('RUNNING'));
    expect(await cloud.fault({ kind: 'budget', percent: 100 })).toContain('which called stop-stop-function');
    expect(await marks()).toEqual([BUDGET]);
    await upkeep();
    await partitionIs('DOWN');
    const waiting = await submit('--wrap=hostname');
    await outputUntil(head, job(waiting, '%T:%r'), (text) => text.trim() === 'PENDING:PartitionDown');
    expect(await field('Reason', 'compute-2')).toContain('stopped: budget of 1000 USD reached');
    await cloud.waitFor(({ hosts }) => hosts.length === 1, { timeoutSeconds: 120 });
    expect(await output(head, `cat /home/job-${running}.txt /home/kept.txt`)).toBe('ended\nkept\n');
    await upkeep();
    expect(await output(head, 'sinfo --list-reasons --format=%100E')).toContain('budget of 1000 USD');
    expect(await output(head, 'cat /etc/motd.d/90-terrane-stop')).toContain('No machine is started in compute');
    expect(await output(head, job(waiting, '%T'))).toBe('PENDING\n');
    expect(await instancesLeft(cloud)).toEqual([head.id]);
    await output(head, `scancel ${waiting}`);
  });

  test('whoever asks: the head itself may not launch, though its programs forget why', async () => {
    await output(head, 'rm /var/lib/terrane/stops.json; /opt/terrane/bin/terrane-node resume compute-3 || true');
    const log = await output(head, 'tail -n 5 /var/log/terrane/resume.log');
    expect(log).toMatch(/compute-3: not launched: UnauthorizedOperation: ec2:RunInstances/);
    expect(await instancesLeft(cloud)).toEqual([head.id]);
    const { code, stderr } = await head.run('/opt/terrane/bin/terrane-stop resume');
    expect([code, stderr]).toEqual([1, expect.stringContaining('ec2:DeleteTags of terrane:budget-reached')]);
    expect(await output(head, '/opt/terrane/bin/terrane-stop')).toContain('budget of 1000 USD reached');
    await upkeep();
  });

  test('a person who may takes the mark away: the static node comes back, and jobs run', async () => {
    const given = { 'ResourceId.1': await template(), 'Tag.1.Key': BUDGET };
    await aws(cloud, 'ec2', 'DeleteTags', given);
    await upkeep();
    await partitionIs('UP');
    await outputUntil(head, 'srun --nodes=1 hostname || true', (text) => text.startsWith('compute-'));
    await cloud.waitFor(({ hosts }) => hosts.some(({ tags }) => tags?.['terrane:node'] === 'compute-1'));
  });

  test('a raised budget makes the mark of the former one void', async () => {
    await cloud.fault({ kind: 'budget', percent: 100 });
    await upkeep();
    await partitionIs('DOWN');
    await deploy('BUDGET=2000');
    expect(await marks()).toEqual([BUDGET]);
    await upkeep();
    await partitionIs('UP');
  });

  test('the lease ends: its schedule calls the function, and with no grace jobs return to the queue', async () => {
    await deploy('BUDGET=2000 LEASE=2150-06-30');
    await outputUntil(head, 'srun --nodes=1 hostname || true', (text) => text.startsWith('compute-'));
    const running = await submit("--wrap='sleep 600'");
    await outputUntil(head, job(running, '%T'), (text) => text.startsWith('RUNNING'));
    expect(await cloud.fault({ kind: 'lease' })).toContain('stop-stop-function ran');
    await upkeep();
    await outputUntil(head, job(running, '%T'), (text) => text.startsWith('PENDING'));
    await cloud.waitFor(({ hosts }) => hosts.length === 1, { timeoutSeconds: 120 });
    await upkeep();
    expect(await output(head, 'sinfo --list-reasons --format=%100E')).toContain('stopped: lease ended on 2150-06-30');
  });

  test('every call of the function was within its grants but the seeded one, and no grant of it is unused', async () => {
    const { denied, unusedGrants } = await cloud.report();
    const of = (found: readonly object[]) => found.filter((each) => JSON.stringify(each).includes('StopIdentity'));
    expect(of(denied)).toHaveLength(1);
    expect(of(unusedGrants)).toEqual([]);
  });
});
