import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { TerraformStack, Testing } from 'cdktf';
import type { HpcClusterProps } from '../../lib/archetypes';
import { HpcCluster as CdkCluster } from '../../lib/targets/aws-cdk';
import { HpcCluster as TerraformCluster } from '../../lib/targets/terraform-aws';
import { newApp } from './aws-cdk/rendered';
import { Configuration, type Json } from './terraform-aws/support';
import { synthesised } from './terraform-oci/support';

const PROPS: HpcClusterProps = {
  head: { machine: 'm7i.xlarge' },
  partitions: {
    compute: { machine: 'c7i.8xlarge', max: 4 },
    gpu: { machine: 'g4dn.xlarge', max: 2, lease: { until: '2027-03-31' } },
  },
  budget: { usdPerMonth: 10_000, stopAt: 90 },
  lease: { until: '2027-06-30' },
};

type Statement = { readonly [key: string]: Json };

const sid = (statements: readonly Statement[], name: string): Statement => {
  const found = statements.find(({ Sid }) => Sid === name);
  if (found === undefined) throw new Error(`no ${name} among ${statements.map(({ Sid }) => Sid)}`);
  return found;
};

/** What an engine made of the declaration, in words that both have. */
interface Made {
  readonly head: readonly Statement[];
  readonly stop: readonly Statement[];
  readonly schedule: readonly Statement[];
}

function byCdk(): Made & { readonly template: Template } {
  const stack = new Stack(newApp(), 'Stack');
  new CdkCluster(stack, 'Ocean', PROPS);
  const template = Template.fromStack(stack);
  const roles: Json[] = Object.entries(template.findResources('AWS::IAM::Role'));
  const of = (id: RegExp): Statement[] => {
    const [, role] = roles.find(([name]) => id.test(name));
    return role.Properties.Policies[0].PolicyDocument.Statement;
  };
  return { template, head: of(/HeadIdentity/), stop: of(/OceanStopIdentity/), schedule: of(/StopScheduleIdentity/) };
}

function byTerraform(): Made & { readonly configuration: Configuration } {
  const stack = new TerraformStack(Testing.app(), 'Stack');
  new AwsProvider(stack, 'Aws', { region: 'us-west-2' });
  new TerraformCluster(stack, 'Ocean', PROPS);
  const configuration = new Configuration(Testing.synth(stack));
  const policies = Object.entries<Json>(configuration.json.resource.aws_iam_role_policy);
  const of = (id: RegExp): Statement[] => {
    const [, policy] = policies.find(([name]) => id.test(name)) as [string, Json];
    return JSON.parse(policy.policy).Statement;
  };
  return {
    configuration,
    head: of(/HeadIdentity/),
    stop: of(/Ocean_StopIdentity/),
    schedule: of(/StopScheduleIdentity/),
  };
}

describe.each([
  ['CloudFormation', byCdk],
  ['Terraform', byTerraform],
] as const)('by %s', (_engine, make) => {
  const made: Made = make();

  test('a head may not launch from a template with the mark of the budget, nor with that of a lease', () => {
    expect(sid(made.head, 'StopBudgetReached')).toMatchObject({
      Effect: 'Deny',
      Action: ['ec2:RunInstances'],
      Condition: { StringEquals: { 'aws:ResourceTag/terrane:budget-reached': ['10000 USD a month, 90 %'] } },
    });
    expect(sid(made.head, 'StopBudgetReached')['Resource']).toHaveLength(2);
    expect(sid(made.head, 'StopLeaseEnded')['Condition']).toEqual({
      StringEquals: { 'aws:ResourceTag/terrane:lease-ended': ['2027-06-30', '2027-03-31'] },
    });
  });

  test('a lease holds by its date even where nothing marks anything, for each partition its own', () => {
    const all = sid(made.head, 'StopFrom20270701T000000Z');
    const gpu = sid(made.head, 'StopFrom20270401T000000Z');
    expect([all['Effect'], all['Condition']]).toEqual([
      'Deny',
      { DateGreaterThanEquals: { 'aws:CurrentTime': '2027-07-01T00:00:00Z' } },
    ]);
    expect([all['Resource'].length, gpu['Resource'].length]).toEqual([2, 1]);
  });

  test('the head may look at marks and set none', () => {
    expect(sid(made.head, 'Describe')['Action']).toContain('ec2:DescribeTags');
    const tagging = made.head.filter(({ Action }) => Action.includes('ec2:CreateTags'));
    expect(tagging.map(({ Sid }) => Sid).sort()).toEqual(['ReportMachines', 'TagOnLaunch']);
    expect(made.head.flatMap(({ Action }) => Action)).not.toContain('ec2:DeleteTags');
  });

  test('the function may set these marks on these templates, write its log, and nothing else', () => {
    expect(made.stop.map(({ Sid }) => Sid)).toEqual(['MarkTemplates', 'WriteLogs']);
    expect(sid(made.stop, 'MarkTemplates')).toMatchObject({
      Effect: 'Allow',
      Action: ['ec2:CreateTags'],
      Condition: {
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['terrane:budget-reached', 'terrane:lease-ended'] },
        StringEqualsIfExists: {
          'aws:RequestTag/terrane:budget-reached': ['10000 USD a month, 90 %'],
          'aws:RequestTag/terrane:lease-ended': ['2027-06-30', '2027-03-31'],
        },
      },
    });
    expect(sid(made.stop, 'MarkTemplates')['Resource']).toHaveLength(2);
  });

  test('schedules may call the one function', () => {
    expect(made.schedule.map(({ Action }) => Action)).toEqual([['lambda:InvokeFunction']]);
    expect(made.schedule[0]?.['Resource']).toHaveLength(1);
  });
});

