import { ociCatalogue } from '../../lib/catalogue';

const ALL = ociCatalogue.names().map((name) => {
  const facts = ociCatalogue.machine(name);
  if (facts === undefined) throw new Error(`${name} is listed but not known`);
  return facts;
});

describe('machines', () => {
  test('BM.Optimized3.36 has 36 cores, 512 GB, a local disk and a port of a cluster network', () => {
    expect(ociCatalogue.machine('BM.Optimized3.36')).toEqual({
      name: 'BM.Optimized3.36',
      ocpus: 36,
      arch: 'x86_64',
      cores: 36,
      vcpus: 72,
      threadsPerCore: 2,
      memoryMiB: 512 * 1024,
      networkGbps: 100,
      fabricInterfaces: 1,
      networkCards: 1,
      localStorageGB: 3840,
      bareMetal: true,
      burstable: false,
      clusterPlacement: true,
      spot: false,
      quota: 'optimized3-core-count',
      quotaUse: { unit: 'OCPUs', count: 36 },
    });
  });

  test('a flexible shape is a machine in each of its sizes, and keeps its own name beside', () => {
    expect(ociCatalogue.machine('VM.Standard.E5.Flex.8.64')).toEqual({
      name: 'VM.Standard.E5.Flex.8.64',
      shape: 'VM.Standard.E5.Flex',
      ocpus: 8,
      arch: 'x86_64',
      cores: 8,
      vcpus: 16,
      threadsPerCore: 2,
      memoryMiB: 64 * 1024,
      networkGbps: 8,
      fabricInterfaces: 0,
      networkCards: 1,
      localStorageGB: 0,
      bareMetal: false,
      burstable: false,
      clusterPlacement: true,
      spot: true,
      quota: 'standard-e5-core-count',
      spotQuota: 'standard-e5-core-count',
      quotaUse: { unit: 'OCPUs', count: 8 },
    });
  });

  test.each([
    ['VM.Standard3.Flex.4.64', 4, 8, 2],
    ['VM.Standard.A1.Flex.4.24', 4, 4, 1],
    ['VM.Standard.A2.Flex.4.24', 8, 8, 1],
    ['VM.Standard.A4.Flex.4.24', 8, 8, 1],
    ['BM.GPU.GB200.4', 144, 144, 1],
  ])('%s has %i cores and %i vCPUs', (name, cores, vcpus, threadsPerCore) => {
    expect(ociCatalogue.machine(name)).toMatchObject({ cores, vcpus, threadsPerCore });
  });

  test('the bandwidth of a flexible shape grows with its OCPUs, up to a bound', () => {
    const gbps = (ocpus: number) => ociCatalogue.machine(`VM.Standard.E4.Flex.${ocpus}.64`)?.networkGbps;
    expect([1, 16, 40, 64].map(gbps)).toEqual([1, 16, 40, 40]);
  });

  test('a flexible shape with local disks has those of its size', () => {
    expect(ociCatalogue.machine('VM.DenseIO.E4.Flex.8.128')?.localStorageGB).toBe(6800);
    expect(ociCatalogue.machine('VM.DenseIO.E4.Flex.32.512')?.localStorageGB).toBe(27200);
  });

  test('GPUs and the ports of their cluster network are counted', () => {
    expect(ociCatalogue.machine('BM.GPU.H100.8')).toMatchObject({
      gpus: { count: 8, name: 'H100', memoryMiB: 80 * 1024 },
      fabricInterfaces: 16,
    });
    expect(ociCatalogue.machine('BM.GPU.H200.8')).toMatchObject({
      quota: 'gpu-h200-count',
      quotaUse: { unit: 'GPUs', count: 8 },
    });
  });

  test('what is larger than a NUMA node is not sold as preemptible capacity', () => {
    expect(ociCatalogue.machine('VM.Standard.E4.Flex.64.1024')).toMatchObject({ spot: true });
    expect(ociCatalogue.machine('VM.Standard.E4.Flex.65.1024')).toMatchObject({ spot: false });
    expect(ociCatalogue.machine('VM.Standard.E4.Flex.64.1025')).toMatchObject({ spot: false });
    expect(ociCatalogue.machine('VM.Standard.E4.Flex.65.1024')).not.toHaveProperty('spotQuota');
  });

  test('bare metal and VMs with A10 are not sold as preemptible capacity', () => {
    const spot = ALL.filter((facts) => facts.spot);
    expect(spot.filter(({ bareMetal, name }) => bareMetal || name.includes('A10'))).toEqual([]);
    expect(spot.length).toBeGreaterThan(20);
  });

  test('names are sorted and unique, and each is a machine', () => {
    const names = ociCatalogue.names();
    expect(names).toHaveLength(74);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('every shape has whole positive cores, as many vCPUs as threads, and memory', () => {
    const odd = ALL.filter(
      ({ cores, vcpus, threadsPerCore, memoryMiB }) =>
        !(Number.isInteger(cores) && cores > 0 && cores * threadsPerCore === vcpus && memoryMiB > 0),
    );
    expect(odd).toEqual([]);
  });

  test('RDMA is had on bare metal alone', () => {
    const rdma = ALL.filter(({ fabricInterfaces }) => fabricInterfaces > 0);
    expect(rdma.filter(({ bareMetal }) => !bareMetal)).toEqual([]);
    expect(rdma.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['BM.HPC.E5.144', 'BM.HPC2.36', 'BM.Optimized3.36', 'BM.GPU4.8']),
    );
  });

  test('the facts that are handed out cannot be changed', () => {
    expect(() => Object.assign(ociCatalogue.machine('VM.Standard.E5.Flex.8.64') ?? {}, { cores: 1 })).toThrow(
      TypeError,
    );
  });
});

describe('prices of machines', () => {
  test.each([
    ['BM.Optimized3.36', 2.712],
    ['BM.HPC2.36', 2.7],
    ['BM.DenseIO.E4.128', 9.60128],
    ['BM.GPU.H100.8', 80],
    ['VM.GPU.A10.2', 4],
    ['VM.Standard2.24', 1.5312],
    ['VM.Standard.E4.Flex.1.16', 0.049],
    ['VM.Standard.E5.Flex.94.1049', 4.918],
    ['VM.Standard.A1.Flex.4.24', 0.076],
    ['VM.DenseIO.E5.Flex.16.192', 1.69632],
  ])('%s costs %d USD an hour: OCPUs, memory, GPUs and local disks', (name, usd) => {
    expect(ociCatalogue.onDemand(name, 'us-ashburn-1')).toBe(usd);
  });

  test('preemptible capacity costs half, where it is sold', () => {
    expect(ociCatalogue.spot('VM.Standard.E4.Flex.1.16', 'us-ashburn-1')).toBe(0.0245);
    expect(ociCatalogue.spot('VM.GPU3.1', 'us-ashburn-1')).toBe(1.475);
    expect(ociCatalogue.spot('BM.Optimized3.36', 'us-ashburn-1')).toBeUndefined();
    expect(ociCatalogue.spot('VM.GPU.A10.1', 'us-ashburn-1')).toBeUndefined();
  });

  test('the price is the same in all commercial Regions, and not known elsewhere', () => {
    const usd = (region: string) => ociCatalogue.onDemand('BM.Optimized3.36', region);
    expect(['eu-frankfurt-1', 'ap-tokyo-1', 'sa-saopaulo-1'].map(usd)).toEqual([2.712, 2.712, 2.712]);
    expect(usd('us-gov-ashburn-1')).toBeUndefined();
    expect(usd('us-east-1')).toBeUndefined();
    expect(ociCatalogue.spot('VM.Standard.E4.Flex.1.16', 'us-gov-ashburn-1')).toBeUndefined();
  });

  test('a price that was not read is none', () => {
    expect(ociCatalogue.machine('BM.DenseIO1.36')).toBeDefined();
    expect(ociCatalogue.onDemand('BM.DenseIO1.36', 'us-ashburn-1')).toBeUndefined();
  });

  test('what is free of charge for a tenancy is said not to be taken off', () => {
    expect(ociCatalogue.priceRemark).toMatch(/free of charge is not taken off/);
  });
});

test('three addresses of a subnet are kept by the provider', () => {
  expect(ociCatalogue.reservedAddresses).toBe(3);
});

test('nothing is said of where a shape has hosts', () => {
  expect(ociCatalogue.offered('BM.Optimized3.36', 'eu-frankfurt-1')).toBeUndefined();
});
