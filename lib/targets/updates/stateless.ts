/**
 * Types of resources that hold nothing which people or programs wrote: another one is as good. Of types that are not here it is
 * not known.
 */
const STATELESS = new Set([
  ...`Budgets::Budget EC2::EIP EC2::EIPAssociation EC2::FlowLog EC2::InternetGateway EC2::LaunchTemplate EC2::NatGateway
  EC2::PlacementGroup EC2::Route EC2::RouteTable EC2::SecurityGroup EC2::SecurityGroupEgress EC2::SecurityGroupIngress
  EC2::Subnet EC2::SubnetRouteTableAssociation EC2::VPC EC2::VPCEndpoint EC2::VPCGatewayAttachment EFS::MountTarget
  ElasticLoadBalancingV2::Listener ElasticLoadBalancingV2::LoadBalancer ElasticLoadBalancingV2::TargetGroup Events::Rule
  IAM::InstanceProfile IAM::ManagedPolicy IAM::Policy IAM::Role Lambda::Permission Route53::HostedZone Route53::RecordSet
  S3::BucketPolicy SNS::Subscription SNS::Topic SNS::TopicInlinePolicy SNS::TopicPolicy SQS::QueuePolicy SSM::Parameter
  Lambda::Function Scheduler::Schedule`
    .split(/\s+/)
    .map((name) => `AWS::${name}`),
  'AWS::CDK::Metadata',
  ...`aws_budgets_budget aws_cloudformation_stack aws_efs_backup_policy aws_efs_mount_target aws_eip aws_eip_association
  aws_flow_log aws_iam_instance_profile aws_iam_policy aws_iam_role aws_iam_role_policy aws_iam_role_policy_attachment
  aws_internet_gateway aws_lambda_permission aws_lambda_function aws_launch_template aws_lb aws_lb_listener
  aws_lb_target_group aws_lb_target_group_attachment aws_nat_gateway aws_placement_group aws_route aws_route53_record
  aws_route53_zone aws_route_table aws_route_table_association aws_s3_bucket_lifecycle_configuration
  aws_s3_bucket_ownership_controls aws_s3_bucket_policy aws_s3_bucket_public_access_block
  aws_s3_bucket_server_side_encryption_configuration aws_s3_bucket_versioning aws_scheduler_schedule aws_security_group
  aws_sns_topic aws_sns_topic_policy aws_sns_topic_subscription aws_sqs_queue_policy aws_sqs_queue_redrive_allow_policy
  aws_ssm_parameter aws_subnet aws_volume_attachment aws_vpc aws_vpc_endpoint aws_vpc_security_group_egress_rule
  aws_vpc_security_group_ingress_rule terraform_data null_resource
  oci_bastion_bastion oci_budget_alert_rule oci_budget_budget oci_cluster_placement_groups_cluster_placement_group
  oci_core_compute_cluster oci_core_default_security_list oci_core_instance_configuration oci_core_internet_gateway
  oci_core_nat_gateway oci_core_network_security_group oci_core_network_security_group_security_rule oci_core_public_ip
  oci_core_route_table oci_core_security_list oci_core_service_gateway oci_core_subnet oci_core_vcn
  oci_file_storage_export oci_file_storage_mount_target oci_identity_dynamic_group oci_identity_policy oci_identity_tag
  oci_identity_tag_namespace oci_load_balancer_backend oci_load_balancer_backend_set oci_load_balancer_listener
  oci_load_balancer_load_balancer oci_load_balancer_rule_set oci_objectstorage_object_lifecycle_policy
  oci_ons_notification_topic oci_ons_subscription oci_streaming_stream_pool`.split(/\s+/),
]);

export function holdsNothing(type: string): boolean {
  return STATELESS.has(type);
}
