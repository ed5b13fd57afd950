import type { Source } from '../rule';

/** Read on this day, here or as a copy of the same edition. */
const READ = '2026-11-22';

export const CREATE_SUBNET: Source = {
  title: 'Amazon EC2 API Reference: CreateSubnet',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html',
  date: READ,
};

export const RUN_INSTANCES: Source = {
  title: 'Amazon EC2 API Reference: RunInstances',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
  date: READ,
};

export const CREATE_GROUP: Source = {
  title: 'Amazon EC2 API Reference: CreateSecurityGroup',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  date: READ,
};

export const INGRESS: Source = {
  title: 'Amazon EC2 API Reference: AuthorizeSecurityGroupIngress',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html',
  date: READ,
};

export const INTERNET_GATEWAY: Source = {
  title: 'Amazon VPC User Guide: internet gateways',
  url: 'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
  date: READ,
};

export const MOUNT_TARGETS: Source = {
  title: 'Amazon EFS User Guide: creating mount targets',
  url: 'https://docs.aws.amazon.com/efs/latest/ug/manage-fs-access-create-delete-mount-targets.html',
  date: READ,
};

export const RFC_4632: Source = {
  title: 'RFC 4632, Classless Inter-domain Routing, 3.1',
  url: 'https://www.rfc-editor.org/rfc/rfc4632#section-3.1',
  date: READ,
};
