import type { Construct } from 'constructs';
import { type NotebookGatewayProps as NeutralNotebookGatewayProps, sessionsSeen } from '../../archetypes';
import { declareNotebookGateway } from '../../declare';
import { Cluster } from './cluster';
import { neutralProps, type OciClusterProps } from './cluster-props';

/** A gateway to notebooks on Oracle Cloud, in a stack of CDK for Terraform. */
export interface NotebookGatewayProps extends NeutralNotebookGatewayProps, OciClusterProps {}

/**
 * A gateway to notebooks: JupyterHub behind TLS and the institution's sign-in, sessions on the gateway or on nodes of Slurm's.
 *
 * @throws TerraneError with all that is wrong with the declaration
 */
export class NotebookGateway extends Cluster {
  constructor(scope: Construct, id: string, props: NotebookGatewayProps) {
    const sessions = sessionsSeen(props.sessions, (cluster) => Cluster.seenFrom(scope, cluster));
    super(scope, id, props, (context) => declareNotebookGateway({ ...neutralProps(props), sessions }, context));
    if (props.sessions.kind === 'cluster') this.comeAfter(props.sessions.cluster);
  }
}
