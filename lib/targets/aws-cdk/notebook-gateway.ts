import type { Construct } from 'constructs';
import type { NotebookGatewayProps as NeutralNotebookGatewayProps } from '../../archetypes';
import { declareNotebookGateway } from '../../declare';
import { contextOf, neutralProps } from './adapter';
import { Cluster } from './cluster';
import type { AwsClusterProps } from './cluster-props';

/** A gateway to notebooks in a stack of AWS CDK. */
export interface NotebookGatewayProps
  extends Omit<NeutralNotebookGatewayProps, keyof AwsClusterProps>,
    AwsClusterProps {}

/**
 * A gateway to notebooks: JupyterHub behind TLS and the institution's sign-in, sessions on the gateway or on nodes of Slurm's.
 *
 * @throws TerraneError with all that is wrong with the declaration
 */
export class NotebookGateway extends Cluster {
  constructor(scope: Construct, id: string, props: NotebookGatewayProps) {
    super(scope, id, props, (path) => declareNotebookGateway(neutralProps(props, path), contextOf(scope, path)));
    const { sessions } = props;
    if (sessions.kind === 'cluster' && sessions.cluster instanceof Cluster) this.comeAfter(sessions.cluster);
  }
}
