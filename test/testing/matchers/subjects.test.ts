import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { expect as imported } from '@jest/globals';
import { CfnSecurityGroupIngress, Port } from 'aws-cdk-lib/aws-ec2';
import { App, CfnParameter, Stack } from 'aws-cdk-lib/core';
import { App as TerraformApp, TerraformStack } from 'cdktf';
import type { HpcClusterProps } from 'terrane';
import { HpcCluster } from 'terrane/aws-cdk';
import { HpcCluster as TerraformHpcCluster } from 'terrane/cdktf-aws';
import { blueprintOf, blueprintSerializer, blueprintsOf } from 'terrane/testing';
import type { BlueprintData } from '../../../lib/blueprint';
import { withPart } from '../../rules/changed';
import { sampleBlueprint } from '../../support/sample-blueprint';
import 'terrane/testing/jest';

const props: HpcClusterProps = {
  head: { machine: 'm7i.xlarge' },
  partitions: { compute: { machine: 'c7i.8xlarge', max: 4 } },
  quotaVcpus: 256,
};

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

function onCdk(change: Partial<HpcClusterProps> = {}): { app: App; stack: Stack; cluster: HpcCluster } {
  const app = new App();
  const stack = new Stack(app, 'Geo', { env: { region: 'us-east-1' } });
  return { app, stack, cluster: new HpcCluster(stack, 'Cluster', { ...props, ...change }) };
}

/** With a login node that the institution enters by SSH. */
const entered: Partial<HpcClusterProps> = {
  login: { machine: 'm7i.large' },
  access: { sshFrom: ['192.0.2.0/24'] },
  users: [
    {
      name: 'ada',
      uid: 2001,
      publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFZ8v3nrUxVbsDlXmvyPQKyLzqS0fnZBdbVRnlPWGgcA ada',
    },
  ],
};

function onTerraform(): { app: TerraformApp; stack: TerraformStack; cluster: TerraformHpcCluster } {
  const outdir = mkdtempSync(join(tmpdir(), 'terrane-kit-'));
  made.push(outdir);
  const app = new TerraformApp({ outdir });
  const stack = new TerraformStack(app, 'Geo');
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  return { app, stack, cluster: new TerraformHpcCluster(stack, 'Cluster', props) };
}

test('a matcher takes a construct, its stack, its app and its blueprint, of either engine', () => {
  const [cdk, terraform] = [onCdk(), onTerraform()];
  for (const { app, stack, cluster } of [cdk, terraform])
    for (const subject of [cluster, stack, app, cluster.blueprint]) {
      expect(subject).toHaveNoFindings();
      expect(subject).toReach({ from: 'compute', to: 'home', port: 2049 });
      expect(subject).toKeepData({ including: ['home', 'state', 'results'] });
      expect(subject).toCostLessThan({ usdPerHour: 0.21, at: 'no nodes' });
      expect(subject).toHaveNoPublicIngress();
    }
  expect(cdk.cluster).toMatchBlueprint(terraform.cluster);
});

test('a matcher takes a synthesised folder of either engine', () => {
  const { app } = onTerraform();
  app.synth();
  for (const folder of [onCdk().app.synth().directory, app.outdir]) {
    expect(folder).toHaveNoFindings();
    expect(folder).toReach({ from: 'compute', to: 'home', port: 2049 });
    expect(folder).toHaveNoPublicIngress();
    expect(folder).not.toKeepData({ including: ['archive'] });
  }
});

test('of a folder, what the app opens beside the declaration counts', () => {
  const folder = (open: (cluster: HpcCluster) => void): string => {
    const { app, cluster } = onCdk({ ...entered });
    open(cluster);
    return app.synth().directory;
  };
  const wanted = { except: ['login:22@192.0.2.0/24'] };
  expect(folder(() => undefined)).toHaveNoPublicIngress(wanted);
  const { securityGroups } = blueprintOf(folder(() => undefined)).partOf('machine', 'login');
  const opened = folder((cluster) => {
    const groupId = cluster
      .native(securityGroups[0] as string)
      .getAtt('GroupId')
      .toString();
    new CfnSecurityGroupIngress(cluster, 'Web', {
      groupId,
      cidrIp: '0.0.0.0/0',
      ipProtocol: 'tcp',
      fromPort: 80,
      toPort: 80,
    });
  });
  expect(() => expect(opened).toHaveNoPublicIngress(wanted)).toThrow(
    /tcp 80 of login, from everybody \(0\.0\.0\.0\/0\), by one .*\(beside the declaration: ClusterWeb.* of .*Geo\.template\.json\)/,
  );
  // The head has no public address: nobody comes in by this rule.
  const inside = folder((cluster) => cluster.connections.allowFromAnyIpv4(Port.tcp(8080)));
  expect(inside).toHaveNoPublicIngress(wanted);
});

