import type { Construct } from 'constructs';
import {
  type ClusterAttributes,
  clusterAttributesOf,
  type MpiClusterProps as NeutralMpiClusterProps,
  type NotebookCluster,
} from '../../archetypes';
import { declareMpiCluster } from '../../declare';
import { contextOf, neutralProps } from './adapter';
import { Cluster } from './cluster';
import type { AwsClusterProps } from './cluster-props';

/** A cluster for tightly coupled work in a stack of AWS CDK. */
export interface MpiClusterProps extends Omit<NeutralMpiClusterProps, keyof AwsClusterProps>, AwsClusterProps {}

/**
 * A cluster for tightly coupled work: nodes close together in one zone, on the fabric where the machine has one.
 *
 * @throws TerraneError with all that is wrong with the declaration
 */
export class MpiCluster extends Cluster implements NotebookCluster {
  constructor(scope: Construct, id: string, props: MpiClusterProps) {
    super(scope, id, props, (path) => declareMpiCluster(neutralProps(props, path), contextOf(scope, path)));
  }

  /** What a gateway in front of it goes by (`inCluster`), as references: the gateway may be in another stack of the app. */
  get clusterAttributes(): ClusterAttributes {
    return clusterAttributesOf({ blueprint: this.blueprint, attribute: this.rendered.attribute });
  }
}
