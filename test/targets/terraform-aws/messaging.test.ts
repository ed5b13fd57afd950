import { type Part, ref } from '../../../lib/blueprint';
import { GRANTS, LEASE, QUEUE, STREAM, TABLE, TOPIC, withParts } from '../../support/messaging';
import { type Configuration, parsed, render, renderApart } from './support';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1';
const PARTS: readonly Part[] = [STREAM, QUEUE, TOPIC, TABLE];

const of = (...parts: readonly Part[]): Configuration => render(withParts(parts)).configuration;
const { configuration } = render(withParts(PARTS, [...GRANTS, LEASE]));
const keyed = of(...PARTS.map((part) => ({ ...part, encryptionKey: KEY }) as Part));

test.each([
  ['aws_kinesis_stream', 'Records'],
  ['aws_sqs_queue', 'Work'],
  ['aws_sqs_queue', 'Work_DeadLetters'],
  ['aws_sns_topic', 'Alerts'],
  ['aws_dynamodb_table', 'Leases'],
])('a retained %s (%s) is protected from destruction, and another one is not', (type, name) => {
  const kept = of(...PARTS.map((part) => ({ ...part, retain: true })));
  expect(kept.resource(type, name).lifecycle.prevent_destroy).toBe(true);
  expect(configuration.resource(type, name).lifecycle).toBeUndefined();
});

test('what is retained lies in the data layer, with all that belongs to it', () => {
  const { data, cluster } = renderApart(withParts(PARTS.map((part) => ({ ...part, retain: true }))));
  const types = ['aws_kinesis_stream', 'aws_sqs_queue', 'aws_sqs_queue_policy', 'aws_sns_topic', 'aws_dynamodb_table'];
  expect(Object.keys(data.counts())).toEqual(expect.arrayContaining(types));
  for (const type of types) expect(cluster.counts()).not.toHaveProperty(type);
});

describe('a stream', () => {
  test('has a fixed number of shards, keeps its records as long as asked and is encrypted', () => {
    expect(configuration.resource('aws_kinesis_stream')).toMatchObject({
      name: 'sample-records',
      shard_count: 2,
      stream_mode_details: { stream_mode: 'PROVISIONED' },
      retention_period: 48,
      encryption_type: 'KMS',
      kms_key_id: 'alias/aws/kinesis',
      tags: { Name: 'sample-records', 'terrane:cluster': 'sample' },
    });
    expect(keyed.resource('aws_kinesis_stream').kms_key_id).toBe(KEY);
  });

  test('of the institution stays as it is, whatever the layer', () => {
    const existing = { ...STREAM, existingName: 'campus-records', retain: true };
    const { data, cluster } = renderApart(
      withParts([existing], [{ to: 'head-identity', access: 'publish', on: 'records' }]),
    );
    expect([data.counts(), cluster.counts()].flatMap(Object.keys)).not.toContain('aws_kinesis_stream');
    expect(cluster.resource('aws_iam_role_policy', 'HeadIdentity_Policy').policy).toContain(':stream/campus-records');
  });
});

describe('a queue', () => {
  const queue = configuration.resource('aws_sqs_queue', 'Work');
  const dead = configuration.resource('aws_sqs_queue', 'Work_DeadLetters');

  test('hides and keeps its messages as long as asked, and is encrypted', () => {
    expect(queue).toMatchObject({
      name_prefix: 'sample-work-',
      visibility_timeout_seconds: 600,
      message_retention_seconds: 345_600,
      sqs_managed_sse_enabled: true,
    });
    expect(
      keyed.resources('aws_sqs_queue').map((each) => [each.kms_master_key_id, each.sqs_managed_sse_enabled]),
    ).toEqual([
      [KEY, undefined],
      [KEY, undefined],
    ]);
  });

  test('gives a message up after so many deliveries, to dead letters that come from it alone', () => {
    const { deadLetterTargetArn, maxReceiveCount } = parsed(queue.redrive_policy);
    expect(deadLetterTargetArn).toMatch(/^\$\{aws_sqs_queue\.Sample_Work_DeadLetters_\w+\.arn\}$/);
    expect([maxReceiveCount, dead.message_retention_seconds]).toEqual([5, 1_209_600]);
    const allow = configuration.resource('aws_sqs_queue_redrive_allow_policy');
    expect(allow.queue_url).toMatch(/^\$\{aws_sqs_queue\.Sample_Work_DeadLetters_\w+\.url\}$/);
    expect(parsed(allow.redrive_allow_policy)).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [expect.stringMatching(/^\$\{aws_sqs_queue\.Sample_Work_[0-9A-F]{8}\.arn\}$/)],
    });
  });

  test('refuses requests without TLS, as its dead letters do', () => {
    const policies = configuration.resources('aws_sqs_queue_policy').map(({ policy }) => parsed(policy));
    expect(policies).toHaveLength(2);
    for (const { Statement } of policies)
      expect(Statement).toEqual([
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ]);
  });
});

