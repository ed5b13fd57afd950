import { Connections, type IConnectable, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type Grant, type IGrantable, type IRole, Role } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { MachineShape } from '../../blueprint';
import type { Declared } from '../../declare';
import { selectSubnets } from './adapter';
import type { AwsClusterProps } from './cluster-props';
import { BlueprintConstruct } from './construct';
import { grantResults } from './results';

const RESULTS = 'results';

/** What clusters of every kind offer to the rest of a stack. */
export abstract class Cluster extends BlueprintConstruct implements IConnectable {
  /** Who may talk to the head: rules go to the head's own security group. */
  readonly connections: Connections;
  /** Where results go: versioned, encrypted, private; it outlives the stack. */
  readonly resultsBucket: IBucket;
  /** What programs on the head act as. Policies added to it may come after the head has booted. */
  readonly headRole: IRole;
  /** What programs on the nodes act as. */
  readonly computeRole: IRole;
  private readonly resultsKey: IKey | undefined;

  protected constructor(scope: Construct, id: string, placement: AwsClusterProps, design: (path: string) => Declared) {
    super(scope, id, design);
    const handles = new Construct(this, 'Handles');
    const { head, partitions } = this.blueprint.data.facts;
    const nodes = partitions[0] === undefined ? head : partitions[0].fleet;
    this.resultsKey = this.isNew(RESULTS) ? keyOf(handles, placement.encryptionKey) : undefined;
    this.connections = new Connections({ securityGroups: [this.ownGroup(handles, this.shape(head))] });
    this.headRole = this.role(handles, 'HeadRole', this.shape(head));
    this.computeRole = this.role(handles, 'ComputeRole', this.shape(nodes));
    this.resultsBucket = Bucket.fromBucketAttributes(handles, 'Results', {
      bucketArn: this.rendered.attribute(RESULTS, 'arn'),
      bucketName: this.rendered.attribute(RESULTS, 'name'),
      ...(this.resultsKey === undefined ? {} : { encryptionKey: this.resultsKey }),
    });
    this.waitForInstitution(placement);
  }

  /** Lets somebody list and read the results, and decrypt them where they are encrypted with `encryptionKey`. */
  grantReadResults(grantee: IGrantable): Grant {
    return grantResults(this.resultsBucket, this.resultsKey, grantee, false);
  }

  /** Lets somebody list, read, write and delete the results. */
  grantReadWriteResults(grantee: IGrantable): Grant {
    return grantResults(this.resultsBucket, this.resultsKey, grantee, true);
  }

  private isNew(bucket: string): boolean {
    return this.blueprint.partOf('bucket', bucket).existingName === undefined;
  }

  private shape(id: string): MachineShape {
    const part = this.blueprint.part(id);
    if (part.kind === 'machine' || part.kind === 'fleet') return part;
    throw new Error(`${this.node.path}: part '${id}' is no machine`);
  }

  private ownGroup(scope: Construct, shape: MachineShape): SecurityGroup['connections']['securityGroups'][number] {
    const own = shape.securityGroups.find(
      (id) => this.blueprint.partOf('securityGroup', id).existingId === undefined,
    ) as string;
    // The group allows no egress but what flows need: CDK must write egress rules, too.
    return SecurityGroup.fromSecurityGroupId(scope, 'HeadGroup', this.rendered.attribute(own, 'id'), {
      allowAllOutbound: false,
    });
  }

  private role(scope: Construct, id: string, shape: MachineShape): IRole {
    return Role.fromRoleName(scope, id, this.rendered.attribute(shape.identity, 'name'));
  }

  // A network of the same app may still be in the making: machines boot when its ways out are there.
  private waitForInstitution({ vpc, vpcSubnets }: AwsClusterProps): void {
    if (vpc === undefined) return;
    for (const machine of this.blueprint.partsOf('machine'))
      for (const subnet of selectSubnets(vpc, vpcSubnets))
        this.native(machine.id).node.addDependency(subnet.internetConnectivityEstablished);
  }
}

function keyOf(scope: Construct, key: IKey | string | undefined): IKey | undefined {
  return typeof key === 'string' ? Key.fromKeyArn(scope, 'Key', key) : key;
}
