import { anyWith, awsCatalogue, type MachineCriteria, ociCatalogue } from '../../lib/catalogue';

const name = (criteria: MachineCriteria) => ociCatalogue.cheapest(criteria)?.name;

test('the same query is answered by a type of either cloud', () => {
  const { query } = anyWith({ cores: 36, memoryGiB: 256, fabric: 'rdma' });
  expect(name(query)).toBe('BM.Optimized3.36');
  expect(awsCatalogue.cheapest(query)?.name).toBe('c6i.32xlarge');
});

test.each<[string, MachineCriteria, string]>([
  ['cores alone', { cores: 4 }, 'VM.Standard.E4.Flex.4.4'],
  ['nothing', {}, 'VM.Standard.E4.Flex.1.1'],
  ['memory', { cores: 4, memoryGiB: 50 }, 'VM.Standard.E4.Flex.4.50'],
  ['part of a GiB', { cores: 2, memoryGiB: 10.5 }, 'VM.Standard.E4.Flex.2.11'],
  ['memory a core', { cores: 4, memoryPerCoreGiB: 8 }, 'VM.Standard.E4.Flex.4.32'],
  ['memory that takes more OCPUs', { cores: 2, memoryGiB: 500 }, 'VM.Standard.E4.Flex.8.500'],
  ['more cores than E4 has', { cores: 120 }, 'VM.Standard.E5.Flex.120.120'],
  ['Arm cores, two of an OCPU', { cores: 31, arch: 'arm64' }, 'VM.Standard.A2.Flex.16.16'],
  ['a GPU', { gpuMemoryGiB: 20 }, 'VM.GPU.A10.1'],
  ['GPUs and RDMA', { gpus: 8, gpuMemoryGiB: 80, fabric: 'rdma' }, 'BM.GPU.A100-v2.8'],
  ['local disks', { cores: 8, localStorageGB: 900 }, 'VM.DenseIO.E4.Flex.8.128'],
  ['more local disks', { localStorageGB: 7000 }, 'VM.DenseIO.E4.Flex.16.256'],
  ['RDMA and many cores', { cores: 100, fabric: 'rdma' }, 'BM.HPC.E5.144'],
])('a flexible shape is as large as needed: %s', (_, criteria, expected) => {
  expect(name(criteria)).toBe(expected);
});

test('every answer has what was asked for', () => {
  for (const cores of [1, 3, 17, 64, 90, 126]) {
    for (const memoryPerCoreGiB of [1, 3.5, 8]) {
      const facts = ociCatalogue.cheapest({ cores, memoryPerCoreGiB });
      expect(facts?.cores).toBeGreaterThanOrEqual(cores);
      expect((facts?.memoryMiB ?? 0) / 1024 / (facts?.cores ?? 1)).toBeGreaterThanOrEqual(memoryPerCoreGiB);
    }
  }
});

test('no smaller size of the answer would do', () => {
  expect(name({ cores: 7, memoryGiB: 33 })).toBe('VM.Standard.E4.Flex.7.33');
});

test('bare metal is an answer only where RDMA is asked for', () => {
  expect(name({ cores: 127 })).toBeUndefined();
  expect(name({ gpus: 8 })).toBeUndefined();
  expect(name({ cores: 127, fabric: 'rdma' })).toMatch(/^BM\./);
});

test('shapes of a previous generation can be named, but are no answer', () => {
  expect(ociCatalogue.machine('BM.HPC2.36')).toBeDefined();
  expect(ociCatalogue.onDemand('BM.HPC2.36', 'us-ashburn-1')).toBeLessThan(2.712);
  expect(name({ cores: 36, fabric: 'rdma' })).toBe('BM.Optimized3.36');
  expect(name({ cores: 1, memoryGiB: 8 })).toBe('VM.Standard.E4.Flex.1.8');
});

test('nothing is found where no shape has it all, or none is cheap enough', () => {
  expect(name({ memoryPerCoreGiB: 65 })).toBeUndefined();
  expect(name({ cores: 36, fabric: 'rdma', maxUsdPerHour: 2.711 })).toBeUndefined();
  expect(name({ cores: 36, fabric: 'rdma', maxUsdPerHour: 2.712 })).toBe('BM.Optimized3.36');
});

test('the Region does not matter: prices are the same everywhere', () => {
  expect(ociCatalogue.cheapest({ cores: 4 }, 'ap-tokyo-1')?.name).toBe(name({ cores: 4 }));
});
