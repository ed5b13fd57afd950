import { createHash } from 'node:crypto';
import type { Blueprint } from '../blueprint';

/** A catalogue that a declaration was judged by. */
export interface CatalogueName {
  readonly provider: 'aws' | 'oci';
  /** ISO date of its newest figure. */
  readonly date: string;
}

/**
 * SHA-256 of what a declaration means, in hexadecimal: of its blueprint to the byte, so that `sha256sum` of the stored file
 * tells the same. It is the same on every engine; what is known only at deployment does not count.
 */
export function declarationHash(blueprint: Blueprint): string {
  const known = HASHES.get(blueprint) ?? sha256(blueprint.toJson());
  HASHES.set(blueprint, known);
  return known;
}

// A synthesis asks for it three times.
const HASHES = new WeakMap<Blueprint, string>();

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
