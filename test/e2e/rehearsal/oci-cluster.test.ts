import { rmSync } from 'node:fs';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { lines, output } from './support/commands';
import { nodesOf } from './support/hosts';
import { instancesOf, oci, projectOf } from './support/oci';
import { compileRing, othersOf, srunRing } from './support/ring';

jest.setTimeout(900_000);

const COMPARTMENT = 'ocid1.compartment.oc1..aaaaaaaaexampleresearch';
const DOCUMENTS = 'n/examplenamespace/b/terrane-small-work-documents/o';
const RANKS = 16;
const FOLDER = '/home/ring';

describe('examples/oci-cluster with two nodes, by terraform apply', () => {
  const project = projectOf('dist/examples/oci-cluster/small-oci.js');
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

  test('the head is ready, says so in the object that it may write, and has no node yet', async () => {
    expect(await lines(head, "sinfo --noheader --format '%P %D %t %N'")).toEqual(['work* 2 idle~ work-[1-2]']);
    expect(await oci(cloud, `${DOCUMENTS}/gates%2Fhead`)).toMatchObject({ instance: head.id, outcome: 'SUCCESS' });
    expect(await nodesOf(cloud)).toEqual([]);
  });

  test('a ring compiled on the head runs over 16 ranks of two nodes that the OCI driver launches for it', async () => {
    await compileRing(head, FOLDER);
    const ring = await srunRing(head, FOLDER, RANKS, '--mpi=pmix --nodes=2 --ntasks-per-node=8');
    expect(ring).toMatchObject({ others: othersOf(RANKS), ranksByHost: { 'work-1': 8, 'work-2': 8 } });
    expect(ring.verdict).toMatch(/^ring: ok, 16 ranks, /);
    const shapes = (await instancesOf(cloud, COMPARTMENT)).map(({ shape }) => shape).sort();
    expect(shapes).toEqual(['VM.Standard.E2.8', 'VM.Standard.E2.8', 'VM.Standard.E4.Flex']);
  });

  test('every machine has the key that the vault made, and nobody else', async () => {
    const sums = await Promise.all(
      ['head', 'work-1', 'work-2'].map(async (name) =>
        output(await cloud.host(name), 'sha256sum < /etc/munge/munge.key'),
      ),
    );
    expect(new Set(sums).size).toBe(1);
    // 1,024 random bits at the least.
    expect(Number(await output(head, 'stat --format=%s /etc/munge/munge.key'))).toBeGreaterThanOrEqual(128);
    const userData = await output(head, 'cat /var/lib/cloud/instance/user-data.txt');
    expect(userData).toContain('#cloud-config');
    expect(userData).not.toContain((await output(head, 'base64 --wrap=0 /etc/munge/munge.key')).slice(0, 24));
  });

  test('a second plan changes nothing while nodes are there', async () => {
    expect(await cloud.secondPlans()).toEqual([
      { stack: 'SmallData', changes: '' },
      { stack: 'Small', changes: '' },
    ]);
  });

  test('nodes that nobody needs are terminated by the suspend program', async () => {
    await output(head, 'scontrol update nodename=work-[1-2] state=power_down');
    await cloud.waitFor(({ hosts }) => hosts.length === 1, { timeoutSeconds: 180 });
    expect(await instancesOf(cloud, COMPARTMENT)).toMatchObject([{ id: head.id }]);
  });

  test('nothing was refused or failed on the way', async () => {
    const { refused, failures, troubles } = await cloud.report();
    expect({ refused, failures, troubles }).toEqual({ refused: [], failures: [], troubles: [] });
  });

  test('terraform destroy ends the head and what it launched', async () => {
    await output(head, 'srun --nodes=1 hostname');
    await cloud.destroy();
    await cloud.waitFor(({ hosts }) => hosts.length === 0);
    expect(await instancesOf(cloud, COMPARTMENT)).toEqual([]);
  });
});
