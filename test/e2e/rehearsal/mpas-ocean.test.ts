import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { ROOT } from '../support/paths';
import { object } from './support/aws';
import { lines, output } from './support/commands';
import { instancesLeft, nodesOf } from './support/hosts';
import { compileRing, othersOf, ringIn, srunRing } from './support/ring';

jest.setTimeout(900_000);

const RANKS = 16;
const FOLDER = '/home/ring';

/** Prints the caller, then puts what the ring printed into the bucket of results: boto3 is what a node has for that. */
const JOB = `#!/bin/bash
#SBATCH --nodes=2 --ntasks=${RANKS} --ntasks-per-node=8 --output=${FOLDER}/job.txt
cd ${FOLDER}
srun ./ring > ring.txt
python3 - "$(/opt/terrane/bin/terrane-node value results)" << 'END'
import sys
import boto3
print(boto3.client('sts').get_caller_identity()['Arn'])
boto3.client('s3').upload_file('ring.txt', sys.argv[1], 'ring/ring.txt')
END
`;

describe('examples/mpas-ocean with three nodes, by cdk deploy', () => {
  let cloud: Rehearsal;
  let head: RehearsalHost;

  beforeAll(async () => {
    cloud = await Rehearsal.start({ region: 'us-west-2' });
    await cloud.deploy({ app: 'node dist/examples/mpas-ocean/small-cdk.js', folder: ROOT });
    // The head says that it is ready in the last step of its boot, which ends a moment later.
    await cloud.waitFor('head', { timeoutSeconds: 10 });
    head = await cloud.host('head');
  });

  afterAll(async () => {
    await cloud?.stop();
  });

  test('the deployment ends when the head is ready; no node is there yet', async () => {
    expect(head.state).toMatchObject({ state: 'ready', type: 'c5d.9xlarge', name: 'mpas-ocean-head' });
    expect(await nodesOf(cloud)).toEqual([]);
    expect(await lines(head, "sinfo --noheader --format '%P %D %t %N'")).toEqual(['compute* 3 idle~ compute-[1-3]']);
  });

  test('a ring compiled on the head runs over 16 ranks of two nodes that boot for it', async () => {
    await compileRing(head, FOLDER);
    const ring = await srunRing(head, FOLDER, RANKS, '--nodes=2 --ntasks-per-node=8');
    expect(ring.others).toEqual(othersOf(RANKS));
    expect(ring.ranksByHost).toEqual({ 'compute-1': 8, 'compute-2': 8 });
    expect(ring.verdict).toMatch(/^ring: ok, 16 ranks, /);
    expect(await nodesOf(cloud)).toEqual(['compute-1', 'compute-2']);
    expect(await lines(head, "sinfo --noheader --states=idle --format '%D %t %N'")).toContain('2 idle compute-[1-2]');
  });

  test("a job copies its results to the bucket with the node's own role", async () => {
    await output(head, `cat > ${FOLDER}/job.sh << 'JOB'\n${JOB}JOB`);
    await output(head, `cd ${FOLDER} && sbatch --wait job.sh`);
    const bucket = (await output(head, '/opt/terrane/bin/terrane-node value results')).trim();
    const copied = await object(cloud, 'GET', bucket, 'ring/ring.txt');
    expect(ringIn(copied.trim().split('\n'), RANKS)).toMatchObject({
      others: othersOf(RANKS),
      verdict: expect.stringMatching(/^ring: ok/),
    });
    const node = await cloud.host('compute-1');
    const [caller] = await lines(head, `cat ${FOLDER}/job.txt`);
    expect(caller).toMatch(
      new RegExp(`^arn:aws:sts::\\d{12}:assumed-role/Mpas-OceanComputeIdentity[A-Z0-9-]+/${node.id}$`),
    );
  });

  test('nothing was refused, denied or left unjudged on the way', async () => {
    const { refused, denied, unevaluated, failures, troubles, mounts } = await cloud.report();
    expect({ refused, denied, unevaluated, failures, troubles }).toEqual({
      refused: [],
      denied: [],
      unevaluated: [],
      failures: [],
      troubles: [],
    });
    expect(mounts.map(({ target, source }) => `${source} on ${target}`)).toEqual(
      Array.from({ length: 2 }, () => 'head.mpas-ocean.terrane.internal:/home on /home'),
    );
  });

  test('cdk destroy ends the nodes with their head, and leaves no instance', async () => {
    await cloud.destroy();
    await cloud.waitFor(({ hosts }) => hosts.length === 0);
    expect(await instancesLeft(cloud)).toEqual([]);
    expect((await cloud.report(true)).orphans).toEqual([]);
  });
});
