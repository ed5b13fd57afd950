import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { Blueprint, type Grant, type Part, ref } from '../../../lib/blueprint';
import { nativeFindings } from '../../../lib/targets/terraform-oci/checks';
import { policyStatement } from '../../../lib/targets/terraform-oci/checks/policy-grammar';
import { withoutReferences } from '../../../lib/targets/terraform-oci/checks/walk';
import { renderBlueprint } from '../../../lib/targets/terraform-oci/render';
import { GRANTS, LEASE, QUEUE, STREAM, TABLE, TOPIC } from '../../support/messaging';
import { type Json, PLACE, synthesised } from './support';

const KEY = 'ocid1.key.oc1.eu-frankfurt-1.vault.aaaakey';
const POOL = 'ocid1.streampool.oc1.eu-frankfurt-1.aaaapool';
const SECRET = 'ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaatoken';
const PARTS: readonly Part[] = [STREAM, QUEUE, TOPIC];
const CLUSTER = synthesised().cluster.blueprint;

/** A cluster with further parts, as Terraform reads it. */
class Rendered {
  readonly scope: Construct;
  readonly json: Json;

  constructor(parts: readonly Part[], grants: readonly Grant[] = [], apart = false) {
    const app = Testing.app();
    const stack = new TerraformStack(app, 'Stack');
    this.scope = new Construct(stack, 'Sample');
    const data = apart ? { data: new Construct(new TerraformStack(app, 'Data'), 'sample') } : {};
    const { data: own } = CLUSTER;
    const blueprint = new Blueprint({ ...own, parts: [...own.parts, ...parts], grants });
    renderBlueprint(blueprint, { scope: this.scope, ...data }, PLACE);
    this.json = JSON.parse(Testing.synth(stack));
  }

  one(type: string): Json {
    const found = this.all(type);
    if (found.length !== 1) throw new Error(`${found.length} of ${type}`);
    return found[0];
  }

  all(type: string): Json[] {
    return Object.values(this.json.resource[type] ?? {});
  }

  /** What follows the subject in the statements of the policies whose names match. */
  statements(name: RegExp): string[] {
    const policies = this.all('oci_identity_policy').filter((policy) => name.test(policy.name));
    return policies.flatMap(({ statements }) => statements as string[]);
  }
}

const sample = new Rendered(PARTS, GRANTS);
const keyed = new Rendered(PARTS.map((part) => ({ ...part, encryptionKey: KEY }) as Part));

/** A text without what is a stack's own in it. */
const plain = (text: string): string => text.replace(/_[0-9A-F]{8}/g, '').replace(/Sample_/g, '');

test('nothing is wrong with what they become', () => {
  expect([...nativeFindings(sample.scope), ...nativeFindings(keyed.scope)]).toEqual([]);
});

test.each(['oci_streaming_stream', 'oci_streaming_stream_pool', 'oci_queue_queue', 'oci_ons_notification_topic'])(
  'a retained %s is protected from destruction, and counts in the budget',
  (type) => {
    const kept = new Rendered(PARTS.map((part) => ({ ...part, retain: true })));
    expect(kept.one(type).lifecycle).toEqual({ prevent_destroy: true });
    const tagged = sample.one(type);
    expect(tagged.lifecycle).toBeUndefined();
    expect(tagged.defined_tags).toEqual({ 'terrane-stack-work.cluster': 'stack-work' });
    expect(tagged.depends_on).toContainEqual(expect.stringMatching(/^oci_identity_tag\./));
  },
);

describe('a stream', () => {
  test('has its partitions in a pool of its own, where no topic is made by mistake', () => {
    expect(sample.one('oci_streaming_stream')).toMatchObject({
      name: 'stack-work-records',
      partitions: 2,
      retention_in_hours: 48,
      stream_pool_id: expect.stringMatching(/^\$\{oci_streaming_stream_pool\.Sample_Records_Pool_\w+\.id\}$/),
    });
    expect(sample.one('oci_streaming_stream')).not.toHaveProperty('compartment_id');
    expect(sample.one('oci_streaming_stream_pool')).toMatchObject({
      kafka_settings: { auto_create_topics_enable: false },
    });
  });

  test("is encrypted by its pool under the customer's key, which the service may use before", () => {
    expect(sample.one('oci_streaming_stream_pool')).not.toHaveProperty('custom_encryption_key');
    const pool = keyed.one('oci_streaming_stream_pool');
    expect(pool.custom_encryption_key).toEqual({ kms_key_id: KEY });
    expect(pool.depends_on).toContainEqual(expect.stringMatching(/Records_KeyService/));
    expect(keyed.statements(/records-key$/)).toEqual([
      `Allow service streaming to use keys in compartment id ${PLACE.compartmentId} where target.key.id = '${KEY}'`,
    ]);
  });
});

describe("the institution's stream", () => {
  const existing: Part = { ...STREAM, existingName: 'campus-records', existingPool: POOL, encryptionKey: KEY };
  const consume: Grant = { to: 'compute-identity', access: 'consume', on: 'records' };
  const own = new Rendered([existing], [consume]);

  test('stays as it is', () => {
    expect([own.all('oci_streaming_stream'), own.all('oci_streaming_stream_pool')]).toEqual([[], []]);
    expect(own.statements(/records-key$/)).toEqual([]);
  });

  test('is told by its pool, wherever in the tenancy that lies', () => {
    expect(own.statements(/compute-identity$/).map(plain)).toEqual([
      `Allow dynamic-group \${oci_identity_dynamic_group.ComputeIdentity.name} to {STREAM_CONSUME} in tenancy where target.streampool.id = '${POOL}'`,
    ]);
  });

  test('without its pool is an error', () => {
    expect(() => new Rendered([{ ...STREAM, existingName: 'campus-records' }])).toThrow(
      '[oci-stream-pool-missing] Stack/Work: records.existingPool: is not given',
    );
  });
});

