import { cms } from '../../examples/cms/declaration';
import { asPublished, POINTS, SECONDS_A_POINT, sweep } from '../../examples/skyrmion-sweep/declaration';
import { sweepOnOci } from '../../examples/skyrmion-sweep/oci-declaration';
import { awsCatalogue, type Blueprint, declareHpcCluster, type PriceBook, planBill } from '../../lib';
import { billReport, costReport } from '../../lib/reports';
import type { Bill, Level, TariffBill } from '../../lib/reports/bill';
import { onAws, onOci, workOf } from './streaming/declared';

const first = (blueprint: Blueprint): TariffBill => billReport(blueprint, awsCatalogue).tariffs[0] as TariffBill;
const machines = ({ byGroup }: Bill, level: Level = 'typical') =>
  byGroup.find(({ name }) => name === 'machines')?.at[level];

// LANL, Exploring Cloud Computing (2018), section 3.2: 27.72 USD in the text, of the same summands.
describe('the skyrmion sweep', () => {
  const bill = first(onAws(asPublished));
  const [plan, went, withSurplus] = bill.runs as [Bill, Bill, Bill];

  test('costs 27.71 USD of machines: seven workers and the manager for 90.84 h, and five replaced workers for an hour', () => {
    expect([went.run, machines(went)?.usd]).toEqual(['as it went', 27.71]);
    expect(machines(went)?.microUsd).toBe(27_714_352);
  });

  test('costs 27.51 USD by its plan, which knows of no stalls', () => {
    expect([plan.run, machines(plan)?.usd]).toEqual(['all work, 7 nodes', 27.51]);
  });

  test('is at least so much: list prices do not hold what the CPUs do above their baseline, which is said', () => {
    expect(machines(went)).toMatchObject({
      unknown: ['aws.ec2.cpuCredits'],
      notStated: ['CPU of nodes of workers-fleet above their baseline'],
    });
  });

  test('costs 50.87 USD more by today’s price of that surplus', () => {
    const [, , today] = (billReport(onAws(asPublished), awsCatalogue).tariffs[1] as TariffBill).runs;
    const surplus = today?.lines.find(({ unit }) => unit === 'vCPU-hour');
    expect(surplus?.at.typical.microUsd).toBe(50_870_400);
    expect(machines(withSurplus)?.unknown).toEqual(['aws.ec2.cpuCredits']);
  });

  test('is 9,090 points in 90.84 h, of which 101 foretold 112.5 h: 23.8 % too long', () => {
    const [seven] = workOf(onAws(asPublished)).fleets;
    expect(seven).toMatchObject({ nodes: 7, hours: expect.closeTo(90.84, 6) });
    expect(POINTS / 90.84).toBeCloseTo(100.07, 2);
    expect(SECONDS_A_POINT).toBeCloseTo(503.67, 2);
    expect(112.5 / 90.84 - 1).toBeCloseTo(0.238, 3);
  });

  test('could be made 36 times for the common budget of 1,000 USD', () => {
    expect(Math.floor(1000 / (machines(went)?.usd ?? 0))).toBe(36);
  });

  test('is declared for today’s machines on both clouds', () => {
    expect(workOf(onAws(sweep)).fleets.map(({ nodes }) => nodes)).toEqual([7]);
    expect(workOf(onOci(sweepOnOci)).pieces).toBe(POINTS);
  });
});

// Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 7.7.
describe('the burst of CMS', () => {
  const { blueprint } = declareHpcCluster(cms, { path: 'Cms/Burst', catalogue: awsCatalogue, region: 'us-east-1' });

  test('has 160,000 virtual cores with 2 GiB each for 1,400 USD an hour', () => {
    const [book] = costReport(blueprint, awsCatalogue).tariffs;
    expect(book?.partitions[0]?.rows.at(-1)).toMatchObject({ nodes: 2500, nodesUsdPerHour: 1400 });
    const { machine, maxCount } = blueprint.partOf('fleet', 'burst-fleet');
    expect([machine.vcpus * maxCount, machine.memoryMiB / machine.vcpus]).toEqual([160_000, 2048]);
  });

  test('costs 0.00875 USD a core-hour', () => {
    expect(costReport(blueprint, awsCatalogue).tariffs[0]?.partitions[0]?.usdPerVcpuHour).toBe(0.00875);
  });

  test('has no price of a head in its source, and says so', () => {
    expect(first(blueprint).hour.total.max).toMatchObject({ unknown: expect.arrayContaining(['m7i.4xlarge']) });
    expect(machines(first(blueprint).hour, 'max')?.usd).toBe(1400);
  });
});

// LANL, Exploring Cloud Computing (2018), section 5.1: 26 GB, 123,344 characters of speech, 3.30 USD for one month. The report has
// the sum alone: that all of it was kept for the month and delivered once is how it comes out, with list prices of later years.
describe('the site of 26 GB with speech', () => {
  const uses = {
    'aws.s3.standard.storage': 26,
    'aws.cloudfront.out.us': 26,
    'aws.polly.standard': 123_344 / 1_000_000,
  };
  const services = Object.fromEntries(
    Object.keys(uses).map((id) => [id, awsCatalogue.price(id, 'us-east-1') as number]),
  );
  const prices: PriceBook = { name: 'list', date: awsCatalogue.date, source: 'the catalogue', machines: {}, services };

  test('costs 3.30 USD a month, where all of it is kept for the month and delivered once', () => {
    expect(planBill(uses, prices)).toEqual({
      usd: 3.3,
      lines: { 'aws.s3.standard.storage': 0.598, 'aws.cloudfront.out.us': 2.21, 'aws.polly.standard': 0.493376 },
      unknown: [],
    });
  });

  test('has a price that is not known named, not counted', () => {
    expect(planBill({ ...uses, 'aws.sumerian.storage': 26 }, prices)).toMatchObject({
      usd: 3.3,
      unknown: ['aws.sumerian.storage'],
    });
  });

  test('cannot use less than nothing', () => {
    expect(() => planBill({ 'aws.polly.standard': -1 }, prices)).toThrow('aws.polly.standard is -1');
  });
});
