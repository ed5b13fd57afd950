import { isEnv, isJoined, type Part, ref, type Text } from '../../../lib/blueprint';
import { type Statement, statementsOf } from '../../../lib/targets/aws/statements';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

const KEY = 'arn:aws:kms:us-west-2:111122223333:key/11111111-2222-3333-4444-555555555555';

function statements(identity: string, blueprint = sampleBlueprint()): Statement[] {
  return statementsOf(blueprint.partOf('identity', identity), blueprint);
}

function statement(sid: string, identity = 'head-identity', blueprint = sampleBlueprint()): Statement {
  const found = statements(identity, blueprint).find((each) => each.sid === sid);
  if (found === undefined) throw new Error(`no statement ${sid}`);
  return found;
}

function changed(id: string, change: object): ReturnType<typeof sampleBlueprint> {
  const parts = SAMPLE.parts.map((part): Part => (part.id === id ? ({ ...part, ...change } as Part) : part));
  return sampleBlueprint({ parts });
}

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  if (isJoined(text)) return text.join.map(plain).join('');
  return isEnv(text) ? `<${text.env}>` : `<${text.ref}.${text.attribute}>`;
}

describe('permissions of an identity', () => {
  const everything = [...statements('head-identity'), ...statements('compute-identity')];

  test('no action holds a wildcard', () => {
    expect(everything.flatMap((each) => each.actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  test('every statement on any resource names the page that says there is no other', () => {
    const any = everything.filter((each) => each.resources.includes('*'));
    expect([...new Set(any.map((each) => each.sid))].sort()).toEqual(['Describe', 'SessionChannels']);
    for (const each of any)
      expect(each.anyResourceBecause).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/service-authorization\//);
  });

  test('no statement on given resources claims that there are none', () => {
    for (const each of everything.filter((one) => !one.resources.includes('*')))
      expect(each.anyResourceBecause).toBeUndefined();
  });

  test('sids are unique within an identity, as IAM wants', () => {
    const sids = statements('head-identity').map((each) => each.sid);
    expect(new Set(sids).size).toBe(sids.length);
  });

  test('sids hold letters and digits alone', () => {
    for (const each of everything) expect(each.sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  test('an identity without grants may do nothing', () => {
    expect(statements('compute-identity', sampleBlueprint({ grants: [] }))).toEqual([]);
  });

  test('an access that AWS has no permission for is refused by name', () => {
    const blueprint = sampleBlueprint({ grants: [{ to: 'head-identity', access: 'launch', on: 'results' }] });
    expect(() => statements('head-identity', blueprint)).toThrow("no AWS permission means 'launch' on a bucket");
  });
});

describe('launching nodes', () => {
  test('is bound to the template, the machine types and the tag of the cluster', () => {
    expect(statement('LaunchNodes').conditions).toEqual({
      ArnLike: { 'ec2:LaunchTemplate': [ref('compute-fleet', 'templateArn')] },
      StringEquals: { 'aws:RequestTag/terrane:cluster': 'sample', 'ec2:InstanceType': ['c5.9xlarge'] },
    });
  });

  test("goes into the fleet's subnets, groups and placement group only", () => {
    expect(statement('LaunchInto').resources.map(plain)).toEqual([
      '<compute-fleet.templateArn>',
      'arn:<cloud>:ec2:<region>:<account>:network-interface/*',
      'arn:<cloud>:ec2:<region>:<account>:volume/*',
      'arn:<cloud>:ec2:<region>:<account>:subnet/<nodes-1.id>',
      'arn:<cloud>:ec2:<region>:<account>:security-group/<compute.id>',
      'arn:<cloud>:ec2:<region>:<account>:placement-group/<compute-placement.name>',
    ]);
  });

  test('takes the image from the template alone', () => {
    expect(statement('LaunchImage').conditions).toEqual({ Bool: { 'ec2:IsLaunchTemplateResource': 'true' } });
  });

  test('tags only while launching, and only for this cluster', () => {
    expect(statement('TagOnLaunch').conditions).toEqual({
      StringEquals: { 'ec2:CreateAction': 'RunInstances', 'aws:RequestTag/terrane:cluster': 'sample' },
    });
  });

  test("passes the nodes' own role to EC2 and no other", () => {
    const pass = statement('PassIdentity');
    expect(pass.resources).toEqual([ref('compute-identity', 'arn')]);
    expect(pass.conditions).toEqual({ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } });
  });

  test('ends nodes of this cluster and never its head', () => {
    expect(statement('TerminateNodes').conditions).toEqual({
      StringEquals: { 'aws:ResourceTag/terrane:cluster': 'sample', 'aws:ResourceTag/terrane:role': ['compute'] },
    });
  });

  test('several fleets share their statements, so that the policy stays within its limit', () => {
    const fleet = SAMPLE.parts.find((part) => part.id === 'compute-fleet') as Part;
    const blueprint = sampleBlueprint({
      parts: [...SAMPLE.parts, { ...fleet, id: 'more-fleet' }],
      grants: [...SAMPLE.grants, { to: 'head-identity', access: 'launch', on: 'more-fleet' }],
    });
    expect(statements('head-identity', blueprint).map((each) => each.sid)).toEqual(
      statements('head-identity').map((each) => each.sid),
    );
    expect(statement('LaunchNodes', 'head-identity', blueprint).conditions?.['ArnLike']).toEqual({
      'ec2:LaunchTemplate': [ref('compute-fleet', 'templateArn'), ref('more-fleet', 'templateArn')],
    });
  });
});

describe("a head's volume", () => {
  test('is attached to heads of this cluster alone', () => {
    expect(statement('AttachVolumes').resources.map(plain)).toEqual([
      'arn:<cloud>:ec2:<region>:<account>:volume/<state.id>',
    ]);
    expect(statement('AttachToHead').conditions).toEqual({
      StringEquals: { 'aws:ResourceTag/terrane:cluster': 'sample', 'aws:ResourceTag/terrane:role': 'head' },
    });
  });
});

test('a machine reports on machines of its own role, and by the status tags alone', () => {
  expect(statement('ReportFleets', 'compute-identity').conditions).toEqual({
    StringEquals: { 'aws:ResourceTag/terrane:cluster': 'sample', 'aws:ResourceTag/terrane:role': ['compute'] },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['terrane:phase', 'terrane:reason'] },
  });
});

describe("a customer's key", () => {
  test('is not mentioned where nothing is encrypted with it', () => {
    expect(
      statements('head-identity')
        .flatMap((each) => each.actions)
        .filter((each) => each.startsWith('kms:')),
    ).toEqual([]);
  });

  test('lets readers of a secret decrypt', () => {
    const use = statement('UseKey1', 'compute-identity', changed('munge', { encryptionKey: KEY }));
    expect([use.actions, use.resources]).toEqual([['kms:Decrypt'], [KEY]]);
  });

  test('lets writers of a bucket make data keys', () => {
    const use = statement('UseKey1', 'head-identity', changed('results', { encryptionKey: KEY }));
    expect(use.actions).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
  });

  test('is lent to EC2 alone when nodes have encrypted roots', () => {
    const blueprint = changed('compute-fleet', { encryptionKey: KEY });
    expect(statement('LendKey1', 'head-identity', blueprint)).toEqual({
      sid: 'LendKey1',
      actions: ['kms:CreateGrant'],
      resources: [KEY],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
    expect(statement('UseKey1', 'head-identity', blueprint).actions).toEqual([
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:GenerateDataKeyWithoutPlaintext',
    ]);
  });

  test('encrypts the snapshot of an own image anew', () => {
    const blueprint = changed('compute-fleet', {
      encryptionKey: KEY,
      image: { distribution: 'own', id: 'ami-1', packages: 'apt' },
    });
    expect(statement('UseKey1', 'head-identity', blueprint).actions).toEqual(
      expect.arrayContaining(['kms:ReEncryptFrom', 'kms:ReEncryptTo']),
    );
  });

  test("given by id becomes an ARN in the deployment's account", () => {
    const use = statement('UseKey1', 'compute-identity', changed('munge', { encryptionKey: '1111-2222' }));
    expect(use.resources.map(plain)).toEqual(['arn:<cloud>:kms:<region>:<account>:key/1111-2222']);
  });
});