describe('a topic', () => {
  test('is encrypted, and takes messages over TLS alone', () => {
    expect(configuration.resource('aws_sns_topic')).toMatchObject({
      name_prefix: 'sample-alerts-',
      kms_master_key_id: 'alias/aws/sns',
    });
    expect(keyed.resource('aws_sns_topic').kms_master_key_id).toBe(KEY);
    const [statement] = parsed(configuration.resource('aws_sns_topic_policy').policy).Statement;
    expect(statement).toMatchObject({ Effect: 'Deny', Action: 'sns:Publish' });
  });

  test('tells every address once', () => {
    expect(
      configuration.resources('aws_sns_topic_subscription').map(({ protocol, endpoint }) => [protocol, endpoint]),
    ).toEqual([
      ['email', 'observer@example.org'],
      ['email', 'chief@example.org'],
    ]);
  });
});

test('a table is paid by request, under one key, backed up and encrypted', () => {
  const table = configuration.resource('aws_dynamodb_table');
  expect(table).toMatchObject({
    name: 'sample-leases',
    hash_key: 'shard',
    attribute: [{ name: 'shard', type: 'S' }],
    billing_mode: 'PAY_PER_REQUEST',
    point_in_time_recovery: { enabled: true },
  });
  expect(table).not.toHaveProperty('server_side_encryption');
  expect(keyed.resource('aws_dynamodb_table').server_side_encryption).toEqual({ enabled: true, kms_key_arn: KEY });
});

test.each([
  ['records', 'id', 'aws_kinesis_stream.Sample_Records', 'arn'],
  ['records', 'name', 'aws_kinesis_stream.Sample_Records', 'name'],
  ['work', 'url', 'aws_sqs_queue.Sample_Work', 'url'],
  ['work', 'id', 'aws_sqs_queue.Sample_Work', 'arn'],
  ['work', 'deadLetters', 'aws_sqs_queue.Sample_Work_DeadLetters', 'url'],
  ['alerts', 'id', 'aws_sns_topic.Sample_Alerts', 'arn'],
  ['leases', 'name', 'aws_dynamodb_table.Sample_Leases', 'name'],
])('%s has its %s', (part, name, resource, argument) => {
  const shown: Part = { kind: 'output', id: 'shown', name: 'Shown', description: name, value: ref(part, name) };
  const { value } = of(...PARTS, shown).json.output.SampleShown;
  expect(value.replace(/_[0-9A-F]{8}\./, '.')).toBe(`\${${resource}.${argument}}`);
});

test("the institution's secret is read by its ARN, and nothing is made", () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:campus/kafka-AbCdEf';
  const secret: Part = { kind: 'secret', id: 'login', description: 'of the institution', length: 0, existingId: arn };
  const own = render(withParts([secret], [{ to: 'head-identity', access: 'read', on: 'login' }]));
  expect(own.configuration.counts()).toMatchObject({ aws_secretsmanager_secret: 1 });
  expect(own.configuration.resource('aws_iam_role_policy', 'HeadIdentity_Policy').policy).toContain(arn);
});
