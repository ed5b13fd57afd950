import { planArchive } from '../../../lib/archetypes/streaming/archive-plan';
import { planBuffer } from '../../../lib/archetypes/streaming/buffer-plan';
import { planShards } from '../../../lib/archetypes/streaming/shard-plan';
import { Duration } from '../../../lib/units';

describe('the noise of the USArray, one year of all stations', () => {
  // LANL, Exploring Cloud Computing (2018), section 3.1; prices of t2.large and t2.medium, on demand.
  const work = {
    stationYears: 1680,
    chunk: Duration.hours(6),
    maxRequestsPerSecond: 50,
    requestsPerNodeSecond: 1.62,
  };
  const price = { usdPerNodeHour: 0.0928, usdPerHeadHour: 0.0464 };
  const seen = [
    { nodes: 20, secondsPerStationYear: 45 },
    { nodes: 50, secondsPerStationYear: 30 },
    { nodes: 100, secondsPerStationYear: 20 },
  ];

  test('is 2,452,800 chunks of six hours', () => {
    expect(planArchive(work, [], price)).toMatchObject({ chunks: 2_452_800, requests: 2_452_800 });
  });

  test('took as long as the report says, and asked the data centre as often', () => {
    const { fleets } = planArchive(work, seen, price);
    const rounded = fleets.map((fleet) => [
      fleet.nodes,
      Number(fleet.requestsPerSecond.toFixed(1)),
      fleet.stationYearsPerHour,
      Number(fleet.hours.toFixed(1)),
      Math.round(fleet.usd ?? Number.NaN),
      fleet.capBinds,
    ]);
    expect(rounded).toEqual([
      [20, 32.4, 80, 21, 40, false],
      [50, 48.7, 120, 14, 66, true],
      [100, 73, 180, 9.3, 87, true],
    ]);
  });

  test('with a cap of 50 requests a second, 30 nodes are as fast as 100', () => {
    const { fleets, mostUsefulNodes } = planArchive(work, [20, 30, 100], price);
    expect(mostUsefulNodes).toBe(30);
    expect(fleets.map(({ requestsPerSecond }) => Number(requestsPerSecond.toFixed(1)))).toEqual([32.4, 48.6, 50]);
    expect(fleets.map(({ hours }) => Number(hours.toFixed(1)))).toEqual([21, 14, 13.6]);
  });

  test('a figure that cannot be is refused by name', () => {
    expect(() => planArchive({ ...work, maxRequestsPerSecond: 0 }, [], price)).toThrow('maxRequestsPerSecond is 0');
  });
});

describe('shards', () => {
  test('172,800 events in 40 minutes are 72 a second: 7 % of one shard', () => {
    const plan = planShards({ recordsPerSecond: 172_800 / (40 * 60), bytesPerRecord: 81 });
    expect(plan).toMatchObject({ shards: 1, limitedBy: 'records' });
    expect(plan.load).toBeCloseTo(0.072);
  });

  test('are the greatest of records / 1000, MB, and consumers x MB / 2', () => {
    expect(planShards({ recordsPerSecond: 2500, bytesPerRecord: 100 })).toMatchObject({
      shards: 3,
      limitedBy: 'records',
    });
    expect(planShards({ recordsPerSecond: 1000, bytesPerRecord: 4500 })).toMatchObject({
      shards: 5,
      limitedBy: 'bytes',
    });
    expect(planShards({ recordsPerSecond: 1000, bytesPerRecord: 4500, consumers: 5 })).toMatchObject({
      shards: 12,
      limitedBy: 'reads',
      ceilings: { records: 1, bytes: 5, reads: 12 },
    });
  });

  test('3,000 instruments every 3 s fill one shard', () => {
    expect(planShards({ recordsPerSecond: 1000, bytesPerRecord: 500 })).toMatchObject({ shards: 1, load: 1 });
  });

  test('a record of 100 MB is refused, with the way to go', () => {
    expect(() => planShards({ recordsPerSecond: 1, bytesPerRecord: 100_000_000 })).toThrow(/into a bucket/);
  });
});

describe("a beamline's front buffer", () => {
  const beamline = (hours: number) => planBuffer({ ingestGbps: 40, burst: Duration.hours(hours), nodeGbps: 25 });

  test('40 Gb/s are 18 TB an hour: 90 TB in 5 hours, 144 TB in 8, over two nodes of 25 Gb/s', () => {
    expect(beamline(5)).toEqual({ terabytesPerHour: 18, terabytes: 90, bufferTerabytes: 90, nodes: 2 });
    expect(beamline(8)).toMatchObject({ terabytes: 144, bufferTerabytes: 144 });
  });

  test('needs less room where it is drained meanwhile, or keeps a part', () => {
    const burst = { ingestGbps: 40, burst: Duration.hours(5), nodeGbps: 25 };
    expect(planBuffer({ ...burst, drainGbps: 10 }).bufferTerabytes).toBeCloseTo(67.5);
    expect(planBuffer({ ...burst, drainGbps: 10, keepFraction: 0.25 }).bufferTerabytes).toBe(0);
  });
});
