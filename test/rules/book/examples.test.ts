import type { Finding } from '../../../lib';
import { BOOK } from '../../../lib/rules/book';
import { GROUNDS, type Ground } from '../../../lib/rules/grounds';
import { read } from './read';
import { findingsOf } from './scope';

const of = (on: Ground, change: string) => findingsOf(GROUNDS[on], read(on, change));

test.each(Object.keys(GROUNDS) as Ground[])('%s is a sound ground', (on) => {
  // The sample of a blueprint has doubts that other tests are about.
  const isDoubt = ({ level }: Finding): boolean => level !== 'error' && GROUNDS[on].of === 'Blueprint';
  expect(of(on, '').filter((finding) => !isDoubt(finding))).toEqual([]);
});

test.each(BOOK)('$id is found in its bad example, and the good one has nothing wrong', ({ id, level, example }) => {
  const { on, bad, good } = example;
  expect(of(on, bad)).toContainEqual(expect.objectContaining({ code: id, level }));
  expect(of(on, good).filter((each) => each.code === id || each.level === 'error')).toEqual([]);
});
