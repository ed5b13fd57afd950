import { AWS_PLACES } from './aws-places';
import { AWS_SHELL } from './aws-shell';
import { AWS_STUB } from './aws-stub';
import type { BootCloud } from './cloud';

/** EC2, its S3 and its Parameter Store. */
export const AWS: BootCloud = {
  name: 'aws',
  settings: {},
  stub: AWS_STUB,
  shell: AWS_SHELL,
  fabric: { budgetSeconds: 30, modules: ['efa'], environment: { FI_PROVIDER: 'efa' } },
  packages: { python: { apt: ['python3-boto3'], dnf: ['python3-boto3'] } },
  places: AWS_PLACES,
  hostFirewall: false,
  renames: false,
  threads: 'launch',
};
