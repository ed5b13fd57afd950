import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import type { Finding } from '../errors';

/** Where a declaration stands: what a target knows and an archetype must not look up. */
export interface DesignContext {
  /** Construct path, e.g. `Ocean/Mpas`: names in the cloud and in errors derive from it. */
  readonly path: string;
  /** The provider's machines, prices and limits. */
  readonly catalogue: Catalogue;
  /** Where it is known at synth. */
  readonly region?: string;
}

/**
 * What an archetype makes of a declaration. With findings of level `error` the blueprint is only good for finding more of
 * them: values that cannot be used are replaced by neighbours, so that one mistake does not hide another.
 */
export interface Design {
  readonly blueprint: Blueprint;
  readonly findings: readonly Finding[];
}
