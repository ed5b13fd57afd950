import { ociCatalogue } from '../../lib/catalogue';
import { capacityReport, contentReport, quotaReport } from '../../lib/reports';
import { rules } from '../../lib/rules';
import { OCI_OCEAN, ociOcean, shape } from './oci-ocean';

const quotas = (...change: Parameters<typeof ociOcean>) =>
  quotaReport(ociOcean(...change)).needs.map(({ code, pricing, vcpus, counted }) => [
    code,
    pricing,
    vcpus,
    counted && `${counted.count} ${counted.unit}`,
  ]);

function findings(id: string, ...change: Parameters<typeof ociOcean>): string[] {
  const found = rules.find((rule) => rule.id === id)?.check(ociOcean(...change), ociCatalogue);
  return (found ?? []).map(({ message }) => message);
}

test('29 nodes have 1,044 physical cores', () => {
  expect(capacityReport(ociOcean()).nodes).toMatchObject({ machines: 29, cores: 1044, vcpus: 2088, gpus: 0 });
});

test('the content names flexible machines with their size', () => {
  const { provider, machines, partitions } = contentReport(ociOcean());
  expect(provider).toBe('oci');
  expect(machines).toMatchObject([{ role: 'head', machine: 'VM.Standard.E4.Flex.8.64' }]);
  expect(partitions).toMatchObject([{ machine: 'BM.Optimized3.36', max: 29 }]);
});

describe('service limits', () => {
  test('each counts OCPUs of its series, whatever they are paid for', () => {
    expect(quotaReport(ociOcean()).needs).toEqual([
      {
        code: 'optimized3-core-count',
        name: 'OCPUs of VM.Optimized3 and BM.Optimized3 in an availability domain',
        pricing: 'any',
        vcpus: 2088,
        defaultVcpus: null,
        counted: { unit: 'OCPUs', count: 1044, defaultCount: 6 },
      },
      {
        code: 'standard-e4-core-count',
        name: 'OCPUs of VM.Standard.E4 and BM.Standard.E4 in an availability domain',
        pricing: 'any',
        vcpus: 16,
        defaultVcpus: null,
        counted: { unit: 'OCPUs', count: 8, defaultCount: 6 },
      },
    ]);
  });

  test('preemptible nodes draw on the same limit as others, once', () => {
    const machine = shape('VM.Standard.E4.Flex.16.128');
    expect(quotas('compute-fleet', { pricing: 'spot', onDemandFallback: true, machine })).toEqual([
      ['standard-e4-core-count', 'any', 944, '472 OCPUs'],
    ]);
  });

  test('two cores of an OCPU count as one OCPU', () => {
    expect(quotas('compute-fleet', { maxCount: 1, machine: shape('VM.Standard.A2.Flex.10.60') })[0]).toEqual([
      'standard-a2-core-count',
      'any',
      20,
      '10 OCPUs',
    ]);
  });

  test('machines with GPUs are counted by these', () => {
    expect(quotas('compute-fleet', { maxCount: 4, machine: shape('BM.GPU.H200.8') })[0]).toEqual([
      'gpu-h200-count',
      'any',
      896,
      '32 GPUs',
    ]);
  });

  test('a limit that the catalogue does not know is null', () => {
    const needs = quotaReport(ociOcean('compute-fleet', { maxCount: 2, machine: shape('BM.HPC.E5.144') })).needs;
    expect(needs).toContainEqual({
      code: null,
      name: null,
      pricing: 'any',
      vcpus: 576,
      defaultVcpus: null,
      counted: { unit: 'OCPUs', count: 288, defaultCount: null },
    });
  });
});

describe('rules of limits', () => {
  const stating = (quotaVcpus: number) => ({ facts: { ...OCI_OCEAN.facts, quotaVcpus } });

  test('a need above the default is a warning that tells it in OCPUs', () => {
    expect(findings('vcpu-quota-unstated')).toEqual([
      'up to 1044 OCPUs are needed; a new account has 6 (optimized3-core-count, OCPUs of VM.Optimized3 and BM.Optimized3 in an availability domain). Have the quota raised before you deploy, which can take days, and state it in vCPUs as quotaVcpus.',
      expect.stringMatching(/^up to 8 OCPUs are needed; a new account has 6 \(standard-e4-core-count/),
    ]);
  });

  test('a stated quota settles it, and is held against the vCPUs that are needed', () => {
    expect(findings('vcpu-quota-unstated', undefined, {}, stating(2088))).toEqual([]);
    expect(findings('vcpu-quota-exceeded', undefined, {}, stating(2088))).toEqual([]);
    expect(findings('vcpu-quota-exceeded', undefined, {}, stating(2087))).toEqual([
      'given 2087 vCPUs, but with all nodes at their max 2088 (1044 OCPUs) are needed (optimized3-core-count). Lower max, or have the quota raised first.',
    ]);
  });

  test('a stated quota says nothing of GPUs', () => {
    const gpus = ['compute-fleet', { maxCount: 2, machine: shape('BM.GPU.H200.8') }, stating(16)] as const;
    expect(findings('vcpu-quota-exceeded', ...gpus)).toEqual([]);
    expect(findings('vcpu-quota-unstated', ...gpus)).toEqual([
      expect.stringMatching(
        /^up to 16 GPUs are needed; a new account has an amount that is not known here .*acknowledge this\.$/,
      ),
    ]);
  });

  test('a limit that is not known is to be looked up', () => {
    const [, unknown] = findings('vcpu-quota-unstated', 'compute-fleet', { machine: shape('BM.HPC.E5.144') });
    expect(unknown).toContain('Look it up in Limits, Quotas and Usage');
  });

  test('bare metal in a spot partition is an error', () => {
    expect(findings('spot-not-offered', 'compute-fleet', { pricing: 'spot' })).toEqual([
      expect.stringContaining("given 'BM.Optimized3.36' with pricing 'spot'"),
    ]);
  });

  test('every shape can be placed close to others, and nothing is said of where it has hosts', () => {
    expect(findings('placement-not-offered')).toEqual([]);
    expect(findings('machine-not-offered', undefined, {}, { region: 'eu-frankfurt-1' })).toEqual([]);
  });
});
