import {
  type Design,
  type DesignContext,
  designHpcCluster,
  designMpiCluster,
  type HpcClusterProps,
  type MpiClusterProps,
} from './archetypes';
import type { Blueprint } from './blueprint';
import { TerraneError } from './errors';
import { checkBlueprint } from './rules';

/** The blueprint of a Slurm cluster that has passed every check; throws a `TerraneError` with all findings otherwise. */
export function declareHpcCluster(props: HpcClusterProps, context: DesignContext): Blueprint {
  return checked(designHpcCluster(props, context), context);
}

/** The blueprint of an MPI cluster that has passed every check; throws a `TerraneError` with all findings otherwise. */
export function declareMpiCluster(props: MpiClusterProps, context: DesignContext): Blueprint {
  return checked(designMpiCluster(props, context), context);
}

function checked(design: Design, context: DesignContext): Blueprint {
  const found = [...design.findings, ...checkBlueprint(design.blueprint, context.catalogue)];
  const errors = found.filter((finding) => finding.level === 'error');
  if (errors.length > 0) throw new TerraneError(errors);
  return design.blueprint;
}
