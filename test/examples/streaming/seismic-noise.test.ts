import { asPublished, noise } from '../../../examples/seismic-noise/declaration';
import { noiseOnOci } from '../../../examples/seismic-noise/oci-declaration';
import { small } from '../../../examples/seismic-noise/small';
import { Duration, planArchive } from '../../../lib';
import { onAws, onOci, workOf } from './declared';

// LANL, Exploring Cloud Computing (2018), section 3.1, L175-192: 20, 50 and 100 t2.large with a t2.medium at their head.
const SEEN = [
  { nodes: 20, secondsPerStationYear: 45 },
  { nodes: 50, secondsPerStationYear: 30 },
  { nodes: 100, secondsPerStationYear: 20 },
];

describe('as published', () => {
  const work = workOf(onAws(asPublished));
  const machines = asPublished.priceBook?.machines ?? {};
  const { chunks, fleets } = planArchive(
    {
      stationYears: work.stationYears ?? 0,
      chunk: Duration.hours(6),
      maxRequestsPerSecond: work.cap ?? 0,
      requestsPerNodeSecond: work.requestsPerNodeSecond,
    },
    SEEN,
    { usdPerNodeHour: machines['t2.large'] ?? 0, usdPerHeadHour: machines['t2.medium'] ?? 0 },
  );

  test('1,680 station-years are 2,452,800 chunks of six hours, a request each', () => {
    expect(work).toMatchObject({ stationYears: 1680, pieces: 2_452_800, requests: 2_452_800 });
    expect(chunks).toBe(work.pieces);
  });

  test('the fleets of the report asked for 32, 49 and 73 chunks a second, for 40, 66 and 87 USD', () => {
    const rows = fleets.map(({ nodes, requestsPerSecond, stationYearsPerHour, hours, usd, capBinds }) => [
      nodes,
      requestsPerSecond.toFixed(1),
      stationYearsPerHour,
      hours.toFixed(1),
      usd?.toFixed(0),
      capBinds,
    ]);
    expect(rows).toEqual([
      [20, '32.4', 80, '21.0', '40', false],
      [50, '48.7', 120, '14.0', '66', true],
      [100, '73.0', 180, '9.3', '87', true],
    ]);
  });

  test('a desktop takes an hour for a station-year: 50 nodes are 120 times as fast', () => {
    expect(3600 / (fleets[1]?.secondsPerStationYear ?? 0)).toBe(120);
    expect((work.stationYears ?? 0) / 24).toBe(70);
  });

  test('100 nodes that stall as the report saw it take as long as 20, for 196 USD', () => {
    const price = { usdPerNodeHour: 0.0928, usdPerHeadHour: 0.0464 };
    const stalled = { nodes: 100, secondsPerStationYear: 45 };
    const plan = planArchive(
      { stationYears: 1680, chunk: Duration.hours(6), maxRequestsPerSecond: 50, requestsPerNodeSecond: 1.62 },
      [stalled],
      price,
    );
    expect(plan.fleets[0]).toMatchObject({ hours: 21 });
    expect(plan.fleets[0]?.usd).toBeCloseTo(196, 0);
  });

  test('under the cap, the same fleets never ask for more than 50 a second; 30 nodes are as fast as 100', () => {
    expect(work.usefulNodes).toBe(30);
    const rows = work.fleets.map(({ nodes, requestsPerSecond, hours, usd, capBinds }) => [
      nodes,
      requestsPerSecond.toFixed(1),
      hours.toFixed(1),
      usd?.toFixed(0),
      capBinds,
    ]);
    expect(rows).toEqual([
      [20, '32.4', '21.0', '40', false],
      [50, '50.0', '13.6', '64', true],
      [100, '50.0', '13.6', '127', true],
    ]);
  });
});

describe('with machines of today', () => {
  test.each([
    ['AWS', onAws(noise)],
    ['Oracle Cloud', onOci(noiseOnOci)],
  ])(
    'on %s, 30 nodes are done in 14 hours, a day before the deadline at the latest, and no node waits',
    (_, blueprint) => {
      const work = workOf(blueprint);
      expect(work).toMatchObject({ pieces: 2_452_800, cap: 50, usefulNodes: 30, deadlineHours: 24 });
      expect(work.fleets.map(({ nodes, capBinds }) => [nodes, capBinds])).toEqual([
        [10, false],
        [20, false],
        [30, false],
      ]);
      expect(work.fleets[2]?.hours).toBeCloseTo(14.02, 2);
    },
  );
});

test('the rehearsal has 16 chunks', () => {
  expect(workOf(onAws(small)).pieces).toBe(16);
});
