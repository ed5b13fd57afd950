import { budgetBelowHead } from './budget-below-head';
import { budgetBelowOneDay } from './budget-below-one-day';
import { diskOutOfRange } from './disk-out-of-range';
import { diskPerformanceRatio } from './disk-performance-ratio';
import { documentTooLong } from './document-too-long';
import { lustreCapacity } from './lustre-capacity';
import { lustreThroughput } from './lustre-throughput';
import { machineNotOffered } from './machine-not-offered';
import { nameTooLong } from './name-too-long';
import { nfsManyReaders } from './nfs-many-readers';
import { placementNotOffered } from './placement-not-offered';
import type { Rule } from './rule';
import { spotHead } from './spot-head';
import { spotNotOffered } from './spot-not-offered';
import { sshOpenToEveryone } from './ssh-open-to-everyone';
import { subnetTooSmall } from './subnet-too-small';
import { tagKeyCharacters } from './tag-key-characters';
import { tagKeyReserved } from './tag-key-reserved';
import { tagTooLong } from './tag-too-long';
import { tooManySecurityRules } from './too-many-security-rules';
import { tooManyTags } from './too-many-tags';
import { unretainedHome } from './unretained-home';
import { userDataTooLong } from './user-data-too-long';
import { vcpuQuotaExceeded } from './vcpu-quota-exceeded';
import { vcpuQuotaUnstated } from './vcpu-quota-unstated';

/** All rules, in the order in which their findings appear. */
export const rules: readonly Rule[] = [
  machineNotOffered,
  spotHead,
  spotNotOffered,
  placementNotOffered,
  subnetTooSmall,
  sshOpenToEveryone,
  tooManySecurityRules,
  unretainedHome,
  diskOutOfRange,
  diskPerformanceRatio,
  lustreCapacity,
  lustreThroughput,
  nfsManyReaders,
  userDataTooLong,
  documentTooLong,
  nameTooLong,
  tooManyTags,
  tagTooLong,
  tagKeyReserved,
  tagKeyCharacters,
  budgetBelowOneDay,
  budgetBelowHead,
  vcpuQuotaExceeded,
  vcpuQuotaUnstated,
];