describe('CloudFormation', () => {
  const { template } = byCdk();

  test('a budget tells the topic once 90 per cent are spent, and nobody else as nobody is named', () => {
    const [budget] = Object.values<Json>(template.findResources('AWS::Budgets::Budget'));
    const { NotificationsWithSubscribers: told } = budget.Properties;
    expect(told).toHaveLength(1);
    expect(told[0].Notification.Threshold).toBe(90);
    expect(told[0].Subscribers).toEqual([
      { SubscriptionType: 'SNS', Address: { Ref: expect.stringMatching(/StopTopic/) } },
    ]);
  });

  test('budgets of this account alone publish, and the topic is encrypted with no key that they do not know', () => {
    const [policy] = Object.values<Json>(template.findResources('AWS::SNS::TopicPolicy'));
    const from = sid(policy.Properties.PolicyDocument.Statement, 'FromBudgets');
    expect(from).toMatchObject({
      Principal: { Service: 'budgets.amazonaws.com' },
      Action: 'sns:Publish',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    const [topic] = Object.values<Json>(template.findResources('AWS::SNS::Topic'));
    expect(topic.Properties.KmsMasterKeyId).toBeUndefined();
  });

  test('the program stands in the template, where a reviewer reads it', () => {
    const [made] = Object.values<Json>(template.findResources('AWS::Lambda::Function'));
    expect(made.Properties.Code.ZipFile).toContain('def handler(event');
    expect(made.Properties).toMatchObject({ Runtime: 'python3.13', Handler: 'index.handler', Timeout: 60 });
  });

  test('one schedule for each lease, at the end of its last day in UTC', () => {
    const schedules = Object.values<Json>(template.findResources('AWS::Scheduler::Schedule'));
    expect(
      schedules.map(({ Properties }) => [Properties.ScheduleExpression, Properties.ScheduleExpressionTimezone]),
    ).toEqual([
      ['at(2027-07-01T00:00:00)', 'UTC'],
      ['at(2027-04-01T00:00:00)', 'UTC'],
    ]);
  });

  test('services lend the two identities, and no machine has them', () => {
    const roles: Json[] = Object.entries(template.findResources('AWS::IAM::Role'));
    const lent = (id: RegExp) =>
      roles.find(([name]) => id.test(name))[1].Properties.AssumeRolePolicyDocument.Statement[0];
    expect(lent(/OceanStopIdentity/).Principal).toEqual({ Service: 'lambda.amazonaws.com' });
    expect(lent(/StopScheduleIdentity/)).toMatchObject({
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    template.resourceCountIs('AWS::IAM::InstanceProfile', 2);
  });
});

describe('Terraform', () => {
  const { configuration } = byTerraform();

  test('an apply takes no mark away', () => {
    for (const template of configuration.resources('aws_launch_template'))
      expect(template.lifecycle.ignore_changes).toEqual(
        expect.arrayContaining(['tags["terrane:budget-reached"]', 'tags_all["terrane:lease-ended"]']),
      );
  });

  test('the topic may call the function, and nobody else', () => {
    expect(configuration.resource('aws_lambda_permission')).toMatchObject({ principal: 'sns.amazonaws.com' });
  });
});

describe('Oracle Cloud', () => {
  const launching = (props: Partial<HpcClusterProps>): string => {
    const { all } = synthesised(props);
    const texts = Object.values(all('oci_identity_policy')).flatMap(({ statements }: Json) => statements as string[]);
    return texts.find((text) => text.includes('INSTANCE_CREATE')) as string;
  };

  test('the policy ends launches with the lease', () => {
    expect(launching({ lease: { until: '2027-06-30' } })).toContain(
      "where request.utc-timestamp before '2027-07-01T00:00:00Z'",
    );
  });

  test('with partitions that end at different times the last of them counts, and with one that does not none', () => {
    const machine = 'VM.Standard.E4.Flex.4.32';
    const short = { machine, max: 2, lease: { until: '2027-03-31' } };
    const long = { machine, max: 2, lease: { until: '2027-06-30' } };
    expect(launching({ partitions: { short, long } })).toContain("before '2027-07-01T00:00:00Z'");
    expect(launching({ partitions: { short, open: { machine, max: 2 } } })).not.toContain('timestamp');
  });

  test('what does not launch is not bound by the lease', () => {
    const { all } = synthesised({ lease: { until: '2027-06-30' } });
    const texts = Object.values(all('oci_identity_policy')).flatMap(({ statements }: Json) => statements as string[]);
    expect(texts.filter((text) => text.includes('timestamp'))).toHaveLength(1);
    expect(texts.find((text) => text.includes('INSTANCE_DELETE'))).not.toContain('timestamp');
  });
});
