/**
 * Builds lib/targets/updates/cloudformation.json: what CloudFormation can change of a resource in place, from the resource
 * schemas that the provider publishes.
 *
 *     node scripts/build-cloudformation-table.mjs FOLDER [--check]
 *
 * FOLDER is `cfnlint/data/schemas` of an installed cfn-lint, which carries the schemas of every Region with their date. With
 * --check nothing is written: exit 1 where the committed table differs.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const TABLE = join(ROOT, 'lib/targets/updates/cloudformation.json');
const REGION = 'us-east-1';

const TYPES = `
  Budgets::Budget DynamoDB::Table EC2::EIP EC2::EIPAssociation EC2::FlowLog EC2::Instance EC2::InternetGateway
  EC2::LaunchTemplate EC2::NatGateway EC2::PlacementGroup EC2::Route EC2::RouteTable EC2::SecurityGroup
  EC2::SecurityGroupEgress EC2::SecurityGroupIngress EC2::Subnet EC2::SubnetRouteTableAssociation EC2::VPC
  EC2::VPCEndpoint EC2::VPCGatewayAttachment EC2::Volume EFS::FileSystem EFS::MountTarget
  ElasticLoadBalancingV2::Listener ElasticLoadBalancingV2::LoadBalancer ElasticLoadBalancingV2::TargetGroup
  Events::Rule FSx::FileSystem IAM::InstanceProfile IAM::ManagedPolicy IAM::Policy IAM::Role KMS::Key Kinesis::Stream
  Lambda::Function Lambda::Permission Logs::LogGroup Route53::HostedZone Route53::RecordSet S3::Bucket S3::BucketPolicy
  SNS::Subscription SNS::Topic SNS::TopicInlinePolicy SNS::TopicPolicy SQS::Queue SQS::QueuePolicy SSM::Parameter
  Scheduler::Schedule SecretsManager::Secret`
  .split(/\s+/)
  .filter((name) => name !== '')
  .map((name) => `AWS::${name}`);

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const named = (pointers = []) =>
  pointers.map((pointer) => pointer.replace('/properties/', '').replaceAll('/', '.').replaceAll('.*', '')).sort();

function rowOf(schema) {
  const identifiers = named(schema.primaryIdentifier);
  const readOnly = named(schema.readOnlyProperties);
  const settable = Object.keys(schema.properties ?? {}).filter((name) => !readOnly.includes(name));
  const conditional = named(schema.conditionalCreateOnlyProperties);
  // What names a resource stays as long as it does; of other attributes nobody says that they do.
  const volatile = readOnly.filter((name) => !identifiers.includes(name) && !/(Arn|Id)$/.test(name));
  return {
    properties: settable.sort(),
    createOnly: named(schema.createOnlyProperties),
    ...(conditional.length === 0 ? {} : { conditional }),
    ...(volatile.length === 0 ? {} : { volatile }),
  };
}

function tableOf(folder) {
  const files = read(join(folder, 'providers', `${REGION}.json`));
  const { schema_date } = read(join(folder, 'version.json'));
  const rows = TYPES.map((type) => {
    if (files[type] === undefined) throw new Error(`${type} has no schema`);
    return [type, rowOf(read(join(folder, 'resources', `${files[type]}.json`)))];
  });
  const about = {
    source: `resource schemas of the CloudFormation registry, ${REGION}, as cfn-lint carries them`,
    date: schema_date.slice(0, 10),
    made: 'scripts/build-cloudformation-table.mjs: do not edit',
    form: 'see cloudformation-table.ts beside this file',
  };
  return `${JSON.stringify({ about, resources: Object.fromEntries(rows) }, null, 1)}\n`;
}

const [folder, flag] = process.argv.slice(2);
if (folder === undefined || !existsSync(join(folder, 'version.json'))) {
  process.stderr.write('usage: node scripts/build-cloudformation-table.mjs FOLDER [--check]\n');
  process.exit(2);
}
const text = tableOf(folder);
if (flag === '--check') process.exit(existsSync(TABLE) && readFileSync(TABLE, 'utf8') === text ? 0 : 1);
writeFileSync(TABLE, text);
