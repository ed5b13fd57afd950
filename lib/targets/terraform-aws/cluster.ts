import type { Construct } from 'constructs';
import type { DesignContext } from '../../archetypes';
import type { MachineShape } from '../../blueprint';
import { awsCatalogue } from '../../catalogue';
import type { Declared } from '../../declare';
import { BlueprintConstruct } from '../terraform/construct';
import type { TerraformClusterProps } from './cluster-props';
import { renderBlueprint } from './render';

const RESULTS = 'results';

/** What clusters of every kind offer to the rest of a stack: names and ids of their resources, as references. */
export abstract class Cluster extends BlueprintConstruct {
  /** The head's EC2 instance. */
  readonly headInstanceId: string;
  /** What programs on the head act as, for policies of the user's own. */
  readonly headRoleName: string;
  /** What programs on the nodes act as. */
  readonly computeRoleName: string;
  /** The head's own security group, for rules of the user's own. */
  readonly headSecurityGroupId: string;
  /** Where results go: versioned, encrypted, private; it outlives the cluster. */
  readonly resultsBucketName: string;
  readonly resultsBucketArn: string;

  protected constructor(
    scope: Construct,
    id: string,
    { dataStack, region }: TerraformClusterProps,
    declare: (context: DesignContext) => Declared,
  ) {
    super(
      scope,
      id,
      dataStack,
      (path) => declare({ path, catalogue: awsCatalogue, ...(region === undefined ? {} : { region }) }),
      renderBlueprint,
    );
    const { head, partitions } = this.blueprint.data.facts;
    const nodes = partitions[0] === undefined ? head : partitions[0].fleet;
    this.headInstanceId = this.rendered.attribute(head, 'id');
    this.headRoleName = this.rendered.attribute(this.shape(head).identity, 'name');
    this.computeRoleName = this.rendered.attribute(this.shape(nodes).identity, 'name');
    this.headSecurityGroupId = this.rendered.attribute(this.ownGroup(this.shape(head)), 'id');
    this.resultsBucketName = this.rendered.attribute(RESULTS, 'name');
    this.resultsBucketArn = this.rendered.attribute(RESULTS, 'arn');
  }

  private shape(id: string): MachineShape {
    const part = this.blueprint.part(id);
    if (part.kind === 'machine' || part.kind === 'fleet') return part;
    throw new Error(`${this.node.path}: part '${id}' is no machine`);
  }

  private ownGroup({ securityGroups }: MachineShape): string {
    const own = securityGroups.find((id) => this.blueprint.partOf('securityGroup', id).existingId === undefined);
    if (own === undefined) throw new Error(`${this.node.path}: the head has no security group of its own`);
    return own;
  }
}
