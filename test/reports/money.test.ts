import { dollars, formatUsd, microUsd, share } from '../../lib/reports/money';

test('prices that a binary number cannot hold add up exactly', () => {
  const total = Array.from({ length: 10 }, () => microUsd(0.1)).reduce((sum, amount) => sum + amount, 0);
  expect(total).toBe(microUsd(1));
});

test.each([
  [1.005, '1.01'],
  [1.004999, '1.00'],
  [2.675, '2.68'],
  [0.125, '0.13'],
  [0, '0.00'],
])('%d USD is rounded half up to the cent: %s', (usd, text) => {
  expect(formatUsd(microUsd(usd))).toBe(text);
  expect(dollars(microUsd(usd))).toBe(Number(text));
});

test('thousands have commas, and decimals are kept', () => {
  expect(formatUsd(microUsd(1234567.8))).toBe('1,234,567.80');
  expect(formatUsd(microUsd(1234.5), 0)).toBe('1,235');
  expect(formatUsd(microUsd(0.0883), 4)).toBe('0.0883');
});

test('a share is rounded half up to the millionth', () => {
  expect(share(1, 2)).toBe(1);
  expect(share(46_100_000, 522)).toBe(88_314);
});
