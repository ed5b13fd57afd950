import { type Grant, isEnv, isJoined, type Part, ref, type Text } from '../../../lib/blueprint';
import { statementsOf } from '../../../lib/targets/terraform-oci/grants/identity';
import { equal, merged, type PolicyFacts } from '../../../lib/targets/terraform-oci/grants/statement';
import { GRANTS, LEASE } from '../../support/messaging';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

const FACTS: PolicyFacts = {
  compartmentId: 'ocid1.compartment.oc1..a',
  region: 'eu-frankfurt-1',
  documentsBucket: 'terrane-sample-documents',
  tags: { namespace: 'terrane-sample', isOwn: true },
  imageOf: (part) => `image of ${part.id}`,
};

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  if (isJoined(text)) return text.join.map(plain).join('');
  return isEnv(text) ? `<${text.env}>` : `<${text.ref}.${text.attribute}>`;
}

function statements(identity: string, blueprint = sampleBlueprint(), facts = FACTS): string[] {
  return statementsOf(blueprint.partOf('identity', identity), blueprint, facts).compartment.map(plain);
}

describe('every grant', () => {
  const needy = SAMPLE.grants.filter((grant) => grant.access !== 'session');

  test.each(needy.map((grant) => [`${grant.to} may ${grant.access} ${grant.on}`, grant] as const))(
    '%s becomes a statement',
    (_name, grant) => {
      expect(statements(grant.to, sampleBlueprint({ grants: [grant] })).length).toBeGreaterThan(0);
    },
  );

  test('the sample grants every access that there is, to streams, queues, topics and tables with their own tests', () => {
    // Those of functions, which Oracle Cloud has no renderer for, are in no blueprint of it.
    const known: { readonly [access in Exclude<Grant['access'], 'stop' | 'call' | 'log'>]: true } = {
      read: true,
      readWrite: true,
      publish: true,
      consume: true,
      backlog: true,
      lease: true,
      launch: true,
      attach: true,
      signal: true,
      report: true,
      session: true,
    };
    expect(new Set([...SAMPLE.grants, ...GRANTS, LEASE].map((grant) => grant.access))).toEqual(
      new Set(Object.keys(known)),
    );
  });

  test('a session needs none: who may enter is said by policies for people', () => {
    const blueprint = sampleBlueprint({ grants: [{ to: 'head-identity', access: 'session', on: 'head-machine' }] });
    expect(statements('head-identity', blueprint)).toEqual([]);
  });

  test('that no permission means is refused by name', () => {
    const blueprint = sampleBlueprint({ grants: [{ to: 'head-identity', access: 'launch', on: 'results' }] });
    expect(() => statements('head-identity', blueprint)).toThrow(
      "no permission of Oracle Cloud means 'launch' on a bucket",
    );
  });
});

test('an identity without grants may do nothing', () => {
  expect(statements('compute-identity', sampleBlueprint({ grants: [] }))).toEqual([]);
});

test('a bucket that is only read is not written', () => {
  const blueprint = sampleBlueprint({ grants: [{ to: 'compute-identity', access: 'read', on: 'results' }] });
  expect(statements('compute-identity', blueprint)).toEqual([
    "Allow dynamic-group <compute-identity.name> to {BUCKET_INSPECT, BUCKET_READ, OBJECT_INSPECT, OBJECT_READ} in compartment id ocid1.compartment.oc1..a where target.bucket.name = '<results.name>'",
  ]);
});

test('several fleets share their statements: a tenancy has few of them', () => {
  const fleet = SAMPLE.parts.find((part) => part.id === 'compute-fleet') as Part;
  const blueprint = sampleBlueprint({
    parts: [...SAMPLE.parts, { ...fleet, id: 'more-fleet' }],
    grants: [...SAMPLE.grants, { to: 'head-identity', access: 'launch', on: 'more-fleet' }],
  });
  expect(statements('head-identity', blueprint)).toHaveLength(statements('head-identity').length);
  expect(statements('head-identity', blueprint).join('\n')).toContain(
    "any {target.image.id = 'image of compute-fleet', target.image.id = 'image of more-fleet'}",
  );
});

describe('statements', () => {
  const tagged = [equal('target.resource.tag.x.cluster', 'sample')];

  test('under the same conditions share their permissions', () => {
    expect(merged([{ to: ['B'], all: tagged }, { to: ['A'], all: tagged }, { to: ['C'] }])).toEqual([
      { to: ['A', 'B'], all: tagged },
      { to: ['C'] },
    ]);
  });

  test('with the same permissions share their alternatives', () => {
    const [one, other] = [equal('target.secret.id', ref('a', 'id')), equal('target.secret.id', ref('b', 'id'))];
    expect(
      merged([
        { to: ['READ'], any: [one] },
        { to: ['READ'], any: [other] },
      ]),
    ).toEqual([{ to: ['READ'], any: [one, other] }]);
  });

  test('without a condition never take that of another away', () => {
    expect(merged([{ to: ['A'], all: tagged }, { to: ['A'] }])).toHaveLength(2);
    expect(merged([{ to: ['A'], any: tagged }, { to: ['A'] }])).toHaveLength(2);
  });

  test('with alternatives and with conditions for all are not mixed', () => {
    const first = { to: ['A'], all: tagged, any: [equal('v.w', '1')] };
    const second = { to: ['B'], any: [equal('v.w', '1')] };
    expect(merged([first, second])).toEqual([first, second]);
  });

  test('with verbs stay apart', () => {
    const verbs = [{ to: 'use keys' }, { to: 'use volumes' }] as const;
    expect(merged(verbs)).toEqual(verbs);
  });
});
