import {
  type Design,
  type DesignContext,
  designHpcCluster,
  designMpiCluster,
  designNotebookGateway,
  designStreamingWorkers,
  type HpcClusterProps,
  type MpiClusterProps,
  type NotebookGatewayProps,
  type StreamingWorkersProps,
} from './archetypes';
import type { Blueprint } from './blueprint';
import { type Finding, TerraneError } from './errors';
import { checkBlueprint } from './rules';

/** A declaration that can be carried out, and what is doubtful about it. */
export interface Declared {
  readonly blueprint: Blueprint;
  /** Findings of level `warning` that are not acknowledged. */
  readonly warnings: readonly Finding[];
  /** The catalogue that it was judged by. */
  readonly catalogue: { readonly provider: 'aws' | 'oci'; readonly date: string };
}

/** A Slurm cluster that has passed every check; throws a `TerraneError` with all findings otherwise. */
export function declareHpcCluster(props: HpcClusterProps, context: DesignContext): Declared {
  return checked(designHpcCluster(props, context), context);
}

/** An MPI cluster that has passed every check; throws a `TerraneError` with all findings otherwise. */
export function declareMpiCluster(props: MpiClusterProps, context: DesignContext): Declared {
  return checked(designMpiCluster(props, context), context);
}

/** A gateway to notebooks that has passed every check; throws a `TerraneError` with all findings otherwise. */
export function declareNotebookGateway(props: NotebookGatewayProps, context: DesignContext): Declared {
  return checked(designNotebookGateway(props, context), context);
}

/** A fleet of workers fed by a source that has passed every check; throws a `TerraneError` with all findings otherwise. */
export function declareStreamingWorkers(props: StreamingWorkersProps, context: DesignContext): Declared {
  return checked(designStreamingWorkers(props, context), context);
}

function checked({ blueprint, findings }: Design, context: DesignContext): Declared {
  const refused = context.refuses?.(blueprint) ?? [];
  const found = [...findings, ...checkBlueprint(blueprint, context.catalogue), ...refused];
  const errors = found.filter((finding) => finding.level === 'error');
  if (errors.length > 0) throw new TerraneError(errors);
  const { provider, date } = context.catalogue;
  return { blueprint, warnings: found, catalogue: { provider, date } };
}
