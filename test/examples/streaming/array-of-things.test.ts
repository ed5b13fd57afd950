import { replay, things } from '../../../examples/array-of-things/declaration';
import { thingsOnOci } from '../../../examples/array-of-things/oci-declaration';
import { liveOf, onAws, onOci, toldOf } from './declared';

// Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 9.4: 172,800 events, 14 MB, pushed in 40 minutes.

const expectedOf = ({ source }: typeof things) => {
  if (source.kind !== 'live') throw new Error('not a live stream');
  return source.expected;
};

test('a day of 40 instruments, every 20 seconds each, is 172,800 events and 14 MB', () => {
  const { stations, recordsPerStationPerSecond, bytesPerRecord } = expectedOf(things);
  expect(stations * recordsPerStationPerSecond * 86_400).toBe(172_800);
  expect((172_800 * bytesPerRecord) / 1e6).toBeCloseTo(14, 0);
});

test('in 40 minutes they are 72 a second: 7 % of one shard, which needs no second', () => {
  const { stations, recordsPerStationPerSecond } = expectedOf(replay);
  expect(stations * recordsPerStationPerSecond).toBeCloseTo(72);
  const { shards, needed } = liveOf(onAws(replay));
  expect([shards, needed.shards, needed.limitedBy]).toEqual([1, 1, 'records']);
  expect(needed.load).toBeCloseTo(0.072);
});

test('as they come, they are 0.2 % of one shard', () => {
  expect(liveOf(onAws(things)).needed.load).toBeCloseTo(0.002);
});

test('windows are of 20 seconds, by the time and the pod that the record names', () => {
  expect(toldOf(onAws(things))).toMatchObject({
    source: { key: 'NodeID', time: 'timestamp', format: 'json' },
    live: { window: { sizeSeconds: 20, everySeconds: 20 } },
  });
  expect(toldOf(onOci(thingsOnOci))).toMatchObject({ source: { protocol: 'kafka', key: 'NodeID' } });
});
