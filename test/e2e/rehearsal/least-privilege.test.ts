import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { deniedDuring } from './support/denied';
import { giveHomeAway, launchFormerHead } from './support/former-head';
import {
  COMPUTE,
  HEAD,
  type Need,
  RESULTS,
  RUNNING,
  s3,
  TAKE_OVER,
  TAKEN_OVER,
  UNNEEDED,
} from './support/grants-table';
import { Role } from './support/roles';

jest.setTimeout(600_000);

const BROKEN = { app: 'node test/e2e/rehearsal/apps/without-grant.js' };
const SMALL = { app: 'node dist/examples/mpas-ocean/small-cdk.js' };
const HEAD_NAME = 'mpas-ocean-head';
/** The node whose boot fails for want of a grant. */
const DENIED = 'compute-2';

describe('each grant of the small mpas-ocean', () => {
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let node: RehearsalHost;
  let headRole: Role;
  let nodeRole: Role;
  let former: string;
  /** What steps find in the shell: the bucket of the results, and an upload that the host has begun. */
  let bucket = '';
  const uploads = new Map<string, string>();

  beforeAll(async () => {
    cloud = await Rehearsal.start({ region: 'us-west-2' });
    former = await launchFormerHead(cloud, 'mpas-ocean');
  });

  afterAll(() => cloud?.stop());

  const run = (host: RehearsalHost, step: string) =>
    host.run(`export BUCKET=${bucket} UPLOAD=${uploads.get(host.id) ?? ''}; ${step}`);

  const lacks = async (host: RehearsalHost, role: Role, { grant, step, says, resource }: Need) => {
    const { denied, outcome } = await deniedDuring(cloud, () => role.without(grant, () => run(host, step)));
    expect(`${outcome.stdout}\n${outcome.stderr}`).toMatch(says);
    const named = denied.map((each) => [each.role, each.host, each.action].join(' '));
    expect([...new Set(named)]).toEqual([[role.name, host.id, grant.split(' ')[1]].join(' ')]);
    for (const each of denied) expect(each.resource).toMatch(resource);
  };

  test('a head without one fails its deployment, and the phase is named', async () => {
    await expect(cloud.deploy(BROKEN)).rejects.toThrow(/FAILURE signal/);
    const { failures, denied } = await cloud.report();
    expect(failures).toEqual([expect.objectContaining({ phase: 'secrets' })]);
    expect(failures[0]?.['reason']).toMatch(/AccessDeniedException.*secretsmanager:GetSecretValue/);
    expect(denied).toEqual([
      expect.objectContaining({
        role: expect.stringContaining('HeadIdentity'),
        action: 'secretsmanager:GetSecretValue',
        resource: expect.stringContaining(':secret:'),
      }),
    ]);
  });

  test('all together deploy the cluster', async () => {
    await cloud.deploy(SMALL);
    await cloud.waitFor(HEAD_NAME);
    head = await cloud.host(HEAD_NAME);
    headRole = await Role.find(cloud, 'HeadIdentity');
    nodeRole = await Role.find(cloud, 'ComputeIdentity');
    bucket = headRole.resources('WriteBuckets')[0]?.split(':').at(-1) as string;
  });

  test('is in the table of what needs it', () => {
    const listed = (...tables: (readonly { readonly grant: string }[])[]) =>
      tables.flatMap((table) => table.map(({ grant }) => grant)).sort();
    expect(headRole.grants().sort()).toEqual(listed(HEAD, TAKE_OVER, UNNEEDED));
    expect(nodeRole.grants().sort()).toEqual(listed(COMPUTE, UNNEEDED));
  });

  describe('a head that takes a volume over', () => {
    beforeAll(async () => {
      await cloud.waitFor(former);
      await giveHomeAway(cloud, head, former);
    });

    test.each(TAKE_OVER)('does not without $grant', (need) => lacks(head, headRole, need));

    test('does with all of them', async () => {
      expect(await head.run(TAKEN_OVER)).toMatchObject({ code: 0 });
      expect((await head.run('bash /opt/terrane/boot/head.sh --phase exports && findmnt /home')).code).toBe(0);
      const { hosts } = await cloud.status();
      expect(hosts.filter(({ id, state }) => id === former && state === 'ready')).toEqual([]);
    });
  });

  test('together run a job, whose results go to the bucket and back', async () => {
    const job = `srun --nodelist=${RUNNING} bash -c 'hostname | aws s3 cp - s3://$BUCKET/kept'`;
    expect(await run(head, job)).toMatchObject({ code: 0 });
    expect((await run(head, 'aws s3 cp s3://$BUCKET/kept -')).stdout).toBe(`${RUNNING}\n`);
    node = await cloud.host(RUNNING);
    for (const host of [head, node]) {
      const begun = await run(host, s3("create_multipart_upload(Bucket=B, Key='parts')['UploadId']"));
      uploads.set(host.id, begun.stdout.trim());
    }
  });

  test('a node that boots without one fails, and the phase is named', async () => {
    await nodeRole.without('ReadSecrets secretsmanager:GetSecretValue', async () => {
      await head.run(`/opt/terrane/bin/terrane-node resume ${DENIED}`);
      await cloud.waitFor(({ hosts }) =>
        hosts.some(({ tags, state }) => tags?.['terrane:node'] === DENIED && state === 'failed'),
      );
    });
    const { failures, denied } = await cloud.report();
    expect(failures.at(-1)).toMatchObject({ phase: 'secrets' });
    expect(failures.at(-1)?.['reason']).toMatch(/AccessDeniedException.*secretsmanager:GetSecretValue/);
    expect(denied).toContainEqual(
      expect.objectContaining({ role: nodeRole.name, action: 'secretsmanager:GetSecretValue' }),
    );
    await head.run(`/opt/terrane/bin/terrane-node suspend ${DENIED}`);
  });

  describe('taken from the head', () => {
    test.each(HEAD)('$grant', (need) => lacks(head, headRole, need));
  });

  describe('taken from a node', () => {
    test.each(COMPUTE)('$grant', (need) => lacks(node, nodeRole, need));
  });

  test.each(RESULTS)('$grant is enough for its call', async ({ step }) => {
    for (const host of [head, node]) expect(await run(host, step)).toMatchObject({ code: 0 });
  });

  test('is used by a whole rehearsal, or cannot be for a stated reason', async () => {
    await cloud.destroy();
    const { unusedGrants, orphans } = await cloud.report(true);
    const unused = (role: Role) =>
      unusedGrants
        .filter((each) => each['role'] === role.name)
        .map(({ sid, action, reason }) => ({ grant: `${sid} ${action}`, reason }));
    expect(unused(headRole)).toEqual(UNNEEDED);
    expect(unused(nodeRole)).toEqual(UNNEEDED);
    expect(orphans).toEqual([]);
  });
});
