import { awsInterfacesNeedOneSubnet } from './aws-interfaces-need-one-subnet';
import { awsMetadataTagKey } from './aws-metadata-tag-key';
import { dataStackIsOwn } from './data-stack-is-own';
import { foreignToken } from './foreign-token';
import { ociNoBucketMount } from './oci-no-bucket-mount';
import { ociNoMetalHead } from './oci-no-metal-head';
import { ociNoScratchLustre } from './oci-no-scratch-lustre';
import { ociNoSpread } from './oci-no-spread';
import { stateUnlocked } from './state-unlocked';

/** Rules of this folder that archetypes and targets hold declarations against. */
export const ENGINE = [
  awsInterfacesNeedOneSubnet,
  awsMetadataTagKey,
  dataStackIsOwn,
  foreignToken,
  ociNoBucketMount,
  ociNoMetalHead,
  ociNoScratchLustre,
  ociNoSpread,
  stateUnlocked,
] as const;
