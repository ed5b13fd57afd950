import type { Source } from '../rule';

/** Read on this day, here or as a copy of the same edition. */
const READ = '2026-11-22';

export const TF_STACKS: Source = {
  title: 'CDK for Terraform: stacks',
  url: 'https://developer.hashicorp.com/terraform/cdktf/concepts/stacks',
  date: READ,
};

export const OCI_REGIONS: Source = {
  title: 'OCI: regions and availability domains',
  url: 'https://docs.oracle.com/en-us/iaas/Content/General/Concepts/regions.htm',
  date: READ,
};

export const RCLONE_OCI: Source = {
  title: 'rclone: Oracle Object Storage',
  url: 'https://rclone.org/oracleobjectstorage/',
  date: READ,
};

export const S3_BACKEND: Source = {
  title: 'Terraform: S3 backend, state locking',
  url: 'https://developer.hashicorp.com/terraform/language/backend/s3',
  date: READ,
};