describe('a queue', () => {
  test('hides, keeps and gives up its messages as asked', () => {
    expect(sample.one('oci_queue_queue')).toMatchObject({
      display_name: 'stack-work-work',
      visibility_in_seconds: 600,
      retention_in_seconds: 345_600,
      dead_letter_queue_delivery_count: 5,
    });
  });

  test("is encrypted under the customer's key where one is given", () => {
    expect(sample.one('oci_queue_queue')).not.toHaveProperty('custom_encryption_key_id');
    expect(keyed.one('oci_queue_queue').custom_encryption_key_id).toBe(KEY);
  });
});

test('a topic tells every address once', () => {
  expect(sample.one('oci_ons_notification_topic')).toMatchObject({
    name: 'terrane-stack-work-alerts',
    description: 'alerts of sample',
  });
  expect(
    sample.all('oci_ons_subscription').map(({ protocol, endpoint, topic_id }) => [protocol, endpoint, plain(topic_id)]),
  ).toEqual([
    ['EMAIL', 'observer@example.org', '${oci_ons_notification_topic.Alerts.topic_id}'],
    ['EMAIL', 'chief@example.org', '${oci_ons_notification_topic.Alerts.topic_id}'],
  ]);
});

test('a table is nothing that Oracle Cloud has', () => {
  expect(() => new Rendered([TABLE])).toThrow("Oracle Cloud has nothing that the table 'leases' becomes");
  expect(() => new Rendered(PARTS, [LEASE])).toThrow("no part 'leases'");
});

test.each([
  [STREAM, 'id', 'oci_streaming_stream.Records.id'],
  [STREAM, 'name', 'oci_streaming_stream.Records.name'],
  [STREAM, 'endpoint', 'oci_streaming_stream_pool.Records_Pool.kafka_settings[0].bootstrap_servers'],
  [
    { ...STREAM, existingName: 'campus-records', existingPool: POOL },
    'endpoint',
    'data.oci_streaming_stream_pool.Records_Pool.kafka_settings[0].bootstrap_servers',
  ],
  [QUEUE, 'url', 'oci_queue_queue.Work.messages_endpoint'],
  [QUEUE, 'id', 'oci_queue_queue.Work.id'],
  [QUEUE, 'deadLetters', 'oci_queue_queue.Work.id'],
  [TOPIC, 'id', 'oci_ons_notification_topic.Alerts.topic_id'],
] as const)('%s has its %s', (part, name, reference) => {
  const shown: Part = { kind: 'output', id: 'shown', name: 'Shown', description: name, value: ref(part, name) };
  expect(plain(new Rendered([part, shown]).json.output.StackWorkShown.value)).toBe(`\${${reference}}`);
});

describe('policies', () => {
  const where = (identity: string): string[] =>
    sample.statements(new RegExp(`${identity}$`)).map((each) => plain(each).replace(/^.* to \{/, '{'));

  test('name the stream and the queue, and for a topic the compartment alone', () => {
    const here = ` in compartment id ${PLACE.compartmentId}`;
    const stream = ` where target.stream.id = '\${oci_streaming_stream.Records.id}'`;
    const queue = ` where target.queue.id = '\${oci_queue_queue.Work.id}'`;
    expect(where('head-identity')).toEqual([
      `{ONS_TOPIC_PUBLISH}${here}`,
      `{STREAM_PRODUCE, STREAM_READ}${here}${stream}`,
      `{QUEUE_PRODUCE, QUEUE_READ}${here}${queue}`,
    ]);
    expect(where('compute-identity')).toEqual([`{STREAM_CONSUME}${here}${stream}`, `{QUEUE_CONSUME}${here}${queue}`]);
  });

  test('are written in the language of policies', () => {
    const all = sample.statements(/-identity$/);
    expect(all).toHaveLength(5);
    expect(all.map((each) => policyStatement(withoutReferences(each)))).toEqual(all.map(() => undefined));
  });
});

test("the institution's secret is read by its OCID, wherever it lies, and nothing is made", () => {
  const secret: Part = {
    kind: 'secret',
    id: 'login',
    description: 'of the institution',
    length: 0,
    existingId: SECRET,
  };
  const own = new Rendered([secret], [{ to: 'head-identity', access: 'read', on: 'login' }]);
  expect(own.all('oci_vault_secret')).toHaveLength(sample.all('oci_vault_secret').length);
  expect(own.statements(/head-identity$/).map(plain)).toEqual([
    `Allow dynamic-group \${oci_identity_dynamic_group.HeadIdentity.name} to {SECRET_BUNDLE_READ} in tenancy where target.secret.id = '${SECRET}'`,
  ]);
});

test('what is retained lies in the data layer', () => {
  const near = new Rendered(
    PARTS.map((part) => ({ ...part, retain: true })),
    [],
    true,
  );
  for (const type of ['oci_streaming_stream', 'oci_streaming_stream_pool', 'oci_queue_queue', 'oci_ons_subscription'])
    expect(near.all(type)).toEqual([]);
});
