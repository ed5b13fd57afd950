import { ociOcean, shape } from '../oci-ocean';
import { brief, listed, reportOf } from './lines';

const lines = (...change: Parameters<typeof ociOcean>) =>
  listed(ociOcean(...change), { region: 'eu-frankfurt-1' }).month.lines;
const inBrief = (item: string, ...change: Parameters<typeof ociOcean>) => {
  const found = lines(...change).find((each) => each.item === item);
  return found === undefined ? undefined : brief(found);
};

test('volumes are paid by their size and their performance units', () => {
  expect(inBrief('boot volume of the head')).toEqual([
    'boot volume of the head',
    0.0425,
    'GB-month',
    2.125,
    2.125,
    2.125,
  ]);
  expect(inBrief('boot volumes of nodes of compute-fleet')?.slice(1)).toEqual([0.0425, 'GB-month', 0, null, 73.95]);
});

test('a volume below the smallest is paid as the smallest', () => {
  expect(inBrief("volume 'state'")?.[3]).toBe(2.125);
  expect(inBrief("volume 'state'", 'state', { sizeGiB: 500 })?.[3]).toBe(21.25);
});

test('what grows by itself has a price and no amount', () => {
  expect(inBrief("managed NFS 'home'")?.slice(1)).toEqual([0.3, 'GB-month', 0, null, null]);
  expect(inBrief("bucket 'results'")?.slice(1)).toEqual([0.0255, 'GB-month', 0, null, null]);
});

test('Lustre is paid by its capacity, and by performance units whose number is not stated', () => {
  expect(inBrief("managed Lustre 'scratch'")?.[3]).toBe(2683.2);
  expect(inBrief("managed Lustre 'scratch', performance")?.slice(1)).toEqual([0.0005, 'unit-GB-month', 0, null, null]);
});

test('gateways, secrets with their key, and budgets are free of charge, by the list', () => {
  const free = lines().filter(({ usdPerUnit }) => usdPerUnit === 0);
  expect(free.map(({ item }) => item)).toEqual([
    "NAT gateway of 'network'",
    "service gateway 'store'",
    "secret 'munge'",
    "key of the secret 'munge', protected by software",
    "budget 'budget'",
  ]);
  expect(free.flatMap(({ at }) => [at.min.microUsd, at.max.microUsd])).toEqual(Array(10).fill(0));
});

test.each([
  ['eu-frankfurt-1', 0.0085],
  ['ap-tokyo-1', 0.025],
  ['me-dubai-1', 0.05],
])('data out of %s cost %d USD', (region, usd) => {
  const found = listed(ociOcean(), { region }).month.lines.find(({ item }) => item === 'data out to the internet');
  expect(found?.usdPerUnit).toBe(usd);
});

test('preemptible nodes cost half, by the list', () => {
  const machine = shape('VM.Standard.E4.Flex.16.128');
  const { tariffs } = reportOf(ociOcean('compute-fleet', { pricing: 'spot', machine }), { region: 'eu-frankfurt-1' });
  const nodes = tariffs.map(({ month }) => month.lines.find(({ unit }) => unit === 'node-hour'));
  expect(nodes.map((line) => [line?.usdPerUnit, line?.source])).toEqual([
    [0.296, 'OCI list prices, spot as listed, spot list price'],
    [0.592, 'OCI list prices, all on demand, on-demand'],
  ]);
});

test('outside the commercial Regions nothing is known, and all of it is named', () => {
  const report = listed(ociOcean(), { region: 'us-gov-ashburn-1' });
  expect(report.month.lines.every(({ usdPerUnit, missing }) => usdPerUnit === null && missing.length > 0)).toBe(true);
  expect(report.month.total.min).toMatchObject({ usd: 0, microUsd: 0 });
  expect(report.month.total.min.unknown).toContain('VM.Standard.E4.Flex.8.64');
});

test('no price of the other cloud is asked for', () => {
  expect(lines().filter(({ usdPerUnit }) => usdPerUnit === null)).toEqual([]);
});
