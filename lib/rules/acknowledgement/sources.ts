import type { Source } from '../rule';

/** Read on this day, here or as a copy of the same edition. */
const READ = '2026-11-22';

export const UNUSED: Source = {
  title: 'ESLint: report unused disable comments',
  url: 'https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments',
  date: READ,
};
