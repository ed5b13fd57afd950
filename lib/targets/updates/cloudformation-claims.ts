import type { ResourceCause } from '../../reports/difference/resource-change';
import { referencesIn } from './cloudformation-references';
import type { CloudFormationStack } from './cloudformation-values';
import { isObject, type Json, type JsonObject } from './values';

/** A resource of a template. */
export interface Claimant {
  /** `STACK/ID` */
  readonly key: string;
  readonly id: string;
  readonly stack: CloudFormationStack;
}

/**
 * Properties that together only one resource at a time can have: names that authors give, and what belongs to one alone.
 * CloudFormation makes another resource before it deletes the former, so that "you can't perform an update that causes a
 * custom-named resource to be replaced": https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 * Of a property with a question mark, that it is absent is a value too; without any other there is no claim.
 */
const CLAIMS: { readonly [type: string]: readonly string[] } = {
  'AWS::Budgets::Budget': ['Budget.BudgetName'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateName'],
  // An address is of one way out: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
  'AWS::EC2::NatGateway': ['AllocationId'],
  'AWS::EC2::SecurityGroup': ['GroupName', 'VpcId'],
  // Blocks of a network do not overlap: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html
  'AWS::EC2::Subnet': ['CidrBlock', 'VpcId'],
  // A gateway is of one VPC: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html
  'AWS::EC2::VPCGatewayAttachment': ['InternetGatewayId'],
  // One in a zone: https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
  'AWS::EFS::MountTarget': ['FileSystemId', 'SubnetId.AvailabilityZone'],
  'AWS::ElasticLoadBalancingV2::Listener': ['LoadBalancerArn', 'Port'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Name'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['Name'],
  'AWS::Events::Rule': ['Name', 'EventBusName?'],
  'AWS::IAM::InstanceProfile': ['InstanceProfileName'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName'],
  'AWS::IAM::Role': ['RoleName'],
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  // Records with a policy of routing share a name, and have identifiers of their own.
  'AWS::Route53::RecordSet': ['Name', 'Type', 'HostedZoneId?', 'HostedZoneName?', 'SetIdentifier?'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::S3::BucketPolicy': ['Bucket'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::SSM::Parameter': ['Name'],
  'AWS::Scheduler::Schedule': ['Name', 'GroupName?'],
  'AWS::SecretsManager::Secret': ['Name'],
};

/**
 * That a resource which is made claims what another still has when it is made: the deployment fails.
 *
 * @param former - all resources of the earlier templates
 * @param made - those that are made, or may be, and why that is not certain
 * @param find - a resource of the templates to which `made` belong
 */
export function takenClaims(
  former: readonly Claimant[],
  made: ReadonlyMap<Claimant, string | undefined>,
  find: (key: string) => Claimant | undefined,
): ReadonlyMap<string, ResourceCause> {
  const byKey = new Map(former.map((each) => [each.key, each]));
  const claims = former.flatMap((each) =>
    claimOf(each, (key) => byKey.get(key)).map((claim) => [claim, each.id] as const),
  );
  const holders = new Map(claims);
  const renewed = new Set([...made.keys()].map(({ key }) => key));
  return new Map(
    [...made].flatMap(([each, unsure]) => {
      const [claim] = refersTo(each, renewed) ? [] : claimOf(each, find);
      const holder = claim === undefined ? undefined : holders.get(claim);
      if (holder === undefined) return [];
      const property = nameOf(each);
      const doubt = unsure === undefined ? {} : { unsure };
      return [[each.key, { property, does: 'refuse', taken: holder, ...doubt }] as const];
    }),
  );
}

const claimed = ({ id, stack }: Claimant): readonly string[] => CLAIMS[stack.type(id)] ?? [];

const nameOf = (each: Claimant): string => (claimed(each)[0] as string).split('.').at(-1) as string;

const pathOf = (claim: string): string[] => claim.replace('?', '').split('.');

/** Whether what is claimed is another one itself, and so is not what was had. */
function refersTo(each: Claimant, renewed: ReadonlySet<string>): boolean {
  const properties = each.stack.properties(each.id);
  // Of a subnet its zone counts, whichever subnet it is.
  const paths = claimed(each).map(pathOf);
  const values = paths.map(([name, ...rest]) => (rest.length > 0 ? undefined : properties[name as string]));
  return values.flatMap(referencesIn).some(({ id }) => renewed.has(id));
}

/** One text, or none where a part of the claim is not given. */
function claimOf(each: Claimant, find: (key: string) => Claimant | undefined): string[] {
  const claims = claimed(each);
  const values = claims.map((claim) => valueAt(each.stack.properties(each.id), pathOf(claim), find));
  const lacking = claims.some((claim, index) => values[index] === undefined && !claim.endsWith('?'));
  if (claims.length === 0 || lacking) return [];
  return [JSON.stringify([each.stack.type(each.id), ...values])];
}

/** A path goes on within what a reference leads to. */
function valueAt(
  properties: JsonObject,
  [name, ...rest]: readonly string[],
  find: (key: string) => Claimant | undefined,
): Json | undefined {
  const value = properties[name as string];
  if (rest.length === 0 || value === undefined) return value;
  const [reference] = referencesIn(value);
  const target = reference === undefined ? undefined : find(reference.id);
  if (target !== undefined) return valueAt(target.stack.properties(target.id), rest, find);
  return isObject(value) ? valueAt(value, rest, find) : undefined;
}
