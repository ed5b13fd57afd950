import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { renderBlueprint } from '../../../lib/targets/aws-cdk/render';
import { sampleBlueprint } from '../../support/sample-blueprint';
import { newApp, newOutdir, RenderedSample, withPart } from './rendered';

const sample = new RenderedSample();

test("logical ids come from the construct's path and the parts' ids", () => {
  expect(sample.id('head-machine')).toMatch(/^SampleHeadMachine[0-9A-F]{8}$/);
  expect(sample.id('compute-fleet')).toMatch(/^SampleComputeFleet[0-9A-F]{8}$/);
});

test('a stack may hold several clusters', () => {
  const stack = new Stack(newApp(), 'Stack');
  for (const id of ['One', 'Two']) renderBlueprint(new Construct(stack, id), sampleBlueprint());
  expect(stack.node.children.map((child) => child.node.id)).toEqual(['One', 'Two']);
});

test('a document holds JSON with the values of the deployment', () => {
  const { Type, Name, Tier, Value } = sample.resource('compute-document').Properties as { [name: string]: unknown };
  expect([Type, Name, Tier]).toEqual(['String', '/terrane/sample/partition/compute', 'Standard']);
  expect(JSON.parse(flatten(Value))).toMatchObject({
    partition: 'compute',
    template: sample.id('compute-fleet'),
    subnets: [sample.id('nodes-1')],
    max: 29,
  });
});

test('a role has its permissions when it is there: they are inline', () => {
  const policies = sample.resource('head-identity').Properties['Policies'] as readonly {
    readonly PolicyName: string;
  }[];
  expect(policies.map((policy) => policy.PolicyName)).toEqual(['terrane']);
  sample.template.resourceCountIs('AWS::IAM::Policy', 0);
});

test('only EC2 may assume a role', () => {
  for (const role of sample.of('AWS::IAM::Role'))
    expect(role.Properties['AssumeRolePolicyDocument']).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
    });
});

test('an identity without grants has no policy', () => {
  expect(new RenderedSample({ grants: [] }).resource('head-identity').Properties).not.toHaveProperty('Policies');
});

test("a record names the head's address and is forgotten soon", () => {
  expect(sample.resource('head-name').Properties).toEqual({
    HostedZoneId: { 'Fn::GetAtt': [sample.id('names'), 'Id'] },
    Name: 'head.sample.terrane.internal',
    Type: 'A',
    TTL: '60',
    ResourceRecords: [{ 'Fn::GetAtt': [sample.id('head-machine'), 'PrivateIp'] }],
  });
});

test("a budget counts what carries the cluster's tag, and tells people", () => {
  const { Budget, NotificationsWithSubscribers } = sample.resource('budget').Properties as {
    Budget: object;
    NotificationsWithSubscribers: readonly { Notification: { Threshold: number }; Subscribers: readonly object[] }[];
  };
  expect(Budget).toMatchObject({
    BudgetLimit: { Amount: 1000, Unit: 'USD' },
    CostFilters: { TagKeyValue: ['user:terrane:cluster$sample'] },
  });
  expect(NotificationsWithSubscribers.map((each) => each.Notification.Threshold)).toEqual([50, 80, 100]);
  expect(NotificationsWithSubscribers[0]?.Subscribers).toEqual([
    { SubscriptionType: 'EMAIL', Address: 'hpc@example.org' },
  ]);
});

test('a budget without addresses only shows', () => {
  const silent = new RenderedSample(withPart('budget', { emails: [] }));
  expect(silent.resource('budget').Properties).not.toHaveProperty('NotificationsWithSubscribers');
});

test('an attribute that a part does not have is named', () => {
  expect(() => sample.rendered.attribute('munge', 'colour')).toThrow("part 'munge' has no attribute 'colour' on AWS");
});

test('the bundle is an asset of the stack, named after its own checksum', () => {
  const outdir = newOutdir();
  const { rendered, stack } = synthesise(outdir);
  const sha256 = rendered.attribute('programs', 'sha256');
  const { files } = JSON.parse(readFileSync(join(outdir, 'Stack.assets.json'), 'utf8'));
  expect(files[sha256].source).toEqual({ path: `asset.${sha256}.zip`, packaging: 'file' });
  expect(stack.resolve(rendered.attribute('programs', 'key'))).toBe(`${sha256}.zip`);
});

test('two synths give the same bytes', () => {
  const outdirs = [0, 1].map(() => newOutdir());
  const [one, two] = outdirs.map((outdir) => {
    synthesise(outdir);
    return Object.fromEntries(readdirSync(outdir).map((file) => [file, readFileSync(join(outdir, file), 'base64')]));
  });
  expect(two).toEqual(one);
});

function synthesise(outdir: string) {
  const app = new App({ outdir });
  const stack = new Stack(app, 'Stack');
  const rendered = renderBlueprint(new Construct(stack, 'Sample'), sampleBlueprint());
  app.synth();
  return { rendered, stack };
}

/** A value with every intrinsic function in it replaced by the name that it refers to. */
function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  const intrinsic = value as { 'Fn::Join'?: [string, unknown[]]; Ref?: string; 'Fn::GetAtt'?: string[] };
  if (intrinsic['Fn::Join'] !== undefined) return intrinsic['Fn::Join'][1].map(flatten).join('');
  return intrinsic.Ref ?? (intrinsic['Fn::GetAtt'] ?? []).join('.');
}
