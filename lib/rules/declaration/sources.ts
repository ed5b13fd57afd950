import type { Source } from '../rule';

/** Read on this day, here or as a copy of the same edition. */
const READ = '2026-11-22';

export const EXCESS: Source = {
  title: 'TypeScript Handbook: excess property checks',
  url: 'https://www.typescriptlang.org/docs/handbook/2/objects.html#excess-property-checks',
  date: READ,
};

export const LITERALS: Source = {
  title: 'TypeScript Handbook: literal types',
  url: 'https://www.typescriptlang.org/docs/handbook/2/everyday-types.html#literal-types',
  date: READ,
};

export const CDK_TOKENS: Source = {
  title: 'AWS CDK v2 Developer Guide: tokens',
  url: 'https://docs.aws.amazon.com/cdk/v2/guide/tokens.html',
  date: READ,
};
