import type { JestExpect } from '@jest/expect';
import { matchers } from './matchers';
import type { TerraneMatchers } from './matchers/types';
import { blueprintSerializer } from './serializer';

// For `expect` as a global, and for `expect` of @jest/globals.
declare global {
  namespace jest {
    interface Matchers<R, T> extends TerraneMatchers<R> {}
  }
}
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends TerraneMatchers<R> {}
}

/**
 * Registers all matchers and the serializer of blueprints: `setupFilesAfterEnv: ['terrane/testing/jest']` in the configuration of
 * jest, or `import 'terrane/testing/jest'` in a test. In vitest with globals: `setupFiles`; without, give `matchers` to its own
 * `expect.extend`.
 *
 * `expect` of this module is the one of the test, with the matchers.
 */
export const expect: JestExpect =
  (globalThis as { expect?: JestExpect }).expect ?? (require('@jest/globals') as { expect: JestExpect }).expect;
expect.extend(matchers);
expect.addSnapshotSerializer(blueprintSerializer);
