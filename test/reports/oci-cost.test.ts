import { ociCatalogue } from '../../lib/catalogue';
import { costReport } from '../../lib/reports';
import { ociOcean } from './oci-ocean';

const report = (...change: Parameters<typeof ociOcean>) => costReport(ociOcean(...change), ociCatalogue);

describe('machines', () => {
  test('head and nodes are priced to the cent: OCPUs and memory', () => {
    const [list] = report().tariffs;
    expect(list).toMatchObject({
      name: 'OCI list prices',
      date: ociCatalogue.date,
      region: 'us-ashburn-1',
      unknown: [],
    });
    expect(list?.head).toEqual({ machine: 'VM.Standard.E4.Flex.8.64', usdPerHour: 0.296 });
    expect(list?.partitions[0]).toMatchObject({ machine: 'BM.Optimized3.36', usdPerNodeHour: 2.712 });
    expect(list?.totals.map(({ usdPerHour }) => usdPerHour)).toEqual([0.3, 0.3, 78.94]);
  });

  test('a core-hour counts physical cores', () => {
    expect(report().tariffs[0]?.partitions[0]?.usdPerCoreHourAtMax).toBe(0.0756);
  });

  test('preemptible nodes cost half: by the list, not by an estimate', () => {
    const machine = ociCatalogue.machine('VM.Standard.E4.Flex.16.128');
    const { tariffs } = report('compute-fleet', { pricing: 'spot', machine });
    expect(tariffs.map(({ name, partitions }) => [name, partitions[0]?.basis, partitions[0]?.usdPerNodeHour])).toEqual([
      ['OCI list prices, spot as listed', 'spot list price', 0.296],
      ['OCI list prices, all on demand', 'on-demand', 0.592],
    ]);
  });

  test('a price that is not known is null and named, never zero', () => {
    const { tariffs } = report('compute-fleet', { machine: ociCatalogue.machine('BM.DenseIO1.36') });
    expect(tariffs[0]?.unknown).toEqual(['BM.DenseIO1.36']);
    expect(tariffs[0]?.totals.map(({ usdPerHour }) => usdPerHour)).toEqual([0.3, 0.3, null]);
  });

  test('outside the commercial Regions nothing is known', () => {
    const { region, tariffs } = report(undefined, {}, { region: 'us-gov-ashburn-1' });
    expect(region).toBe('us-gov-ashburn-1');
    expect(tariffs[0]?.head.usdPerHour).toBeNull();
  });

  test('it is said that free quantities are not taken off', () => {
    expect(report().remark).toMatch(/free of charge is not taken off/);
  });
});
