import { gps } from '../../../examples/gage-gps/declaration';
import { gpsOnOci } from '../../../examples/gage-gps/oci-declaration';
import { latencyOf, liveOf, onAws, onOci } from './declared';

// Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 9.1: about 2,000 GPS receivers.

test('2,000 positions a second fill two shards; three are declared', () => {
  expect(liveOf(onAws(gps))).toMatchObject({
    shards: 3,
    needed: { shards: 2, limitedBy: 'records', load: 1, ceilings: { records: 2, bytes: 1, reads: 1 } },
  });
});

test('on Oracle Cloud bytes alone count: one partition would do', () => {
  const { shards, needed } = liveOf(onOci(gpsOnOci));
  expect([shards, needed.shards, needed.limitedBy]).toEqual([3, 1, 'bytes']);
  expect(needed.load).toBeCloseTo(0.32);
});

test('a displacement is told within 20 seconds', () => {
  expect(latencyOf(onAws(gps))).toBe(16);
});
