import type { Construct } from 'constructs';
import {
  type ClusterAttributes,
  clusterAttributesOf,
  type MpiClusterProps as NeutralMpiClusterProps,
  type NotebookCluster,
} from '../../archetypes';
import { declareMpiCluster } from '../../declare';
import { Cluster } from './cluster';
import { neutralProps, type OciClusterProps } from './cluster-props';

/** A cluster for tightly coupled work on Oracle Cloud, in a stack of CDK for Terraform. */
export interface MpiClusterProps extends NeutralMpiClusterProps, OciClusterProps {}

/**
 * A cluster for tightly coupled work: nodes close together in one availability domain, on the fabric where the shape has one.
 *
 * @throws TerraneError with all that is wrong with the declaration
 */
export class MpiCluster extends Cluster implements NotebookCluster {
  constructor(scope: Construct, id: string, props: MpiClusterProps) {
    super(scope, id, props, (context) => declareMpiCluster(neutralProps(props), context));
  }

  /** What a gateway in front of it goes by (`inCluster`), as references: the gateway may be in another stack of the app. */
  get clusterAttributes(): ClusterAttributes {
    return clusterAttributesOf({ blueprint: this.blueprint, attribute: this.rendered.attribute });
  }
}
