import { ociCatalogue } from '../../lib/catalogue';
import { costReport } from '../../lib/reports';
import { standingCosts } from '../../lib/reports/standing';
import { ociOcean } from './oci-ocean';

const report = (...change: Parameters<typeof ociOcean>) => costReport(ociOcean(...change), ociCatalogue);
const standing = (...change: Parameters<typeof ociOcean>) =>
  standingCosts(ociOcean(...change), ociCatalogue, 'eu-frankfurt-1');
const line = (item: string, ...change: Parameters<typeof ociOcean>) =>
  standing(...change).find((each) => each.item === item);

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

describe('what stands', () => {
  test('volumes are paid by their size and their performance units', () => {
    expect(line('boot volumes of head and login node')).toEqual({
      item: 'boot volumes of head and login node',
      usdPerUnit: 0.0425,
      unit: 'GB-month',
      unitsPerMonth: 50,
      usdPerMonth: 2.13,
    });
    expect(line('boot volume of each node of compute-fleet, while it runs')).toMatchObject({
      usdPerUnit: 0.0425,
      unit: '60 GB-month',
      unitsPerMonth: null,
      usdPerMonth: null,
    });
  });

  test('a volume below the smallest is paid as the smallest', () => {
    expect(line("volume 'state'")).toMatchObject({ unitsPerMonth: 50, usdPerMonth: 2.13 });
    expect(line("volume 'state'", 'state', { sizeGiB: 500 })).toMatchObject({ unitsPerMonth: 500, usdPerMonth: 21.25 });
  });

  test('what grows by itself has a rate and no amount', () => {
    expect(line("managed NFS 'home'")).toMatchObject({ usdPerUnit: 0.3, unitsPerMonth: null, usdPerMonth: null });
    expect(line("bucket 'results'")).toMatchObject({ usdPerUnit: 0.0255, unitsPerMonth: null });
  });

  test('Lustre is paid by its capacity, and by performance units whose number is not known', () => {
    expect(line("managed Lustre 'scratch'")).toMatchObject({ unitsPerMonth: 31200, usdPerMonth: 2683.2 });
    expect(line("managed Lustre 'scratch', performance units")).toMatchObject({
      usdPerUnit: 0.0005,
      unitsPerMonth: null,
      usdPerMonth: null,
    });
  });

  test('gateways, secrets with their key, and budgets are free of charge', () => {
    const free = standing().filter(({ usdPerMonth }) => usdPerMonth === 0);
    expect(free.map(({ item }) => item)).toEqual([
      '1 NAT gateway',
      '1 service gateway',
      '1 secret',
      'key of the secrets, protected by software',
      '1 budget',
    ]);
  });

  test("a network of the institution's brings no NAT gateway", () => {
    expect(line('1 NAT gateway', 'network', { cidr: undefined, existingId: 'ocid1.vcn.oc1..a' })).toBeUndefined();
  });

  test('a price that is not known in the Region is null, never zero', () => {
    const elsewhere = standingCosts(ociOcean(), ociCatalogue, 'us-gov-ashburn-1');
    expect(elsewhere.map(({ usdPerUnit, usdPerMonth }) => [usdPerUnit, usdPerMonth])).toEqual(
      elsewhere.map(() => [null, null]),
    );
  });

  test('no price of the other cloud is asked for', () => {
    expect(standing().filter(({ usdPerUnit }) => usdPerUnit === null)).toEqual([]);
  });
});
