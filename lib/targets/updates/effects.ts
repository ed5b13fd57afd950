import type { ResourceAction, ResourceCause } from '../../reports/difference/resource-change';

/** What an engine does for all causes together. */
export function actionOf(causes: readonly ResourceCause[]): Extract<ResourceAction, 'update' | 'replace' | 'refuse'> {
  if (causes.some(({ does }) => does === 'refuse')) return 'refuse';
  return causes.some(({ does }) => does === 'replace') ? 'replace' : 'update';
}

/**
 * Changes that follow from changes: until nothing more is found. A resource's causes only grow, so it ends.
 *
 * @param causesOf all causes of a resource's change, as far as the changes of others are known
 */
export function settled<K>(
  keys: readonly K[],
  causesOf: (key: K, known: ReadonlyMap<K, readonly ResourceCause[]>) => readonly ResourceCause[],
): ReadonlyMap<K, readonly ResourceCause[]> {
  let known: ReadonlyMap<K, readonly ResourceCause[]> = new Map();
  for (;;) {
    const before = known;
    const next = new Map(
      keys.map((key) => [key, causesOf(key, before)] as const).filter(([, causes]) => causes.length > 0),
    );
    known = next;
    if (signature(before) === signature(next)) return next;
  }
}

function signature<K>(known: ReadonlyMap<K, readonly ResourceCause[]>): string {
  return JSON.stringify([...known].map(([key, causes]) => [key, causes]));
}
