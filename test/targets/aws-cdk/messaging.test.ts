import type { Part } from '../../../lib/blueprint';
import { GRANTS, LEASE, QUEUE, STREAM, TABLE, TOPIC, withParts } from '../../support/messaging';
import { RenderedSample } from './rendered';

const KEY = 'arn:aws:kms:us-west-2:111122223333:key/1111';
const PARTS = [STREAM, QUEUE, TOPIC, TABLE];

function rendered(...parts: readonly Part[]): RenderedSample {
  return new RenderedSample(withParts(parts));
}

const sample = new RenderedSample(withParts(PARTS, [...GRANTS, LEASE]));
const attribute = (part: string, name: string): unknown => sample.stack.resolve(sample.rendered.attribute(part, name));

test.each(PARTS.map(({ id }) => id))('%s goes with the stack, or stays where it is retained', (id) => {
  const kept = rendered(...PARTS.map((part) => ({ ...part, retain: true })));
  for (const logical of sample.ids(id))
    expect(sample.template.toJSON()['Resources'][logical].DeletionPolicy).toBe('Delete');
  for (const logical of kept.ids(id))
    expect(kept.template.toJSON()['Resources'][logical].DeletionPolicy).toBe('RetainExceptOnCreate');
});

describe('a stream', () => {
  test('has a fixed number of shards, keeps its records as long as asked and is encrypted', () => {
    expect(sample.resource('records').Properties).toEqual({
      ShardCount: 2,
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      RetentionPeriodHours: 48,
      StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
    });
  });

  test("is encrypted under the customer's key where one is given", () => {
    expect(rendered({ ...STREAM, encryptionKey: KEY }).resource('records').Properties['StreamEncryption']).toEqual({
      EncryptionType: 'KMS',
      KeyId: KEY,
    });
  });

  test('is told by its name and its ARN, and has no endpoint of its own', () => {
    const id = sample.id('records');
    expect(attribute('records', 'name')).toEqual({ Ref: id });
    expect(attribute('records', 'id')).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    expect(() => attribute('records', 'endpoint')).toThrow("part 'records' has no attribute 'endpoint' on AWS");
  });

  test('of the institution stays as it is', () => {
    const own = rendered({ ...STREAM, existingName: 'campus-records' });
    own.template.resourceCountIs('AWS::Kinesis::Stream', 0);
    expect(own.rendered.attribute('records', 'name')).toBe('campus-records');
    expect(own.rendered.attribute('records', 'id')).toMatch(/^arn:.*:stream\/campus-records$/);
  });
});

describe('a queue', () => {
  const [queueId, deadId] = sample.ids('work') as [string, string];
  const properties = (id: string) => sample.template.toJSON()['Resources'][id].Properties;
  const unique = {
    'Fn::Select': [0, { 'Fn::Split': ['-', { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }] }],
  };

  test('hides and keeps its messages as long as asked, and is encrypted', () => {
    expect(properties(queueId)).toMatchObject({
      VisibilityTimeout: 600,
      MessageRetentionPeriod: 345_600,
      SqsManagedSseEnabled: true,
    });
  });

  test('gives a message up after so many deliveries', () => {
    expect(properties(queueId).RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [deadId, 'Arn'] },
      maxReceiveCount: 5,
    });
  });

  test('has a name that no other stack has, and dead letters come from it alone', () => {
    expect(properties(queueId).QueueName).toEqual({ 'Fn::Join': ['', ['sample-work-', unique]] });
    const { RedriveAllowPolicy, MessageRetentionPeriod, SqsManagedSseEnabled } = properties(deadId);
    expect([MessageRetentionPeriod, SqsManagedSseEnabled]).toEqual([1_209_600, true]);
    expect(RedriveAllowPolicy.redrivePermission).toBe('byQueue');
    expect(RedriveAllowPolicy.sourceQueueArns).toEqual([
      { 'Fn::Join': ['', expect.arrayContaining([expect.stringContaining(':sample-work-'), unique])] },
    ]);
  });

  test('refuses requests without TLS, as its dead letters do', () => {
    const policies = sample.of('AWS::SQS::QueuePolicy').map(({ Properties }) => Properties);
    expect(policies).toEqual(
      [queueId, deadId].map((id) => ({
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'TlsOnly',
              Effect: 'Deny',
              Principal: { AWS: '*' },
              Action: 'sqs:*',
              Resource: [{ 'Fn::GetAtt': [id, 'Arn'] }],
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      })),
    );
  });

  test("is encrypted under the customer's key where one is given, as its dead letters are", () => {
    const keyed = rendered({ ...QUEUE, encryptionKey: KEY }).of('AWS::SQS::Queue');
    expect(keyed.map(({ Properties }) => [Properties['KmsMasterKeyId'], Properties['SqsManagedSseEnabled']])).toEqual([
      [KEY, undefined],
      [KEY, undefined],
    ]);
  });

  test('is told by its URL and its ARN, and by the URL of its dead letters', () => {
    expect(attribute('work', 'url')).toEqual({ Ref: queueId });
    expect(attribute('work', 'id')).toEqual({ 'Fn::GetAtt': [queueId, 'Arn'] });
    expect(attribute('work', 'deadLetters')).toEqual({ Ref: deadId });
  });
});

describe('a topic', () => {
  test('is encrypted, and takes messages over TLS alone', () => {
    expect(sample.resource('alerts').Properties).toEqual({
      DisplayName: 'sample-alerts',
      KmsMasterKeyId: 'alias/aws/sns',
    });
    sample.template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [{ Ref: sample.id('alerts') }],
      PolicyDocument: {
        Statement: [{ Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      },
    });
  });

  test('tells every address once', () => {
    expect(sample.of('AWS::SNS::Subscription').map(({ Properties }) => Properties)).toEqual(
      ['observer@example.org', 'chief@example.org'].map((Endpoint) => ({
        TopicArn: { Ref: sample.id('alerts') },
        Protocol: 'email',
        Endpoint,
      })),
    );
  });

  test('keeps the subscription of an address when another one goes', () => {
    const fewer = rendered({ ...TOPIC, emails: ['chief@example.org'] });
    expect(sample.ids('alerts')).toEqual(expect.arrayContaining(fewer.ids('alerts')));
  });

  test("is encrypted under the customer's key where one is given", () => {
    expect(rendered({ ...TOPIC, encryptionKey: KEY }).resource('alerts').Properties['KmsMasterKeyId']).toBe(KEY);
  });
});

describe('a table', () => {
  test('is paid by request, under one key, and backed up', () => {
    expect(sample.resource('leases').Properties).toEqual({
      AttributeDefinitions: [{ AttributeName: 'shard', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'shard', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  test("is encrypted under the customer's key where one is given", () => {
    expect(rendered({ ...TABLE, encryptionKey: KEY }).resource('leases').Properties['SSESpecification']).toEqual({
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: KEY,
    });
  });
});

test("the institution's secret is read by its ARN, and nothing is made", () => {
  const arn = 'arn:aws:secretsmanager:us-west-2:111122223333:secret:campus/kafka-AbCdEf';
  const secret: Part = { kind: 'secret', id: 'login', description: 'of the institution', length: 0, existingId: arn };
  const own = new RenderedSample(withParts([secret], [{ to: 'head-identity', access: 'read', on: 'login' }]));
  own.template.resourceCountIs('AWS::SecretsManager::Secret', 1);
  expect(own.rendered.attribute('login', 'id')).toBe(arn);
  expect(JSON.stringify(own.resource('head-identity'))).toContain(arn);
});
