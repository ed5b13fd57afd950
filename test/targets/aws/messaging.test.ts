import { isEnv, isJoined, type Part, ref, type Text } from '../../../lib/blueprint';
import { type Statement, statementsOf } from '../../../lib/targets/aws/statements';
import { GRANTS, LEASE, QUEUE, STREAM, TABLE, TOPIC, withParts } from '../../support/messaging';
import { sampleBlueprint } from '../../support/sample-blueprint';

const KEY = 'arn:aws:kms:us-west-2:111122223333:key/11111111-2222-3333-4444-555555555555';
const PARTS: readonly Part[] = [STREAM, QUEUE, TOPIC, TABLE];
const ALL = [...GRANTS, LEASE];

function statements(identity: string, parts = PARTS, grants = ALL): Statement[] {
  const blueprint = sampleBlueprint({ ...withParts(parts), grants });
  return statementsOf(blueprint.partOf('identity', identity), blueprint);
}

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  if (isJoined(text)) return text.join.map(plain).join('');
  return isEnv(text) ? `<${text.env}>` : `<${text.ref}.${text.attribute}>`;
}

function shown(found: readonly Statement[]): [sid: string, actions: readonly string[], resources: string[]][] {
  return found.map(({ sid, actions, resources }) => [sid, actions, resources.map(plain)]);
}

test('whoever publishes puts and sends, and reads nothing', () => {
  const publish = GRANTS.filter(({ access }) => access === 'publish');
  expect(shown(statements('head-identity', PARTS, publish))).toEqual([
    ['PublishTopics', ['sns:Publish'], ['<alerts.arn>']],
    ['PublishStreams', ['kinesis:PutRecord', 'kinesis:PutRecords'], ['<records.arn>']],
    ['PublishQueues', ['sqs:SendMessage'], ['<work.arn>']],
  ]);
});

test('whoever consumes reads, hides and deletes, and writes nothing', () => {
  const consume = GRANTS.filter(({ access }) => access === 'consume');
  expect(shown(statements('compute-identity', PARTS, consume))).toEqual([
    [
      'ConsumeStreams',
      ['kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
      ['<records.arn>'],
    ],
    ['ConsumeQueues', ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'], ['<work.arn>']],
  ]);
});

test('whoever sees the backlog sees no message', () => {
  const backlog = GRANTS.filter(({ access }) => access === 'backlog');
  expect(shown(statements('head-identity', PARTS, backlog))).toEqual([
    ['WatchStreams', ['kinesis:DescribeStreamSummary', 'kinesis:ListShards'], ['<records.arn>']],
    ['WatchQueues', ['sqs:GetQueueAttributes'], ['<work.arn>', '<work.deadLettersArn>']],
  ]);
});

test('leases are kept in the one table', () => {
  const [lease] = shown(statements('compute-identity', PARTS, [LEASE]));
  expect(lease).toEqual([
    'LeaseTables',
    ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map((each) => `dynamodb:${each}`),
    ['<leases.arn>'],
  ]);
});

test('no action and no resource holds a wildcard', () => {
  const found = [...statements('head-identity'), ...statements('compute-identity')];
  expect(
    found
      .flatMap(({ actions, resources }) => [...actions, ...resources.map(plain)])
      .filter((each) => each.includes('*')),
  ).toEqual([]);
});

test('several streams share a statement', () => {
  const more: Part = { ...STREAM, id: 'more' };
  const [only] = statements(
    'compute-identity',
    [...PARTS, more],
    [
      { to: 'compute-identity', access: 'consume', on: 'records' },
      { to: 'compute-identity', access: 'consume', on: 'more' },
    ],
  );
  expect(only?.resources).toEqual([ref('records', 'arn'), ref('more', 'arn')]);
});

test('an access that a kind does not have is refused by name', () => {
  expect(() => statements('head-identity', PARTS, [{ to: 'head-identity', access: 'consume', on: 'alerts' }])).toThrow(
    "no AWS permission means 'consume' on a topic",
  );
});

describe("a customer's key", () => {
  const keyed = PARTS.map((part) => ({ ...part, encryptionKey: KEY }) as Part);
  const actions = (access: string, on: string): readonly string[] => {
    const grants = ALL.filter((grant) => grant.access === access && grant.on === on);
    const use = statements(grants[0]?.to ?? '', keyed, grants).filter(({ sid }) => sid === 'UseKey1');
    expect(use.map(({ resources }) => resources)).toEqual(use.map(() => [KEY]));
    return use.flatMap((each) => each.actions);
  };

  test.each([
    ['publish', 'records', ['kms:GenerateDataKey']],
    ['consume', 'records', ['kms:Decrypt']],
    ['backlog', 'records', []],
    ['publish', 'work', ['kms:Decrypt', 'kms:GenerateDataKey']],
    ['consume', 'work', ['kms:Decrypt']],
    ['backlog', 'work', []],
    ['publish', 'alerts', ['kms:Decrypt', 'kms:GenerateDataKey']],
    ['lease', 'leases', ['kms:Decrypt']],
  ])('%s on %s needs %j of it', (access, on, needed) => {
    expect(actions(access, on)).toEqual(needed);
  });
});
