import { designMpiCluster } from '../../lib/archetypes';
import type { MachineChoice } from '../../lib/archetypes/hpc/props';
import { anyWith, ociCatalogue } from '../../lib/catalogue';

const context = { path: 'Ocean/Mpas', catalogue: ociCatalogue, region: 'eu-frankfurt-1' };

function design(machine: MachineChoice) {
  return designMpiCluster({ head: { machine: 'VM.Standard.E4.Flex.8.64' }, nodes: { machine, max: 4 } }, context);
}

function unknown(machine: string): string | undefined {
  return design(machine).findings.find(({ code }) => code === 'machine-unknown')?.message;
}

test('a flexible shape is taken in the size that its name says', () => {
  const { blueprint } = design('VM.Standard.E5.Flex.16.192');
  expect(blueprint.partsOf('fleet')[0]?.machine).toMatchObject({
    name: 'VM.Standard.E5.Flex.16.192',
    shape: 'VM.Standard.E5.Flex',
    ocpus: 16,
    memoryMiB: 192 * 1024,
  });
});

test('what must be had with RDMA is a shape of a cluster network', () => {
  const { blueprint, findings } = design(anyWith({ cores: 36, memoryGiB: 256, fabric: 'rdma' }));
  expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect(blueprint.partsOf('fleet')[0]?.machine.name).toBe('BM.Optimized3.36');
});

test('a flexible shape without a size is told how to carry one', () => {
  expect(unknown('VM.Standard.E5.Flex')).toBe(
    "given 'VM.Standard.E5.Flex': a flexible shape carries its size: 'VM.Standard.E5.Flex.4.48' has 4 OCPUs and 48 GB. VM.Standard.E5.Flex has 1 to 126 OCPUs and 1 to 2098 GB, 1 to 64 GB for each OCPU.",
  );
});

test('a wrong size is told the range, a wrong name the nearest one', () => {
  expect(unknown('VM.Standard.E5.Flex.4.400')).toContain('400 GB are out of its range with 4 OCPUs');
  expect(unknown('BM.Optimised3.36')).toBe(
    `given 'BM.Optimised3.36': the OCI catalogue of ${ociCatalogue.date} does not have it. Did you mean 'BM.Optimized3.36'?`,
  );
});

test('what no shape has is said', () => {
  const { findings } = design(anyWith({ cores: 500 }));
  expect(findings.find(({ code }) => code === 'machine-none-fits')?.message).toMatch(
    /^no machine type of eu-frankfurt-1 has cores 500\./,
  );
});
