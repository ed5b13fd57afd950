import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { emptyFolder, ROOT } from '../support/paths';
import { aws, texts } from './support/aws';
import { lines } from './support/commands';
import { instancesLeft, nodesOf } from './support/hosts';

jest.setTimeout(900_000);

/** A folder as `terraform init -plugin-dir` takes it. */
process.env['TERRANE_TERRAFORM_PLUGINS'] ??= '/opt/tf-plugins';

describe('examples/mpas-ocean with three nodes, by terraform apply with the AWS provider', () => {
  const project = emptyFolder('rehearsal-terraform');
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let networks: readonly string[];

  const vpcs = async (): Promise<string[]> => texts(await aws(cloud, 'ec2', 'DescribeVpcs'), 'vpcId');

  beforeAll(async () => {
    const app = `node ${join(ROOT, 'dist/examples/mpas-ocean/small-cdktf.js')}`;
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, 'cdktf.json'), JSON.stringify({ language: 'typescript', app }));
    cloud = await Rehearsal.start({ region: 'us-west-2' });
    networks = await vpcs();
    await cloud.deploy(project);
    await cloud.waitFor('head');
    head = await cloud.host('head');
  });

  afterAll(async () => {
    await cloud?.stop();
    rmSync(project, { recursive: true });
  });

  test('the same head as by cdk deploy', async () => {
    const { hosts } = await cloud.status();
    expect(hosts.map(({ name, type, state }) => `${name} ${type} ${state}`)).toEqual([
      'mpas-ocean-head c5d.9xlarge ready',
    ]);
    expect(await lines(head, "sinfo --noheader --format '%P %D %t %N'")).toEqual(['compute* 3 idle~ compute-[1-3]']);
  });

  test('the same nodes boot for a job', async () => {
    const names = await lines(head, 'srun --nodes=2 --ntasks-per-node=1 hostname');
    expect(names.sort()).toEqual(['compute-1', 'compute-2']);
    const { hosts } = await cloud.status();
    const nodes = hosts.filter(({ tags }) => tags?.['terrane:role'] === 'compute');
    expect(nodes.map(({ name, type }) => `${name} ${type}`).sort()).toEqual([
      'mpas-ocean compute-1 c5.9xlarge',
      'mpas-ocean compute-2 c5.9xlarge',
    ]);
  });

  test('a second plan changes nothing', async () => {
    expect(await cloud.secondPlans()).toEqual([
      { stack: 'MpasData', changes: '' },
      { stack: 'Mpas', changes: '' },
    ]);
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

  test('terraform destroy leaves no instance and no network, only what is protected from it', async () => {
    expect(await nodesOf(cloud)).toEqual(['compute-1', 'compute-2']);
    await cloud.destroy();
    await cloud.waitFor(({ hosts }) => hosts.length === 0);
    expect(await instancesLeft(cloud)).toEqual([]);
    expect((await cloud.report(true)).orphans).toEqual([]);
    expect(await vpcs()).toEqual(networks);
    const volumes = texts(await aws(cloud, 'ec2', 'DescribeVolumes'), 'status');
    expect(volumes.filter((status) => status === 'in-use')).toEqual([]);
  });
});
