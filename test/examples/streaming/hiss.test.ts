import { beamline, burst } from '../../../examples/hiss/declaration';
import { beamlineOnOci } from '../../../examples/hiss/oci-declaration';
import { Duration, planBuffer } from '../../../lib';
import { onAws, onOci, workOf } from './declared';

// Munk, Grid of Clouds (2021), l. 755-848 and 2080: 16 beamlines, six of them up to 40 Gbit/s, beamtimes of 5 to 8 hours.

test('40 Gbit a second are 18 TB an hour: 90 TB in 5 hours, 144 TB in 8', () => {
  expect(planBuffer({ ...burst, burst: Duration.hours(5) })).toMatchObject({ terabytesPerHour: 18, terabytes: 90 });
  expect(planBuffer(burst)).toMatchObject({ terabytesPerHour: 18, terabytes: 144, bufferTerabytes: 144, nodes: 2 });
});

test('16 beamlines that all had this rate would bring 288 TB an hour; the six that have it bring 30 GB a second', () => {
  expect(planBuffer({ ...burst, ingestGbps: 16 * 40 }).terabytesPerHour).toBe(288);
  expect(planBuffer({ ...burst, ingestGbps: 6 * 40 }).terabytesPerHour / 3.6).toBe(30);
});

test('drained at 10 Gbit a second, with a half kept, the buffer of a beamtime is 36 TB', () => {
  expect(planBuffer({ ...burst, drainGbps: 10, keepFraction: 0.5 }).bufferTerabytes).toBe(36);
});

test.each([
  ['AWS', onAws(beamline)],
  ['Oracle Cloud', onOci(beamlineOnOci)],
])('on %s, five nodes take away in 8 hours what one beamline has brought in 8', (_, blueprint) => {
  const work = workOf(blueprint);
  expect(work).toMatchObject({ pieces: 576_000, deadlineHours: 8 });
  expect(work.fleets.find(({ nodes }) => nodes === 5)).toMatchObject({ requestsPerSecond: 20, hours: 8 });
});
