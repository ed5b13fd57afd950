import type { ISecurityGroup, IVpc, SubnetSelection, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { NetworkProps } from '../../archetypes';

/** Under TypeScript's exactOptionalPropertyTypes the class `Vpc` of AWS CDK is not an `IVpc`: both are welcome. */
export type AnyVpc = IVpc | Vpc;

/** Where a cluster goes, in the words of AWS CDK; a neutral declaration fits as well. */
export interface AwsClusterProps {
  /** The institution's network. @default a new network */
  readonly vpc?: AnyVpc;
  /**
   * Subnets of `vpc` that machines go to.
   * @default one private subnet, so that all machines are in one zone and traffic between them costs nothing
   */
  readonly vpcSubnets?: SubnetSelection;
  /** Groups that every machine joins besides the cluster's own. Rules for addresses are never added to them. @default none */
  readonly securityGroups?: readonly ISecurityGroup[];
  /**
   * Key that encrypts volumes, file systems, buckets and secrets, or its ARN. Its policy must let the account's identities use it, as that
   * of a `kms.Key` does; spot nodes need a grant for the role AWSServiceRoleForEC2Spot besides.
   * @default the services' own keys
   */
  readonly encryptionKey?: IKey | string;
  /** A new network, or an existing one by ids, where `vpc` is not given. @default a new one, 10.0.0.0/16 in one zone */
  readonly network?: NetworkProps;
}
