import { keep } from '../../../examples/kinesis-firehose/declaration';
import { Duration, planShards } from '../../../lib';
import { liveOf, onAws, toldOf } from './declared';

// Foster, Gannon, Cloud Computing for Science and Engineering (2017), sections 2.1 (use case 3) and 9.3.

test('shards = max(records/s / 1000, MB/s, consumers x MB/s / 2)', () => {
  const loads = [
    [{ recordsPerSecond: 2500, bytesPerRecord: 100 }, 2500 / 1000],
    [{ recordsPerSecond: 500, bytesPerRecord: 7000 }, 3.5],
    [{ recordsPerSecond: 500, bytesPerRecord: 7000, consumers: 4 }, (4 * 3.5) / 2],
  ] as const;
  for (const [load, most] of loads) expect(planShards(load).shards).toBe(Math.ceil(most));
});

test('5,000 instruments every 5 seconds are 1,000 records a second: exactly one shard; two are declared', () => {
  const { shards, needed } = liveOf(onAws(keep));
  expect([shards, needed.shards, needed.limitedBy, needed.load]).toEqual([2, 1, 'records', 1]);
});

test.each([60, 300, 900])('an object is written every %d seconds', (seconds) => {
  const declared = onAws({ ...keep, window: { ...keep.window, checkpoint: Duration.seconds(seconds) } });
  expect(toldOf(declared)).toMatchObject({ live: { checkpointSeconds: seconds } });
});

test.each([
  [300, 60],
  [900, 180],
])('in %d seconds a shard brings %d MB; the managed service writes at 128 MB at the latest', (seconds, megabytes) => {
  const { source } = keep;
  if (source.kind !== 'live') throw new Error('not a live stream');
  const { stations, recordsPerStationPerSecond, bytesPerRecord } = source.expected;
  const bytesPerSecond = (stations * recordsPerStationPerSecond * bytesPerRecord) / liveOf(onAws(keep)).shards;
  expect((bytesPerSecond * seconds) / 1e6).toBe(megabytes);
});
