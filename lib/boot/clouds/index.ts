import { AWS } from './aws';
import type { BootCloud, CloudName } from './cloud';
import { OCI } from './oci';

export type { BootCloud, CloudName } from './cloud';

const CLOUDS: { readonly [name in CloudName]: BootCloud } = { aws: AWS, oci: OCI };

/** What a boot knows of a cloud. Default: AWS. */
export function cloudOf(name: CloudName = 'aws'): BootCloud {
  return CLOUDS[name];
}