test('the one that is meant is named where there are several', () => {
  const { app, stack } = onCdk();
  new HpcCluster(stack, 'Second', props);
  expect(blueprintsOf(app).map(({ data }) => data.path)).toEqual(['Geo/Cluster', 'Geo/Second']);
  expect(stack).toReach({ from: 'compute', to: 'home', port: 2049, of: 'Geo/Second' });
  const reach = (of?: string) => () =>
    expect(stack).toReach({ from: 'compute', to: 'home', port: 2049, ...(of === undefined ? {} : { of }) });
  expect(reach()).toThrow("'Geo' holds 2 blueprints: Geo/Cluster, Geo/Second. Give the one that is meant.");
  expect(reach('Geo/Secund')).toThrow("'Geo' holds no blueprint of 'Geo/Secund'. Did you mean 'Geo/Second'?");
});

test('what is none of Terrane is refused in both forms', () => {
  for (const assert of [
    () => expect(new Stack(undefined, 'Empty')).toKeepData(),
    () => expect(new Stack(undefined, 'Empty')).not.toKeepData(),
  ])
    expect(assert).toThrow("'Empty' has no blueprint, nor has a construct in it. Give a construct of Terrane");
  expect(() => expect(undefined).toKeepData()).toThrow('undefined has no blueprint');
  expect(() => expect('no/such/folder').toKeepData()).toThrow('no/such/folder is not a folder');
  expect(() => expect(__dirname).toKeepData()).toThrow('holds no blueprint: no terrane/*.json');
});

test('expect of @jest/globals has them as well', () => {
  imported(onCdk().cluster).toHaveNoPublicIngress();
  imported(onCdk().cluster).not.toReach({ from: 'internet', to: 'head', port: 22 });
});

describe('the serializer', () => {
  const written = (value: object) => blueprintSerializer.serialize(value).split('\n');

  test('writes a construct as its blueprint, the same on both engines but for where it is', () => {
    const lines = written(onCdk().cluster);
    expect(lines.slice(0, 2)).toEqual(["HpcCluster 'geo-cluster' at Geo/Cluster, aws, us-east-1", 'facts']);
    expect(lines).toContain('  compute-group sends tcp 2049 to storage-group (NFS)');
    expect(lines.slice(1)).toEqual(written(onTerraform().cluster).slice(1));
  });

  test('holds neither hashes nor marks of deploy-time values', () => {
    const { stack } = onCdk();
    const owner = new CfnParameter(stack, 'Owner').valueAsString;
    const cluster = new HpcCluster(stack, 'Second', { ...props, tags: { owner } });
    const text = blueprintSerializer.serialize(cluster);
    expect(text).toContain('owner (known at deployment)');
    expect(text).not.toMatch(/[0-9a-f]{16}|Token\[/);
  });

  test('two syntheses whose bundles differ give the same snapshot; whose rules differ do not', () => {
    const of = (text: string, more: Partial<BlueprintData> = {}) =>
      written(
        sampleBlueprint({ ...withPart('bundle', 'programs', { files: [{ path: 'boot/head.sh', text }] }), ...more }),
      );
    const [one, other] = ['true\n'.repeat(50), 'false\n'.repeat(70)];
    expect(of(one)).toEqual(of(other));
    expect(of(one)).not.toEqual(of(one, { flows: [] }));
  });

  test('takes constructs and blueprints, and nothing else', () => {
    const { stack, cluster } = onCdk();
    const taken = [cluster, cluster.blueprint, stack, 'cdk.out', undefined, { blueprint: 'of a house' }];
    expect(taken.map((each) => blueprintSerializer.test(each))).toEqual([true, true, false, false, false, false]);
  });
});
