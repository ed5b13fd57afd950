import { SAMPLE } from '../support/sample-blueprint';
import { findingsOf, onlyFinding, withPart } from './changed';

const STATE = ['disk', 'state'] as const;
const SCRATCH = ['fileSystem', 'scratch'] as const;

describe('unretained-home', () => {
  test('a home that goes with the cluster is an error', () => {
    expect(onlyFinding('unretained-home', withPart('fileSystem', 'home', { retain: false }))).toMatch(
      /^home\.retain: the file system 'home' would go with the cluster/,
    );
  });

  test('scheduler state that goes with the cluster is an error', () => {
    expect(onlyFinding('unretained-home', withPart(...STATE, { retain: false }))).toContain("the volume 'state'");
  });

  test('a results bucket that goes with the cluster is an error', () => {
    expect(onlyFinding('unretained-home', withPart('bucket', 'results', { retain: false }))).toContain(
      "the bucket 'results'",
    );
  });

  test('an existing bucket is not the cluster to delete, and scratch may go', () => {
    const existing = withPart('bucket', 'results', { retain: false, existingName: 'institution-results' });
    expect(findingsOf('unretained-home', existing)).toEqual([]);
  });
});

describe('disk-out-of-range', () => {
  test.each([
    ['a size', { sizeGiB: 70000 }, 'state.size: given 70000 GiB; a gp3 volume has 1 to 65536 GiB'],
    ['operations', { iops: 2999 }, 'state.iops: given 2999 operations a second; a gp3 volume has 3000 to 80000'],
    ['a throughput', { throughputMiBps: 2001 }, 'state.throughput: given 2001 MiB/s; a gp3 volume has 125 to 2000'],
  ])('%s that gp3 does not have is an error', (_, change, text) => {
    expect(onlyFinding('disk-out-of-range', withPart(...STATE, change))).toContain(text);
  });

  test('a root volume is looked at as well', () => {
    expect(onlyFinding('disk-out-of-range', withPart('machine', 'head-machine', { rootGiB: 0 }))).toMatch(
      /^head\.rootSize: /,
    );
  });

  test('the ends of the range are fine', () => {
    expect(
      findingsOf('disk-out-of-range', withPart(...STATE, { sizeGiB: 65536, iops: 80000, throughputMiBps: 2000 })),
    ).toEqual([]);
  });
});

describe('disk-performance-ratio', () => {
  test('more than 500 operations a second for each GiB are an error', () => {
    expect(onlyFinding('disk-performance-ratio', withPart(...STATE, { iops: 5001 }))).toContain(
      'given 5001 operations a second on 10 GiB; allowed are 500 for each GiB, 5000 here',
    );
  });

  test('a throughput that needs more operations is an error', () => {
    expect(onlyFinding('disk-performance-ratio', withPart(...STATE, { throughputMiBps: 751 }))).toContain(
      'given 751 MiB/s with 3000 operations a second; 3004 are needed',
    );
  });

  test('the ratios themselves are fine', () => {
    expect(findingsOf('disk-performance-ratio', withPart(...STATE, { iops: 5000, throughputMiBps: 1250 }))).toEqual([]);
  });

  test('the operations that every volume has are fine on a small one', () => {
    expect(findingsOf('disk-performance-ratio', withPart(...STATE, { sizeGiB: 1 }))).toEqual([]);
  });
});

describe('lustre-capacity', () => {
  test('a capacity in between is an error that names the next one', () => {
    expect(onlyFinding('lustre-capacity', withPart(...SCRATCH, { capacityGiB: 3600 }))).toBe(
      'scratch.size: given 3600 GiB; allowed are 1200 and 2400 GiB and multiples of 2400 GiB. Give 4800 GiB.',
    );
  });

  test.each([1200, 2400, 4800, 240000])('%d GiB are fine', (capacityGiB) => {
    expect(findingsOf('lustre-capacity', withPart(...SCRATCH, { capacityGiB }))).toEqual([]);
  });
});

describe('lustre-throughput', () => {
  test('a throughput that the service does not make is an error', () => {
    expect(onlyFinding('lustre-throughput', withPart(...SCRATCH, { throughputPerTiB: 200 }))).toContain(
      'given 200 MB/s for each TiB; allowed are 125, 250, 500, 1000',
    );
  });

  test('a throughput that it makes is fine', () => {
    expect(findingsOf('lustre-throughput', withPart(...SCRATCH, { throughputPerTiB: 250 }))).toEqual([]);
  });
});

describe('nfs-many-readers', () => {
  const read = {
    from: { group: 'compute' },
    to: { group: 'storage' },
    protocol: 'tcp',
    ports: { first: 2049, last: 2049 },
    purpose: 'NFS',
  } as const;
  const readByNodes = { ...SAMPLE, flows: [...SAMPLE.flows, read] };

  test('many nodes on one managed NFS file system are a warning', () => {
    const change = withPart('fleet', 'compute-fleet', { maxCount: 103 }, readByNodes);
    expect(onlyFinding('nfs-many-readers', change)).toMatch(/^home: up to 103 nodes read .* 99 MiB\/s a node/);
  });

  test('nodes that have 100 MiB/s each are fine', () => {
    expect(findingsOf('nfs-many-readers', withPart('fleet', 'compute-fleet', { maxCount: 102 }, readByNodes))).toEqual(
      [],
    );
  });

  test('nodes that do not reach the file system are not counted', () => {
    expect(findingsOf('nfs-many-readers', withPart('fleet', 'compute-fleet', { maxCount: 1000 }))).toEqual([]);
  });
});
