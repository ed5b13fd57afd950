import type { Construct } from 'constructs';
import type { StreamingWorkersProps as NeutralStreamingWorkersProps } from '../../archetypes';
import { declareStreamingWorkers } from '../../declare';
import { Cluster } from './cluster';
import { neutralProps, type OciClusterProps } from './cluster-props';

/** A fleet of workers fed by a scientific source on Oracle Cloud, in a stack of CDK for Terraform. */
export interface StreamingWorkersProps extends NeutralStreamingWorkersProps, OciClusterProps {}

/**
 * A fleet of workers fed by a scientific source: an archive of waveforms, a bucket, a live stream, a SeedLink server or a queue.
 *
 * @throws TerraneError with all that is wrong with the declaration
 */
export class StreamingWorkers extends Cluster {
  constructor(scope: Construct, id: string, props: StreamingWorkersProps) {
    super(scope, id, props, (context) => declareStreamingWorkers(neutralProps(props), context));
  }
}
