import { planTransfer } from '../../lib';

test('50 GB by a line of 100 Mbit/s take 67 minutes, and two hours and more by half of it', () => {
  expect(planTransfer({ gigabytes: 50, megabitsPerSecond: 100 })).toEqual({ seconds: 4000, hours: 1.11, parts: 5961 });
  expect(planTransfer({ gigabytes: 50, megabitsPerSecond: 100, share: 0.5 }).hours).toBe(2.22);
});

test('no tool sends more parts than a store takes', () => {
  expect(planTransfer({ gigabytes: 1000, megabitsPerSecond: 1000 }).parts).toBe(10_000);
});

test.each([
  [{ gigabytes: 0, megabitsPerSecond: 100 }, 'gigabytes: given 0'],
  [{ gigabytes: 50, megabitsPerSecond: Number.NaN }, 'megabitsPerSecond: given NaN'],
  [{ gigabytes: 50, megabitsPerSecond: 100, share: 2 }, 'share: given 2'],
])('%j is refused', (props, words) => {
  expect(() => planTransfer(props)).toThrow(words);
});
