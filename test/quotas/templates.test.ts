import { Blueprint } from '../../lib/blueprint';
import { quotaUses } from '../../lib/quotas/uses';
import { APPS, blueprints, type Engine, synthesise } from '../examples/synthesise';

/** Keys that count resources of one type, and that type in CloudFormation and Terraform. */
const AWS_TYPES: { readonly [key: string]: readonly [string, string] } = {
  'aws.vpcs': ['AWS::EC2::VPC', 'aws_vpc'],
  'aws.internetGateways': ['AWS::EC2::InternetGateway', 'aws_internet_gateway'],
  'aws.natGateways': ['AWS::EC2::NatGateway', 'aws_nat_gateway'],
  'aws.subnets': ['AWS::EC2::Subnet', 'aws_subnet'],
  'aws.gatewayEndpoints': ['AWS::EC2::VPCEndpoint', 'aws_vpc_endpoint'],
  'aws.elasticIps': ['AWS::EC2::EIP', 'aws_eip'],
  'aws.launchTemplates': ['AWS::EC2::LaunchTemplate', 'aws_launch_template'],
  'aws.fileSystems': ['AWS::EFS::FileSystem', 'aws_efs_file_system'],
  'aws.mountTargets': ['AWS::EFS::MountTarget', 'aws_efs_mount_target'],
  'aws.secrets': ['AWS::SecretsManager::Secret', 'aws_secretsmanager_secret'],
  'aws.parameters': ['AWS::SSM::Parameter', 'aws_ssm_parameter'],
  'aws.topics': ['AWS::SNS::Topic', 'aws_sns_topic'],
  'aws.tables': ['AWS::DynamoDB::Table', 'aws_dynamodb_table'],
  'aws.balancers': ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'aws_lb'],
  'aws.targetGroups': ['AWS::ElasticLoadBalancingV2::TargetGroup', 'aws_lb_target_group'],
  'aws.roles': ['AWS::IAM::Role', 'aws_iam_role'],
  'aws.instanceProfiles': ['AWS::IAM::InstanceProfile', 'aws_iam_instance_profile'],
  'aws.hostedZones': ['AWS::Route53::HostedZone', 'aws_route53_zone'],
};
const OCI_TYPES: { readonly [key: string]: string } = {
  'oci.vcns': 'oci_core_vcn',
  'oci.subnets': 'oci_core_subnet',
  'oci.natGateways': 'oci_core_nat_gateway',
  'oci.serviceGateways': 'oci_core_service_gateway',
  'oci.reservedAddresses': 'oci_core_public_ip',
  'oci.securityGroups': 'oci_core_network_security_group',
  'oci.fileSystems': 'oci_file_storage_file_system',
  'oci.mountTargets': 'oci_file_storage_mount_target',
  'oci.instanceConfigurations': 'oci_core_instance_configuration',
  'oci.clusterNetworks': 'oci_core_cluster_network',
  'oci.computeClusters': 'oci_core_compute_cluster',
  'oci.placementGroups': 'oci_cluster_placement_groups_cluster_placement_group',
  'oci.buckets': 'oci_objectstorage_bucket',
  'oci.secrets': 'oci_vault_secret',
  'oci.balancers': 'oci_load_balancer_load_balancer',
};

type Template = { Resources?: { [id: string]: { Type: string } }; resource?: { [type: string]: object } };

/** Resources of each type in all templates of an app. */
function resources(id: string, engine: Engine): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [path, text] of synthesise(id, engine)) {
    if (!/\.template\.json$|cdk\.tf\.json$/.test(path)) continue;
    const { Resources = {}, resource = {} } = JSON.parse(text) as Template;
    for (const { Type } of Object.values(Resources)) counts.set(Type, (counts.get(Type) ?? 0) + 1);
    for (const [type, all] of Object.entries(resource))
      counts.set(type, (counts.get(type) ?? 0) + Object.keys(all).length);
  }
  return counts;
}

function counted(id: string, engine: Engine): Map<string, number> {
  const uses = [...blueprints(id, engine).values()].flatMap((json) => quotaUses(Blueprint.fromJson(json)));
  const sums = new Map<string, number>();
  for (const { key, count } of uses) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}

// Together they make something of nearly every kind; the institution's app has resources of the institution's own as well.
const LOOKED_AT = ['array-of-things', 'cfncluster-mpi', 'mpas-ocean', 'rdma-cluster', 'scec-alert', 'teaching'];
const met = new Set<string>();

test.each(APPS.filter(([id]) => LOOKED_AT.includes(id)))(
  '%s by %s: what is counted is what the templates hold',
  (id, engine) => {
    const there = resources(id, engine);
    const types =
      engine === 'oci'
        ? Object.entries(OCI_TYPES)
        : Object.entries(AWS_TYPES).map(([key, both]) => [key, both[engine === 'cdk' ? 0 : 1]] as const);
    const inTemplates = Object.fromEntries(types.map(([key, type]) => [key, there.get(type) ?? 0]));
    const needs = counted(id, engine);
    const inNeeds = Object.fromEntries(types.map(([key]) => [key, needs.get(key) ?? 0]));
    expect(inNeeds).toEqual(inTemplates);
    for (const [key, count] of needs) if (count > 0) met.add(key);
    // Groups that come with each network are no resource of a template.
    if (engine === 'oci') return;
    const groups = there.get(engine === 'cdk' ? 'AWS::EC2::SecurityGroup' : 'aws_security_group') ?? 0;
    expect(needs.get('aws.securityGroups')).toBe(groups + (needs.get('aws.vpcs') ?? 0));
  },
);

test('what is compared is met', () => {
  const unmet = [...Object.keys(AWS_TYPES), ...Object.keys(OCI_TYPES)].filter((key) => !met.has(key));
  expect(unmet).toEqual([]);
});
