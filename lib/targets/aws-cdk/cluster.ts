import type { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Declared } from '../../declare';
import { selectSubnets } from './adapter';
import type { AwsClusterProps } from './cluster-props';
import { BlueprintConstruct } from './construct';
import { Handles } from './handles';
import { grantResults } from './results';

/** What clusters of every kind offer to the rest of a stack. */
export abstract class Cluster extends BlueprintConstruct implements IConnectable {
  private readonly handles: Handles;

  protected constructor(scope: Construct, id: string, placement: AwsClusterProps, design: (path: string) => Declared) {
    super(scope, id, design);
    this.handles = new Handles(this, this.blueprint, this.rendered, placement.encryptionKey);
    this.waitForInstitution(placement);
  }

  /** Who may talk to the head: rules go to the head's own security group. */
  get connections(): Connections {
    return this.handles.connections;
  }

  /** Where results go: versioned, encrypted, private; it outlives the stack. */
  get resultsBucket(): IBucket {
    return this.handles.results;
  }

  /** What programs on the head act as. Policies added to it may come after the head has booted. */
  get headRole(): IRole {
    return this.handles.headRole;
  }

  /** What programs on the nodes act as. */
  get computeRole(): IRole {
    return this.handles.computeRole;
  }

  /** Lets somebody list and read the results, and decrypt them where they are encrypted with `encryptionKey`. */
  grantReadResults(grantee: IGrantable): Grant {
    return grantResults(this.handles.results, this.handles.resultsKey, grantee, false);
  }

  /** Lets somebody list, read, write and delete the results. */
  grantReadWriteResults(grantee: IGrantable): Grant {
    return grantResults(this.handles.results, this.handles.resultsKey, grantee, true);
  }

  // Its machines find its head by a name: a resolver that is asked too early remembers for minutes that there is none.
  protected comeAfter(cluster: Cluster): void {
    this.native(this.blueprint.data.facts.head).node.addDependency(cluster.native('head-name'));
  }

  // A network of the same app may still be in the making: machines boot when its ways out are there.
  private waitForInstitution({ vpc, vpcSubnets }: AwsClusterProps): void {
    if (vpc === undefined) return;
    for (const machine of this.blueprint.partsOf('machine'))
      for (const subnet of selectSubnets(vpc, vpcSubnets))
        this.native(machine.id).node.addDependency(subnet.internetConnectivityEstablished);
  }
}
