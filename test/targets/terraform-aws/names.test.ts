import { pascal } from '../../../lib/blueprint';
import { literal } from '../../../lib/targets/terraform/text';
import { namePrefix } from '../../../lib/targets/terraform-aws/names';

test('construct ids are the words of a part id', () => {
  expect(pascal('head-machine')).toBe('HeadMachine');
  expect(pascal('nodes-1')).toBe('Nodes1');
});

test('a prefix leaves room for what the provider adds', () => {
  expect(namePrefix('ocean', 'results', 37)).toBe('ocean-results-');
  expect(namePrefix('a-very-long-name-of-a-cluster-indeed', 'results', 37)).toHaveLength(37);
  expect(namePrefix('a-name-whose-end-is-just-a-hyphen-ab', 'results', 37)).not.toMatch(/--$/);
});

test('a literal text is no template, but references within it stay', () => {
  expect(literal(`\${a} %{b} $c`)).toBe(`$\${a} %%{b} $c`);
  expect(literal(`\${TfToken[TOKEN.1]}`)).toBe(`\${TfToken[TOKEN.1]}`);
});
