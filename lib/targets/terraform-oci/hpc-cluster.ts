import type { Construct } from 'constructs';
import {
  type ClusterAttributes,
  clusterAttributesOf,
  type HpcClusterProps as NeutralHpcClusterProps,
  type NotebookCluster,
} from '../../archetypes';
import { declareHpcCluster } from '../../declare';
import { Cluster } from './cluster';
import { neutralProps, type OciClusterProps } from './cluster-props';

/** A Slurm cluster on Oracle Cloud, in a stack of CDK for Terraform. OCIDs may be references to resources of the user's own. */
export interface HpcClusterProps extends NeutralHpcClusterProps, OciClusterProps {}

/**
 * A Slurm cluster: a head, partitions of nodes that come and go with the work, shared file systems, and a bucket for results.
 *
 * @throws TerraneError with all that is wrong with the declaration
 */
export class HpcCluster extends Cluster implements NotebookCluster {
  constructor(scope: Construct, id: string, props: HpcClusterProps) {
    super(scope, id, props, (context) => declareHpcCluster(neutralProps(props), context));
  }

  /** What a gateway in front of it goes by (`inCluster`), as references: the gateway may be in another stack of the app. */
  get clusterAttributes(): ClusterAttributes {
    return clusterAttributesOf({ blueprint: this.blueprint, attribute: this.rendered.attribute });
  }
}
