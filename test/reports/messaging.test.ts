import type { BlueprintData, Part } from '../../lib/blueprint';
import { contentReport } from '../../lib/reports';
import { QUEUE, STREAM, TABLE, TOPIC, withParts } from '../support/messaging';
import { sampleBlueprint } from '../support/sample-blueprint';
import { brief, listed } from './bill/lines';

/** What parts add to the lines of a month. */
function added(parts: readonly Part[], change: Partial<BlueprintData> = {}) {
  const lines = (more: readonly Part[]) => listed(sampleBlueprint({ ...withParts(more), ...change })).month.lines;
  const before = new Set(lines([]).map(({ item }) => item));
  return lines(parts).filter(({ item }) => !before.has(item));
}

const inBrief = (parts: readonly Part[], change: Partial<BlueprintData> = {}) =>
  added(parts, change).map((line) => brief(line).slice(0, 4).concat(brief(line).slice(5)));

test('a stream is paid by the shard and hour, by what is put into it, and for older records', () => {
  expect(inBrief([STREAM])).toEqual([
    ["stream 'records'", 0.015, 'shard-hour', 21.9, 21.9],
    ["stream 'records', what is put into it", 0.014, '1M times 25 KB', 0, null],
    ["stream 'records', records older than a day", 0.02, 'shard-hour', 29.2, 29.2],
  ]);
});

test('a day of records costs nothing more, and what is older than a week is paid by the GB', () => {
  expect(added([{ ...STREAM, retentionHours: 24 }])).toHaveLength(2);
  expect(inBrief([{ ...STREAM, retentionHours: 169 }]).at(-1)).toEqual([
    "stream 'records', records older than a week",
    0.023,
    'GiB-month',
    0,
    null,
  ]);
});

test('queues and tables are paid by request, topics by message and e-mail', () => {
  expect(inBrief([QUEUE, TOPIC, TABLE])).toEqual([
    ["requests to the queue 'work'", 0.4, '1M requests', 0, null],
    ["messages of the topic 'alerts'", 0.5, '1M requests', 0, null],
    ["e-mails of the topic 'alerts'", 2, '100k e-mails', 0, null],
    ["writes to the table 'leases'", 0.625, '1M request units', 0, null],
    ["reads of the table 'leases'", 0.125, '1M request units', 0, null],
    ["table 'leases'", 0.25, 'GiB-month', 0, null],
    ["table 'leases', backups of 35 days", 0.2, 'GiB-month', 0, null],
  ]);
});

test('where the list has no price of a Region, none is shown', () => {
  const [stream] = added([STREAM], { region: 'eu-west-1' });
  expect(stream).toMatchObject({ usdPerUnit: null, missing: ['aws.kinesis.provisioned.shard'] });
  expect(stream?.at.max).toEqual({ units: 1460, microUsd: null });
});

test('on Oracle Cloud a stream is paid by the GB, a queue by request; what an e-mail costs is not known', () => {
  expect(inBrief([STREAM, QUEUE, TOPIC], { provider: 'oci' })).toEqual([
    ["stream 'records', what is put into it", 0.025, 'GB', 0, null],
    ["stream 'records', what is got from it", 0.025, 'GB', 0, null],
    ["stream 'records'", 0.146, 'GB-month', 0, null],
    ["requests to the queue 'work'", 0.22, '1M requests', 0, null],
    ["messages of the topic 'alerts' to programs", 0.6, '1M deliveries', 0, null],
    ["e-mails of the topic 'alerts'", null, '1k e-mails', 0, null],
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
