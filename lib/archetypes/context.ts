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
  /** Names of machines, where the network has a DNS of its own. @default a private zone, `<cluster>.terrane.internal` */
  readonly names?: MachineNames;
  /** What the target cannot carry of a blueprint; told together with all else that is wrong. @default it carries everything */
  readonly refuses?: (blueprint: Blueprint) => readonly Finding[];
}

/** Decides what machines are called. */
export interface MachineNames {
  /**
   * The zone of a cluster's machine names, e.g. `nodes1.ocean.oraclevcn.com`; the head is `head.<zone>`.
   * @param cluster the cluster's name
   * @param subnetId the subnet part that the head lies in
   */
  zone(cluster: string, subnetId: string): string;
}

/**
 * What an archetype makes of a declaration. With findings of level `error` the blueprint is only good for finding more of
 * them: values that cannot be used are replaced by neighbours, so that one mistake does not hide another.
 */
export interface Design {
  readonly blueprint: Blueprint;
  readonly findings: readonly Finding[];
}
