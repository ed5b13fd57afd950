import { anyWith, awsCatalogue, type MachineCriteria, type MachineFacts } from '../../lib/catalogue';
import { byPrice, cheapestOf } from '../../lib/catalogue/cheapest';

const name = (criteria: MachineCriteria, region?: string) => awsCatalogue.cheapest(criteria, region)?.name;

/** All types with a price in a Region, by another way than the catalogue's own. */
function scan(region: string, wanted: (facts: MachineFacts) => boolean): string | undefined {
  const found: [number, string][] = [];
  for (const candidate of awsCatalogue.names()) {
    const facts = awsCatalogue.machine(candidate);
    const price = awsCatalogue.onDemand(candidate, region);
    if (facts === undefined || price === undefined || awsCatalogue.offered(candidate, region) !== true) continue;
    if (facts.bareMetal || facts.burstable || candidate.includes('-flex.') || /^[tm]1\./.test(candidate)) continue;
    if (wanted(facts)) found.push([price, candidate]);
  }
  return found.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))[0]?.[1];
}

test('a query holds its criteria', () => {
  expect(anyWith({ cores: 4 })).toEqual({ query: { cores: 4 } });
});

test('36 cores, 256 GiB and RDMA are cheapest as c6i.32xlarge in us-east-1', () => {
  const wanted = (facts: MachineFacts) =>
    facts.arch === 'x86_64' && facts.cores >= 36 && facts.memoryMiB >= 256 * 1024 && facts.fabricInterfaces > 0;
  const plain = (facts: MachineFacts) => wanted(facts) && !facts.gpus && !facts.accelerators;
  expect(scan('us-east-1', plain)).toBe('c6i.32xlarge');
  expect(name(anyWith({ cores: 36, memoryGiB: 256, fabric: 'rdma' }).query)).toBe('c6i.32xlarge');
});

test('the Region decides: where hpc6a is sold it is cheaper', () => {
  expect(name({ cores: 36, memoryGiB: 256, fabric: 'rdma' }, 'eu-north-1')).toBe('hpc6a.48xlarge');
  expect(name({ cores: 36, memoryGiB: 256, fabric: 'rdma' }, 'us-east-2')).toBe('hpc6a.48xlarge');
});

test.each<[string, MachineCriteria, (facts: MachineFacts) => boolean]>([
  ['cores', { cores: 18 }, (f) => f.cores >= 18 && f.arch === 'x86_64' && !f.gpus && !f.accelerators],
  ['memory', { memoryGiB: 500 }, (f) => f.memoryMiB >= 512000 && f.arch === 'x86_64' && !f.gpus && !f.accelerators],
  [
    'memory a core',
    { cores: 16, memoryPerCoreGiB: 16 },
    (f) => f.cores >= 16 && f.memoryMiB / f.cores >= 16384 && f.arch === 'x86_64' && !f.gpus && !f.accelerators,
  ],
  ['arm64', { cores: 64, arch: 'arm64' }, (f) => f.cores >= 64 && f.arch === 'arm64' && !f.gpus && !f.accelerators],
  ['GPUs', { gpus: 8 }, (f) => (f.gpus?.count ?? 0) >= 8 && f.arch === 'x86_64'],
  [
    'memory of a GPU',
    { gpuMemoryGiB: 40 },
    (f) => (f.gpus?.count ?? 0) >= 1 && (f.gpus?.memoryMiB ?? 0) >= 40960 && f.arch === 'x86_64',
  ],
  [
    'local disks',
    { localStorageGB: 900 },
    (f) => f.localStorageGB >= 900 && f.arch === 'x86_64' && !f.gpus && !f.accelerators,
  ],
])('the answer to a query by %s is that of a plain scan', (_, criteria, wanted) => {
  for (const region of ['us-east-1', 'eu-west-1', 'eu-north-1']) {
    expect(name(criteria, region)).toBe(scan(region, wanted));
  }
  expect(name(criteria)).toBeDefined();
});

test('the same query has the same answer each time', () => {
  const answers = [1, 2, 3].map(() => name({ cores: 8, memoryPerCoreGiB: 4 }));
  expect(new Set(answers).size).toBe(1);
});

test('equal prices are told apart by name', () => {
  const facts = awsCatalogue.machine('c5.9xlarge');
  if (facts === undefined) throw new Error('c5.9xlarge is not known');
  const named = (text: string, usdPerHour: number) => ({ facts: { ...facts, name: text }, usdPerHour });
  const candidates = [named('b.large', 1), named('a.large', 1), named('c.large', 1), named('0.large', 2)];
  expect(cheapestOf(byPrice(candidates), {})?.name).toBe('a.large');
  expect(cheapestOf(byPrice([...candidates].reverse()), {})?.name).toBe('a.large');
});

test('nothing is found where no type has it all, or none is cheap enough', () => {
  expect(name({ cores: 100_000 })).toBeUndefined();
  expect(name({ cores: 36, memoryGiB: 256, fabric: 'rdma', maxUsdPerHour: 5.43 })).toBeUndefined();
  expect(name({ cores: 36, memoryGiB: 256, fabric: 'rdma', maxUsdPerHour: 5.44 })).toBe('c6i.32xlarge');
});

test('burstable, flex, bare metal and first-generation types are never an answer', () => {
  expect(name({})).toBe('c7a.medium');
  for (const region of ['us-east-1', 'us-west-2', 'eu-west-1', 'us-east-2']) {
    for (const arch of ['x86_64', 'arm64'] as const) {
      expect(name({ arch }, region)).toMatch(/^c\d+[agi]d?\.(medium|large)$/);
    }
  }
});

test('types with GPUs are an answer only where GPUs are asked for', () => {
  expect(awsCatalogue.cheapest({ cores: 96, memoryGiB: 700 })).not.toHaveProperty('gpus');
  expect(awsCatalogue.cheapest({ gpus: 0, cores: 96, memoryGiB: 700 })).not.toHaveProperty('gpus');
});

test('a part of a GPU does not count as one', () => {
  expect(awsCatalogue.cheapest({ gpus: 1, gpuMemoryGiB: 2 })?.gpus?.count).toBe(1);
});

test('where a Region has hardly any list prices, those of us-east-1 compare the types that are sold there', () => {
  expect(awsCatalogue.onDemand('c7a.large', 'us-east-2')).toBeUndefined();
  expect(name({ cores: 2 }, 'us-east-2')).toBe('c7a.large');
  expect(name({ cores: 2 }, 'ap-south-1')).toBe(name({ cores: 2 }));
});
