import { type BlueprintData, DEPLOY_TIME, type Part } from '../../lib/blueprint';
import { awsCatalogue, ociCatalogue } from '../../lib/catalogue';
import { rules } from '../../lib/rules';
import { QUEUE, STREAM, TABLE, withParts } from '../support/messaging';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';

const CATALOGUES = { aws: awsCatalogue, oci: ociCatalogue };

/** What one rule says of the sample with a part more, as `property: message`. */
function findings(id: string, part: Part, change: Partial<BlueprintData> = {}): string[] {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`there is no rule '${id}'`);
  const blueprint = sampleBlueprint({ ...withParts([part]), ...change });
  return rule
    .check(blueprint, CATALOGUES[blueprint.data.provider])
    .map(({ path, message }) => `${path.replace('Stack/Sample: ', '')}: ${message}`);
}

const OCI = { provider: 'oci' } as const;
const streaming = (source: string): Partial<BlueprintData> => ({
  facts: { ...SAMPLE.facts, streaming: { engine: 'live', source, fleet: 'compute-fleet' } },
});

describe('stream-shards-quota', () => {
  const shards = (count: number): Part => ({ ...STREAM, shards: count });

  test.each([
    ['where no Region is known', 1001, {}, 'given 1001; a new account in most Regions has 1000.'],
    ['in a small Region', 1001, { region: 'eu-central-1' }, 'given 1001; a new account in eu-central-1 has 1000.'],
    ['in a large Region', 20_001, { region: 'us-west-2' }, 'given 20001; a new account in us-west-2 has 20000.'],
    ['on Oracle Cloud', 51, OCI, 'given 51; a tenancy that pays as it goes (with Universal Credits, more) has 50.'],
  ])('more than a new account has, %s, are a warning', (_where, count, change, text) => {
    expect(findings('stream-shards-quota', shards(count), change)).toEqual([
      expect.stringContaining(`records.shards: ${text}`),
    ]);
  });

  test.each([
    [1000, {}],
    [20_000, { region: 'us-east-1' }],
    [50, OCI],
  ])('%d are fine', (count, change) => {
    expect(findings('stream-shards-quota', shards(count), change)).toEqual([]);
  });

  test('those of all new streams are counted together, and those of the institution are not', () => {
    const two = { ...withParts([shards(600), { ...STREAM, id: 'more', shards: 600 }]) };
    expect(findings('stream-shards-quota', STREAM, two)).toEqual([expect.stringContaining('given 1200')]);
    expect(findings('stream-shards-quota', { ...STREAM, shards: 9999, existingName: 'campus' })).toEqual([]);
  });
});

describe('stream-retention', () => {
  test.each([
    [23, {}, 8760],
    [8761, {}, 8760],
    [24.5, {}, 8760],
    [169, OCI, 168],
  ])('%d hours are an error', (retentionHours, change, most) => {
    expect(findings('stream-retention', { ...STREAM, retentionHours }, change)).toEqual([
      `records.retention: given ${retentionHours} hours; allowed are whole hours from 24 to ${most}. Give one of these.`,
    ]);
  });

  test.each([
    [24, {}],
    [8760, {}],
    [168, OCI],
  ])('%d hours are fine', (retentionHours, change) => {
    expect(findings('stream-retention', { ...STREAM, retentionHours }, change)).toEqual([]);
  });

  test("the institution's stream is not the declaration's to change", () => {
    expect(findings('stream-retention', { ...STREAM, retentionHours: 1, existingName: 'campus' })).toEqual([]);
  });

  test.each([
    ['events of 40 stations', 'source.retention'],
    ['SeedLink of one server', 'source.through.retention'],
  ])('of a fleet fed by %s is called %s', (source, property) => {
    const found = findings('stream-retention', { ...STREAM, retentionHours: 1 }, streaming(source));
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${property}: `))]);
  });
});

describe('queue-visibility', () => {
  test.each([
    [-1, {}, 0],
    [43_201, {}, 0],
    [1.5, {}, 0],
    [0, OCI, 1],
    [43_201, OCI, 1],
  ])('%d seconds are an error', (visibilitySeconds, change, least) => {
    expect(findings('queue-visibility', { ...QUEUE, visibilitySeconds }, change)).toEqual([
      `work.visibility: given ${visibilitySeconds} seconds; allowed are whole seconds from ${least} to 43200. Give one of these; work that takes longer is divided.`,
    ]);
  });

  test.each([
    [0, {}],
    [43_200, {}],
    [1, OCI],
    [43_200, OCI],
  ])('%d seconds are fine', (visibilitySeconds, change) => {
    expect(findings('queue-visibility', { ...QUEUE, visibilitySeconds }, change)).toEqual([]);
  });
});

describe('queue-retention', () => {
  test.each([
    [337, {}, 336],
    [0, {}, 336],
    [169, OCI, 168],
  ])('%d hours are an error', (retentionHours, change, most) => {
    expect(findings('queue-retention', { ...QUEUE, retentionHours }, change)).toEqual([
      `work.retention: given ${retentionHours} hours; allowed are a minute to ${most} hours. Give a time in between.`,
    ]);
  });

  test.each([
    [336, {}],
    [1 / 60, {}],
    [168, OCI],
  ])('%d hours are fine', (retentionHours, change) => {
    expect(findings('queue-retention', { ...QUEUE, retentionHours }, change)).toEqual([]);
  });
});

describe('what the institution has', () => {
  const secret = (existingId: string): Part => ({
    kind: 'secret',
    id: 'login',
    description: 'token',
    length: 0,
    existingId,
  });
  const ARN = 'arn:aws:secretsmanager:us-west-2:111122223333:secret:campus/kafka-AbCdEf';

  test.each([ARN.slice(0, -7), 'arn:aws:ssm:us-west-2:111122223333:parameter/token'])(
    'a secret called %s is an error',
    (name) => {
      expect(findings('secret-arn', secret(name))).toEqual([
        expect.stringContaining(`login: given '${name}'; needed is arn:aws:secretsmanager:`),
      ]);
    },
  );

  test('what may be the secret itself is not repeated', () => {
    expect(findings('secret-arn', secret('token-of-eve'))).toEqual([
      expect.stringContaining('login: what is given is no ARN; needed is arn:aws:secretsmanager:'),
    ]);
  });

  test.each([ARN, DEPLOY_TIME])('a secret called %s is fine', (name) => {
    expect(findings('secret-arn', secret(name))).toEqual([]);
  });

  test('on Oracle Cloud is named by its OCID', () => {
    expect(findings('oci-id-form', secret('token'), OCI)).toEqual([
      expect.stringContaining('login: what is given is none; needed is an OCID, ocid1.vaultsecret'),
    ]);
    const stream: Part = { ...STREAM, existingName: 'campus', existingPool: 'ocid1.stream.oc1.eu-frankfurt-1.aaaa' };
    expect(findings('oci-id-form', stream, OCI)).toEqual([expect.stringContaining('records.existingPool: given')]);
  });
});

test.each([
  ['stream', { ...STREAM, id: 'r'.repeat(122) }, 128],
  ['queue', { ...QUEUE, id: 'w'.repeat(65) }, 71],
  ['table', { ...TABLE, id: 'l'.repeat(249) }, 255],
] as [string, Part, number][])('a %s with too long a name is an error', (what, part, most) => {
  expect(findings('name-too-long', part)).toEqual([
    `clusterName: the ${what} 'sample-${part.id}' has ${most + 1} characters; allowed are ${most}. Give a shorter clusterName.`,
  ]);
});
