import type { JsonWithText } from '../../blueprint';
import type { PlannedHomes } from './homes';
import type { PlannedStore } from './stores';

/** `homes` of the declaration; `terrane_hub/declared_sessions.py` reads it. */
export function homesTold({ quotaGiB, deleteAfterDays, shared }: PlannedHomes): JsonWithText {
  return {
    quotaGiB: quotaGiB ?? null,
    shared: shared?.path ?? null,
    deleteAfterDays: deleteAfterDays ?? null,
    ...(shared === undefined ? {} : { writers: [...shared.writers] }),
  };
}

/** `stores` of the declaration; `terrane_hub/declared_stores.py` reads it. */
export function storesTold(stores: readonly PlannedStore[]): { readonly stores?: JsonWithText } {
  return stores.length === 0 ? {} : { stores: stores.map((store) => ({ ...store })) };
}
