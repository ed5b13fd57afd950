import { records } from '../../../examples/seismic-observatory/declaration';
import { recordsOnOci } from '../../../examples/seismic-observatory/oci-declaration';
import { bucketObjects, Duration, liveStream, planBuffer, planShards } from '../../../lib';
import { onAws, onOci, workOf } from './declared';

// Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 2.1: 1,000,000 records, 100 TB.
const { source } = records;
const expected = source.kind === 'bucket' ? source.expected : undefined;

test('1,000,000 records of 100 MB are 100 TB', () => {
  expect((expected?.objects ?? 0) * (expected?.bytesPerObject ?? 0)).toBe(100e12);
  expect(workOf(onAws(records)).pieces).toBe(1_000_000);
});

test('moving them at 10 Gbit a second takes 22.2 hours', () => {
  const { terabytesPerHour } = planBuffer({ ingestGbps: 10, burst: Duration.hours(1), nodeGbps: 10 });
  expect(100 / terabytesPerHour).toBeCloseTo(22.2, 1);
});

test('a record of 100 MB is never put into a stream: both the plan and a declaration refuse it', () => {
  expect(() => planShards({ recordsPerSecond: 1, bytesPerRecord: 100_000_000 })).toThrow(/into a bucket/);
  const inline = liveStream({
    expected: { stations: 100, recordsPerStationPerSecond: 0.01, bytesPerRecord: 100_000_000 },
  });
  const { deadline: _none, ...rest } = records;
  expect(() => onAws({ ...rest, source: inline })).toThrow(/record-too-large.*bucketObjects/s);
});

test.each([
  ['AWS', onAws(records)],
  ['Oracle Cloud', onOci(recordsOnOci)],
])('on %s, 40 nodes go through them in 7 hours', (_, blueprint) => {
  const last = workOf(blueprint).fleets.at(-1);
  expect(last).toMatchObject({ nodes: 40, requestsPerSecond: 40 });
  expect(last?.hours).toBeCloseTo(6.94, 2);
});

test('a bucket in another Region is told: its bytes are paid for', () => {
  const elsewhere = { ...records, source: bucketObjects({ bucket: 'observatory-records', region: 'eu-west-1' }) };
  expect(onAws({ ...elsewhere, deadline: Duration.hours(12) }).data.facts.streaming?.sourceRegion).toBe('eu-west-1');
});
