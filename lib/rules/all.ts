import { budgetBelowHead } from './budget-below-head';
import { budgetBelowOneDay } from './budget-below-one-day';
import { diskOutOfRange } from './disk-out-of-range';
import { diskPerformanceRatio } from './disk-performance-ratio';
import { documentTooLong } from './document-too-long';
import { fleetBurstable } from './fleet-burstable';
import { fleetOverBudget } from './fleet-over-budget';
import { fleetOverCap } from './fleet-over-cap';
import { fleetOverDeadline } from './fleet-over-deadline';
import { gatewayOpenToEveryone } from './gateway-open-to-everyone';
import { lustreCapacity } from './lustre-capacity';
import { lustreThroughput } from './lustre-throughput';
import { machineNotOffered } from './machine-not-offered';
import { nameTooLong } from './name-too-long';
import { nfsManyReaders } from './nfs-many-readers';
import { ociBudgetWhole } from './oci-budget-whole';
import { ociDiskPerformance } from './oci-disk-performance';
import { ociFabricOneDomain } from './oci-fabric-one-domain';
import { ociHomeRoundedUp } from './oci-home-rounded-up';
import { ociIdForm } from './oci-id-form';
import { ociLustreCapacity } from './oci-lustre-capacity';
import { ociLustreThroughput } from './oci-lustre-throughput';
import { ociNameTooLong } from './oci-name-too-long';
import { ociTagKey } from './oci-tag-key';
import { ociTagTooLong } from './oci-tag-too-long';
import { ociTooManySecurityRules } from './oci-too-many-security-rules';
import { ociTooManyTags } from './oci-too-many-tags';
import { ociUserDataTooLong } from './oci-user-data-too-long';
import { ociVolumeTooLarge } from './oci-volume-too-large';
import { placementNotOffered } from './placement-not-offered';
import { queueRetention } from './queue-retention';
import { queueVisibility } from './queue-visibility';
import type { Rule } from './rule';
import { secretArn } from './secret-arn';
import { sessionUnlimited } from './session-unlimited';
import { sessionsOverCapacity } from './sessions-over-capacity';
import { sourceOtherRegion } from './source-other-region';
import { spotHead } from './spot-head';
import { spotNotOffered } from './spot-not-offered';
import { sshOpenToEveryone } from './ssh-open-to-everyone';
import { streamRetention } from './stream-retention';
import { streamShardsIdle } from './stream-shards-idle';
import { streamShardsQuota } from './stream-shards-quota';
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
  streamShardsQuota,
  streamRetention,
  queueVisibility,
  queueRetention,
  secretArn,
  fleetBurstable,
  fleetOverCap,
  fleetOverDeadline,
  fleetOverBudget,
  sourceOtherRegion,
  streamShardsIdle,
  gatewayOpenToEveryone,
  sessionsOverCapacity,
  sessionUnlimited,
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
  ociIdForm,
  ociFabricOneDomain,
  ociTooManySecurityRules,
  ociVolumeTooLarge,
  ociHomeRoundedUp,
  ociDiskPerformance,
  ociLustreCapacity,
  ociLustreThroughput,
  ociUserDataTooLong,
  ociNameTooLong,
  ociTooManyTags,
  ociTagTooLong,
  ociTagKey,
  ociBudgetWhole,
];
