import { createHash } from 'node:crypto';
import { type HostState, Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { ROOT } from '../support/paths';
import { aws, object, texts } from './support/aws';
import { output, outputUntil } from './support/commands';
import { appCommand } from './support/faulty-cluster';
import { instancesLeft } from './support/hosts';

jest.setTimeout(900_000);

const SLOW_SECONDS = 5;
const APP = { app: appCommand(), folder: ROOT };

describe('boots that meet trouble', () => {
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let slowJob: Promise<string>;

  beforeAll(async () => {
    cloud = await Rehearsal.start({ region: 'us-west-2' });
  });

  afterAll(() => cloud?.stop());

  test('a secret that cannot be read: the deployment fails with phase and reason, and leaves nothing', async () => {
    await cloud.fault({ kind: 'secret', name: '*' });
    const error = await cloud.deploy(APP).then(
      () => new Error('it was deployed'),
      (reason: Error) => reason,
    );
    // By CloudFormation's event, as cdk prints it.
    expect(error.message).toMatch(
      /Received FAILURE signal with UniqueId i-[0-9a-f]+:secrets:secret-ResourceNotFoundException/,
    );
    expect(error.message).toContain('Faults failed to deploy');
    // By the rehearsal.
    expect(error.message).toContain(
      "faults-head, phase 'secrets': secret: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    );
    const [failure] = (await cloud.report()).failures;
    expect(failure).toMatchObject({ phase: 'secrets', command: expect.stringContaining('secret munge') });
    expect(failure?.['reason']).not.toContain('time budget');
    expect(await instancesLeft(cloud)).toEqual([]);
    expect(texts(await aws(cloud, 'ec2', 'DescribeVolumes'), 'volumeId')).toEqual([]);
    await cloud.fault({ kind: 'clear' });
  });

  test('a parameter store and a metadata service that take five seconds an answer: the head boots all the same', async () => {
    await cloud.fault({ kind: 'slow', service: 'ssm', seconds: SLOW_SECONDS });
    const deployed = cloud.deploy(APP);
    // cloud-init reads all of its metadata first, a hundred answers one after the other: eight minutes that teach nothing.
    await Promise.race([
      deployed,
      cloud.waitFor(({ hosts }) => hosts.some(({ stage }) => PAST_CLOUD_INIT.test(stage))),
    ]);
    await cloud.fault({ kind: 'metadata', seconds: SLOW_SECONDS });
    await deployed;
    head = await cloud.host('head');
    // A token, the role's name, its credentials.
    const asked = 'python3 -c "import boto3; boto3.client(\'sts\').get_caller_identity()"';
    expect((await head.run(asked)).stderr).toContain('NoCredentialsError');
    expect(await output(head, '/opt/terrane/bin/terrane-node value cluster')).toBe('faults\n');
  });

  test('a node with such a metadata service boots all the same; its job waits for it', async () => {
    await cloud.fault({ kind: 'clear' });
    slowJob = output(head, 'srun --partition=compute --nodelist=compute-1 hostname');
    // Looked at by the last test; until then nobody waits for it.
    slowJob.catch(() => undefined);
    await cloud.waitFor(({ hosts }) =>
      hosts.some((each) => isNode(each, 'compute-1') && PAST_CLOUD_INIT.test(each.stage)),
    );
    await cloud.fault({ kind: 'metadata', host: 'compute-1', seconds: SLOW_SECONDS });
    // From here on it needs no bundle.
    await cloud.waitFor(({ hosts }) => hosts.some((each) => isNode(each, 'compute-1') && PAST_STUB.test(each.stage)));
  });

  test('a bundle that is not the declared one: a node does not run it, and names both sums', async () => {
    const bundle = JSON.parse(await output(head, '/opt/terrane/bin/terrane-node value bundle')) as Bundle;
    const other = 'another file in the place of the bundle';
    const sum = createHash('sha256').update(other).digest('hex');
    await object(cloud, 'PUT', bundle.bucket, bundle.key, other);
    await output(head, 'sbatch --partition=compute --nodelist=compute-2 --chdir=/home --wrap=true');
    const failed = await cloud.event(({ event, name }) => event === 'failed' && String(name).endsWith('compute-2'));
    expect(failed).toMatchObject({
      phase: 'bundle',
      reason: `bundle ${bundle.key}: SHA-256 should be ${bundle.sha256}, is ${sum}`,
    });
    // The machine says so in its tags, `reconcile` tells Slurm, and the machine is ended.
    const shown = "scontrol --oneliner show node compute-2 | sed -n 's/.* Reason=//p'";
    const reason = await outputUntil(head, shown, (text) => text.startsWith('boot failed'));
    expect(reason).toContain("got as far as 'bundle failed'");
    await cloud.waitFor(({ hosts }) => hosts.every(({ id }) => id !== failed['id']));
  });

  test('the node that was slow has run its job', async () => {
    expect(await slowJob).toBe('compute-1\n');
  });
});

function isNode({ tags }: HostState, name: string): boolean {
  return tags?.['terrane:node'] === name;
}

interface Bundle {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
}

/** Stages after the one in which cloud-init reads the metadata. */
const PAST_CLOUD_INIT = /^(?!systemd$|init-local$)/;
/** Phases of the boot itself. */
const PAST_STUB = /^(?!systemd$|init|modules-)/;
