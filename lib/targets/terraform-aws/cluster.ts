import type { Construct } from 'constructs';
import type { DesignContext } from '../../archetypes';
import { awsCatalogue } from '../../catalogue';
import type { Declared } from '../../declare';
import { npmPackage } from '../../provenance';
import { awsImageSource } from '../aws/images';
import { clusterParts } from '../shared/cluster-parts';
import { BlueprintConstruct } from '../terraform/construct';
import type { TerraformClusterProps } from './cluster-props';
import { renderBlueprint } from './render';

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
      {
        render: renderBlueprint,
        provider: npmPackage('@cdktf/provider-aws', providerVersion()),
        imageSource: awsImageSource,
      },
    );
    const parts = clusterParts(this.blueprint);
    this.headInstanceId = this.rendered.attribute(parts.head, 'id');
    this.headRoleName = this.rendered.attribute(parts.headIdentity, 'name');
    this.computeRoleName = this.rendered.attribute(parts.computeIdentity, 'name');
    this.headSecurityGroupId = this.rendered.attribute(parts.headGroup, 'id');
    this.resultsBucketName = this.rendered.attribute(parts.results, 'name');
    this.resultsBucketArn = this.rendered.attribute(parts.results, 'arn');
  }
}

function providerVersion(): string {
  return (require('@cdktf/provider-aws/package.json') as { readonly version: string }).version;
}
