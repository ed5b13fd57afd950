import type { ISubnet, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { DesignContext, ExistingSubnetProps, NetworkProps } from '../../archetypes';
import { awsCatalogue } from '../../catalogue';
import { TerraneError } from '../../errors';
import type { AnyVpc, AwsClusterProps } from './cluster-props';

/** The neutral props that stand for those of AWS CDK. */
export interface NeutralProps {
  readonly network?: NetworkProps;
  readonly encryptionKey?: string;
}

/** Takes the props of AWS CDK out of a declaration and puts the neutral ones in. */
export function neutralProps<P extends AwsClusterProps>(
  props: P,
  path: string,
): Omit<P, keyof AwsClusterProps> & NeutralProps {
  const { vpc, vpcSubnets, securityGroups, encryptionKey, network, ...rest } = props;
  const neutral: NetworkProps = {
    ...network,
    ...(vpc === undefined ? {} : { id: vpc.vpcId, subnets: subnetsOf(vpc, vpcSubnets) }),
    ...(securityGroups === undefined
      ? {}
      : {
          securityGroups: [...(network?.securityGroups ?? []), ...securityGroups.map((group) => group.securityGroupId)],
        }),
  };
  if (vpc === undefined && vpcSubnets !== undefined) throw subnetsWithoutVpc(path);
  return {
    ...rest,
    ...(Object.keys(neutral).length === 0 ? {} : { network: neutral }),
    ...(encryptionKey === undefined ? {} : { encryptionKey: keyArnOf(encryptionKey) }),
  };
}

function keyArnOf(key: IKey | string): string {
  return typeof key === 'string' ? key : key.keyArn;
}

/** Where a construct stands: its path, and its stack's Region where that is known. */
export function contextOf(scope: Construct, path: string): DesignContext {
  const { region } = Stack.of(scope);
  return { path, catalogue: awsCatalogue, ...(Token.isUnresolved(region) ? {} : { region }) };
}

/** The subnets that machines go to. */
export function selectSubnets(vpc: AnyVpc, selection: SubnetSelection | undefined): readonly ISubnet[] {
  const { subnets } = vpc.selectSubnets(selection);
  return selection === undefined ? subnets.slice(0, 1) : subnets;
}

function subnetsOf(vpc: AnyVpc, selection: SubnetSelection | undefined): ExistingSubnetProps[] {
  return selectSubnets(vpc, selection).map((subnet) => {
    const cidr = knownCidr(subnet);
    const reach = reachOf(subnet, vpc);
    return {
      id: subnet.subnetId,
      zone: subnet.availabilityZone,
      ...(cidr === undefined ? {} : { cidr }),
      ...(reach === undefined ? {} : { reach }),
    };
  });
}

function reachOf(subnet: ISubnet, vpc: AnyVpc): 'public' | 'nat' | 'isolated' | undefined {
  const among = (subnets: readonly ISubnet[]): boolean => subnets.some((each) => each.subnetId === subnet.subnetId);
  if (among(vpc.publicSubnets)) return 'public';
  if (among(vpc.privateSubnets)) return 'nat';
  return among(vpc.isolatedSubnets) ? 'isolated' : undefined;
}

// An imported subnet throws when it does not know its block.
function knownCidr(subnet: ISubnet): string | undefined {
  try {
    return Token.isUnresolved(subnet.ipv4CidrBlock) ? undefined : subnet.ipv4CidrBlock;
  } catch {
    return undefined;
  }
}

function subnetsWithoutVpc(path: string): TerraneError {
  return new TerraneError([
    {
      code: 'network-new-or-existing',
      level: 'error',
      path: `${path}: vpcSubnets`,
      message: 'selects subnets of an existing network, but vpc is not given. Give vpc, or leave vpcSubnets out.',
    },
  ]);
}
