import { awsCatalogue, ociCatalogue } from '../../lib/catalogue';

const E5 = 'VM.Standard.E5.Flex has 1 to 126 OCPUs and 1 to 2098 GB, 1 to 64 GB for each OCPU.';
const E4_DENSE =
  "VM.DenseIO.E4.Flex is sold as 'VM.DenseIO.E4.Flex.8.128', 'VM.DenseIO.E4.Flex.16.256', 'VM.DenseIO.E4.Flex.32.512'.";

function explained(name: string): string | undefined {
  expect(ociCatalogue.machine(name)).toBeUndefined();
  return ociCatalogue.explain?.(name);
}

test('a flexible shape without a size is no machine, and it is said what to write', () => {
  expect(explained('VM.Standard.E5.Flex')).toBe(
    `a flexible shape carries its size: 'VM.Standard.E5.Flex.4.48' has 4 OCPUs and 48 GB. ${E5}`,
  );
});

test.each([
  'VM.Standard.E5.Flex.4',
  'VM.Standard.E5.Flex.04.64',
  'VM.Standard.E5.Flex.4.64.1',
  'VM.Standard.E5.Flex.4x64',
])('%s has no size that can be read', (name) => {
  expect(explained(name)).toBe(
    `'${name.slice('VM.Standard.E5.Flex.'.length)}' is no size; two whole numbers are, OCPUs and GB: 'VM.Standard.E5.Flex.4.48' has 4 OCPUs and 48 GB. ${E5}`,
  );
});

test('OCPUs out of range are told with the range', () => {
  expect(explained('VM.Standard.E5.Flex.127.512')).toBe(`127 OCPUs are out of its range. ${E5}`);
});

test('memory out of range is told with the range for so many OCPUs', () => {
  expect(explained('VM.Standard.E5.Flex.4.257')).toBe(
    `257 GB are out of its range with 4 OCPUs, which is 4 to 256 GB. ${E5}`,
  );
  expect(explained('VM.Standard.E5.Flex.4.3')).toBe(
    `3 GB are out of its range with 4 OCPUs, which is 4 to 256 GB. ${E5}`,
  );
  expect(explained('VM.Standard.E5.Flex.100.2099')).toContain('which is 100 to 2098 GB');
});

test('the bounds themselves are sizes', () => {
  for (const size of ['1.1', '1.64', '126.126', '126.2098', '4.4', '4.256']) {
    expect(ociCatalogue.machine(`VM.Standard.E5.Flex.${size}`)).toBeDefined();
  }
});

test('a flexible shape with local disks has a few sizes only', () => {
  expect(explained('VM.DenseIO.E4.Flex.9.128')).toBe(`9 OCPUs with 128 GB is not a size of it. ${E4_DENSE}`);
  expect(explained('VM.DenseIO.E4.Flex.8.96')).toBe(`8 OCPUs with 96 GB is not a size of it. ${E4_DENSE}`);
  expect(explained('VM.DenseIO.E4.Flex')).toContain(E4_DENSE);
});

test('a misspelt name is corrected, with the size that was given where it fits', () => {
  expect(explained('BM.Optimised3.36')).toMatch(/does not have it\. Did you mean 'BM\.Optimized3\.36'\?$/);
  expect(explained('VM.Standard.E5.Flx.8.64')).toContain(`Did you mean 'VM.Standard.E5.Flex.8.64'? ${E5}`);
  expect(explained('VM.Standard.E5.Flx.8.640')).toContain("Did you mean 'VM.Standard.E5.Flex.4.48'?");
  expect(explained('VM.Standard.E5.Felx')).toContain("Did you mean 'VM.Standard.E5.Flex.4.48'?");
});

test('a fixed shape carries no size', () => {
  expect(explained('BM.Optimized3.36.36.512')).toContain("Did you mean 'BM.Optimized3.36'?");
});

test('a shape that exists but is not known well enough is told apart from one that does not exist', () => {
  expect(explained('BM.GPU.B300.8')).toBe(
    'OCI has this shape, but it cannot be used here (not known: OCPUs, local disks). Take another one.',
  );
  expect(explained('VM.Standard.E6.Ax.Flex.4.8')).toContain('it cannot be used here (not known: local disks)');
  expect(explained('VM.Standard.AMD.Generic')).toContain('whatever processor has room');
});

test.each(['c5.9xlarge', 'constructor', ''])("'%s' is nothing like a shape", (name) => {
  expect(explained(name)).toBe(`the OCI catalogue of ${ociCatalogue.date} does not have it.`);
});

test('a machine has nothing to explain, and where names alone can tell nothing is said', () => {
  expect(ociCatalogue.explain?.('BM.Optimized3.36')).toBeUndefined();
  expect(awsCatalogue.explain).toBeUndefined();
});
