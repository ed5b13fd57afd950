import { Figures, figuresText } from '../../bench/rehearsal/figures';

test('a figure keeps every value, and the most load under which one was taken', () => {
  const told: string[] = [];
  const figures = new Figures((line) => told.push(line));
  figures.add('a boot', 's', 7.04, 0.4, 8);
  figures.add('a boot', 's', 9.96, 3.2, 8);
  figures.add('memory', 'MiB', 293.4, 1);
  expect(figures.all()).toEqual([
    { what: 'a boot', unit: 's', values: [7.04, 9.96], load: 3.2, below: 8 },
    { what: 'memory', unit: 'MiB', values: [293.4], load: 1 },
  ]);
  expect(told).toEqual(['a boot: 7.0 s (load 0.4)', 'a boot: 10.0 s (load 3.2)', 'memory: 293 MiB (load 1.0)']);
});

test('the table shows medians with their spread, the goal and the load', () => {
  const figures = new Figures(() => undefined);
  for (const seconds of [9, 7, 30]) figures.add('a boot', 's', seconds, 2.5, 8);
  const [, , row] = figuresText(figures.all(), 2).split('\n');
  expect(row?.trim().split(/\s{2,}/)).toEqual(['a boot', '9.0 s', '7.0', '30.0', '3', '< 8', '2.5']);
});
