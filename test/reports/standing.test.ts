import { awsCatalogue } from '../../lib/catalogue/aws';
import { standingCosts } from '../../lib/reports/standing';
import { withPart } from '../rules/changed';
import { SAMPLE } from '../support/sample-blueprint';
import { ocean } from './ocean';

const costs = (change: Parameters<typeof ocean>[0] = {}, region = 'us-east-1') =>
  standingCosts(ocean(change), awsCatalogue, region);
const line = (item: string, change: Parameters<typeof ocean>[0] = {}, region = 'us-east-1') =>
  costs(change, region).find((each) => each.item === item);

test('a NAT gateway is paid by the hour, whoever uses it', () => {
  expect(line('1 NAT gateway')).toMatchObject({
    usdPerUnit: 0.045,
    unit: 'hour',
    unitsPerMonth: 730,
    usdPerMonth: 32.85,
  });
});

test("a network of the institution's brings no NAT gateway", () => {
  const parts = SAMPLE.parts.map((part) =>
    part.kind === 'network' ? { kind: part.kind, id: part.id, existingId: 'vpc-1' } : part,
  );
  expect(line('1 NAT gateway', { parts })).toBeUndefined();
});

test('a volume is paid by its size', () => {
  expect(line("volume 'state'")).toMatchObject({ unitsPerMonth: 10, usdPerMonth: 0.8 });
});

test('operations and throughput are paid beyond what every volume has', () => {
  const change = withPart('disk', 'state', { iops: 4000, throughputMiBps: 225 });
  expect(line("volume 'state', operations", change)).toMatchObject({ unitsPerMonth: 1000, usdPerMonth: 5 });
  expect(line("volume 'state', throughput", change)).toMatchObject({ unitsPerMonth: 100, usdPerMonth: 4 });
});

test('what grows by itself has a rate and no amount', () => {
  expect(line("managed NFS 'home'")).toMatchObject({ usdPerUnit: 0.3, unitsPerMonth: null, usdPerMonth: null });
  expect(line("bucket 'results'")).toMatchObject({ usdPerUnit: 0.023, unitsPerMonth: null });
});

test('Lustre is paid by its capacity', () => {
  expect(line("managed Lustre 'scratch'")).toMatchObject({ unitsPerMonth: 1200, usdPerMonth: 168 });
});

test('a price that is not known in the Region is null, never zero', () => {
  expect(line('1 NAT gateway', {}, 'eu-west-1')).toMatchObject({
    usdPerUnit: null,
    unitsPerMonth: 730,
    usdPerMonth: null,
  });
});

test('an existing bucket is paid by somebody else', () => {
  const change = withPart('bucket', 'results', { existingName: 'institution-results' });
  expect(line("bucket 'results'", change)).toBeUndefined();
});
