import { capacityReport, contentReport, quotaReport } from '../../lib/reports';
import { machine, withPart } from '../rules/changed';
import { SAMPLE } from '../support/sample-blueprint';
import { ocean } from './ocean';

test('29 nodes have 522 physical cores, which are 1,044 vCPUs', () => {
  expect(capacityReport(ocean()).nodes).toEqual({
    machines: 29,
    cores: 522,
    vcpus: 1044,
    memoryMiB: 29 * 73728,
    gpus: 0,
  });
});

test('the head is said apart, and counts among all machines', () => {
  const { head, all } = capacityReport(ocean());
  expect(head).toMatchObject({ machine: 'c5d.9xlarge', machines: 1, cores: 18 });
  expect(all).toMatchObject({ machines: 30, cores: 540, vcpus: 1080 });
});

test('GPUs are counted', () => {
  const change = withPart('fleet', 'compute-fleet', { machine: machine('p4d.24xlarge') });
  expect(capacityReport(ocean(change)).nodes.gpus).toBe(29 * 8);
});

test('head and nodes need 1,080 vCPUs of the Standard quota, whose default is 5', () => {
  expect(quotaReport(ocean())).toEqual({
    needs: [
      {
        code: 'L-1216C47A',
        name: expect.stringContaining('Standard'),
        pricing: 'on-demand',
        vcpus: 1080,
        defaultVcpus: 5,
      },
    ],
    statedVcpus: null,
  });
});

test('spot capacity has a quota of its own', () => {
  const change = withPart('fleet', 'compute-fleet', { pricing: 'spot', machine: machine('c5.9xlarge') });
  expect(quotaReport(ocean(change)).needs).toMatchObject([
    { code: 'L-1216C47A', pricing: 'on-demand', vcpus: 36 },
    { code: 'L-34B43A08', pricing: 'spot', vcpus: 1044 },
  ]);
});

test('spot nodes that may run on demand count in both quotas', () => {
  const change = withPart('fleet', 'compute-fleet', {
    pricing: 'spot',
    onDemandFallback: true,
    machine: machine('c5.9xlarge'),
  });
  expect(quotaReport(ocean(change)).needs.map(({ vcpus }) => vcpus)).toEqual([1080, 1044]);
});

test('an alternative of another family counts in its own quota', () => {
  const change = withPart('fleet', 'compute-fleet', { maxCount: 1, alternatives: [machine('g4dn.xlarge')] });
  expect(quotaReport(ocean(change)).needs.map(({ code, vcpus }) => [code, vcpus])).toEqual([
    ['L-1216C47A', 72],
    ['L-DB2E81BA', 4],
  ]);
});

test('a quota that the catalogue does not know is null', () => {
  const { quota: _, ...unknown } = machine('c5.9xlarge');
  expect(quotaReport(ocean(withPart('fleet', 'compute-fleet', { machine: unknown }))).needs).toContainEqual({
    code: null,
    name: null,
    pricing: 'on-demand',
    vcpus: 1044,
    defaultVcpus: null,
  });
});

test('the content names machines, partitions, storage with its lifetime, and mounts', () => {
  const content = contentReport(ocean());
  expect(content.machines).toEqual([{ role: 'head', machine: 'c5d.9xlarge', image: 'debian-13', rootGiB: 50 }]);
  expect(content.partitions).toMatchObject([{ name: 'compute', min: 0, max: 29, placement: 'cluster' }]);
  expect(content.storage.map(({ id, kind, retained }) => [id, kind, retained])).toEqual([
    ['state', 'volume', true],
    ['home', 'managed NFS', true],
    ['scratch', 'managed Lustre', false],
    ['results', 'bucket', true],
  ]);
  expect(content.mounts).toBe(SAMPLE.facts.mounts);
});
