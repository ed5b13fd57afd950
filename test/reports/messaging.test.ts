import type { BlueprintData, Part } from '../../lib/blueprint';
import { awsCatalogue, ociCatalogue } from '../../lib/catalogue';
import { contentReport, costReport } from '../../lib/reports';
import type { StandingCost } from '../../lib/reports/standing';
import { QUEUE, STREAM, TABLE, TOPIC, withParts } from '../support/messaging';
import { sampleBlueprint } from '../support/sample-blueprint';

/** What parts add to what the sample costs besides machines. */
function added(parts: readonly Part[], change: Partial<BlueprintData> = {}): StandingCost[] {
  const standing = (more: readonly Part[]) => {
    const blueprint = sampleBlueprint({ ...withParts(more), ...change });
    return costReport(blueprint, blueprint.data.provider === 'aws' ? awsCatalogue : ociCatalogue).standing;
  };
  const before = new Set(standing([]).map(({ item }) => item));
  return standing(parts).filter(({ item }) => !before.has(item));
}

const inBrief = (costs: readonly StandingCost[]) =>
  costs.map(({ item, usdPerUnit, unit, usdPerMonth }) => [item, usdPerUnit, unit, usdPerMonth]);

test('a stream is paid by the shard and hour, by what is put into it, and for older records', () => {
  expect(inBrief(added([STREAM]))).toEqual([
    ["stream 'records'", 0.015, 'shard-hour', 21.9],
    ["stream 'records', what is put into it", 0.014, '1M times 25 KB', null],
    ["stream 'records', records older than a day", 0.02, 'shard-hour', 29.2],
  ]);
});

test('a day of records costs nothing more, and what is older than a week is paid by the GB', () => {
  expect(added([{ ...STREAM, retentionHours: 24 }])).toHaveLength(2);
  expect(inBrief(added([{ ...STREAM, retentionHours: 169 }])).at(-1)).toEqual([
    "stream 'records', records older than a week",
    0.023,
    'GB-month',
    null,
  ]);
});

test('queues and tables are paid by request; what a topic costs is not known, and said so', () => {
  expect(inBrief(added([QUEUE, TOPIC, TABLE]))).toEqual([
    ["requests to the queue 'work'", 0.4, '1M requests', null],
    ["messages of the topic 'alerts'", null, '1M messages', null],
    ["writes to the table 'leases'", 0.625, '1M request units', null],
    ["reads of the table 'leases'", 0.125, '1M request units', null],
    ["table 'leases'", 0.25, 'GB-month', null],
  ]);
});

test('where the list has no price of a Region, none is shown', () => {
  const [stream] = added([STREAM], { region: 'eu-west-1' });
  expect(stream).toMatchObject({ usdPerUnit: null, usdPerMonth: null, unitsPerMonth: 1460 });
});

test('on Oracle Cloud a stream is paid by the GB, a queue by request', () => {
  expect(inBrief(added([STREAM, QUEUE, TOPIC], { provider: 'oci' }))).toEqual([
    ["stream 'records', what is put into it and got from it", 0.025, 'GB', null],
    ["stream 'records'", 0.0002, 'GB-hour', null],
    ["requests to the queue 'work'", 0.22, '1M requests', null],
    ["e-mails of the topic 'alerts'", null, '1,000 e-mails', null],
  ]);
});

test("the institution's stream and secret cost this deployment nothing", () => {
  const secret: Part = { kind: 'secret', id: 'login', description: 'token', length: 0, existingId: 'arn:aws:x' };
  expect(added([{ ...STREAM, existingName: 'campus' }, secret])).toEqual([]);
});

test('streams, queues and tables are shown with what holds data; the institution keeps its own', () => {
  const { storage } = contentReport(sampleBlueprint(withParts([{ ...STREAM, retain: true }, QUEUE, TOPIC, TABLE])));
  const shown = storage.map(({ id, kind, sizeGiB, retained }) => [id, kind, sizeGiB, retained]);
  expect(shown).toEqual(
    expect.arrayContaining([
      ['records', 'stream', null, true],
      ['work', 'queue', null, false],
      ['leases', 'table', null, false],
    ]),
  );
  expect(shown.map(([id]) => id)).not.toContain('alerts');
  const existing = contentReport(sampleBlueprint(withParts([{ ...STREAM, existingName: 'campus' }])));
  expect(existing.storage).toContainEqual({ id: 'records', kind: 'existing stream', sizeGiB: null, retained: true });
});
