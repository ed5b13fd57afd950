import { budgetBelowHead } from './cluster/budget-below-head';
import { budgetBelowOneDay } from './cluster/budget-below-one-day';
import { budgetBelowStanding } from './cluster/budget-below-standing';
import { diskOutOfRange } from './cluster/disk-out-of-range';
import { diskPerformanceRatio } from './cluster/disk-performance-ratio';
import { imageRegionUnstated } from './cluster/image/image-region-unstated';
import { lustreCapacity } from './cluster/lustre-capacity';
import { lustreThroughput } from './cluster/lustre-throughput';
import { machineNotOffered } from './cluster/machine-not-offered';
import { machineScarce } from './cluster/machines/machine-scarce';
import { nfsManyReaders } from './cluster/nfs-many-readers';
import { partitionPriorityInverted } from './cluster/partition-priority-inverted';
import { mpiRanksShareCores } from './cluster/partitions/mpi-ranks-share-cores';
import { mpiWithoutFabric } from './cluster/partitions/mpi-without-fabric';
import { partitionBurstable } from './cluster/partitions/partition-burstable';
import { spotUnlimited } from './cluster/partitions/spot-unlimited';
import { placementNotOffered } from './cluster/placement-not-offered';
import { budgetBelowFullDay } from './cluster/spending/budget-below-full-day';
import { spotHead } from './cluster/spot-head';
import { spotNotOffered } from './cluster/spot-not-offered';
import { unretainedHome } from './cluster/unretained-home';
import { alertsOnSpot } from './fleet/alerts-on-spot';
import { fleetBurstable } from './fleet/fleet-burstable';
import { fleetOverBudget } from './fleet/fleet-over-budget';
import { fleetOverCap } from './fleet/fleet-over-cap';
import { fleetOverDeadline } from './fleet/fleet-over-deadline';
import { objectsOverNetwork } from './fleet/objects-over-network';
import { objectsOverRoom } from './fleet/objects-over-room';
import { queueAttemptsOverRetention } from './fleet/queue-attempts-over-retention';
import { queueRetention } from './fleet/queue-retention';
import { queueVisibility } from './fleet/queue-visibility';
import { queueWorkOverRetention } from './fleet/queue-work-over-retention';
import { secretArn } from './fleet/secret-arn';
import { sourceOtherRegion } from './fleet/source-other-region';
import { streamRetention } from './fleet/stream-retention';
import { streamShardsIdle } from './fleet/stream-shards-idle';
import { streamShardsQuota } from './fleet/stream-shards-quota';
import { workersOverPieces } from './fleet/workers-over-pieces';
import { packagesOnGatewayAlone } from './gateway/cluster/packages-on-gateway-alone';
import { balancerLogsWithinReach } from './gateway/entrance/balancer-logs-within-reach';
import { gatewayOpenToEveryone } from './gateway/gateway-open-to-everyone';
import { gpuUnused } from './gateway/gpu-unused';
import { homesOverVolume } from './gateway/homes-over-volume';
import { kernelWithoutSize } from './gateway/kernels/kernel-without-size';
import { sessionUnlimited } from './gateway/session-unlimited';
import { groupWithoutEnd } from './gateway/sessions/group-without-end';
import { peopleWithoutSize } from './gateway/sessions/people-without-size';
import { sessionOtherArchitecture } from './gateway/sessions/session-other-architecture';
import { sessionsOverCapacity } from './gateway/sessions-over-capacity';
import { awsKeyForm } from './limits/aws-key-form';
import { documentTooLong } from './limits/document-too-long';
import { nameTooLong } from './limits/name-too-long';
import { quotaBeyondDefault } from './limits/quota-beyond-default';
import { quotaExceeded } from './limits/quota-exceeded';
import { tagKeyCharacters } from './limits/tag-key-characters';
import { tagKeyReserved } from './limits/tag-key-reserved';
import { tagTooLong } from './limits/tag-too-long';
import { tooManyTags } from './limits/too-many-tags';
import { userDataTooLong } from './limits/user-data-too-long';
import { vcpuQuotaExceeded } from './limits/vcpu-quota-exceeded';
import { vcpuQuotaUnstated } from './limits/vcpu-quota-unstated';
import { sshOpenToEveryone } from './network/ssh-open-to-everyone';
import { sshUnreachable } from './network/ssh-unreachable';
import { subnetTooSmall } from './network/subnet-too-small';
import { tooManySecurityRules } from './network/too-many-security-rules';
import { ociBudgetWhole } from './oracle/oci-budget-whole';
import { ociDiskPerformance } from './oracle/oci-disk-performance';
import { ociFabricOneDomain } from './oracle/oci-fabric-one-domain';
import { ociHomeRoundedUp } from './oracle/oci-home-rounded-up';
import { ociIdForm } from './oracle/oci-id-form';
import { ociLustreCapacity } from './oracle/oci-lustre-capacity';
import { ociLustreThroughput } from './oracle/oci-lustre-throughput';
import { ociNameTooLong } from './oracle/oci-name-too-long';
import { ociStopByAlertAlone } from './oracle/oci-stop-by-alert-alone';
import { ociTagKey } from './oracle/oci-tag-key';
import { ociTagTooLong } from './oracle/oci-tag-too-long';
import { ociTooManySecurityRules } from './oracle/oci-too-many-security-rules';
import { ociTooManyTags } from './oracle/oci-too-many-tags';
import { ociUserDataTooLong } from './oracle/oci-user-data-too-long';
import { ociVolumeTooLarge } from './oracle/oci-volume-too-large';
import { usageOverCapacity } from './usage/usage-over-capacity';
import { usagePartUnknown } from './usage/usage-part-unknown';

/** Every rule that a blueprint is held against, in the order in which findings appear. */
export const rules = [
  machineNotOffered,
  spotHead,
  spotNotOffered,
  placementNotOffered,
  mpiWithoutFabric,
  mpiRanksShareCores,
  partitionBurstable,
  spotUnlimited,
  machineScarce,
  imageRegionUnstated,
  partitionPriorityInverted,
  subnetTooSmall,
  sshOpenToEveryone,
  sshUnreachable,
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
  queueAttemptsOverRetention,
  queueWorkOverRetention,
  secretArn,
  fleetBurstable,
  fleetOverCap,
  fleetOverDeadline,
  fleetOverBudget,
  workersOverPieces,
  sourceOtherRegion,
  objectsOverRoom,
  objectsOverNetwork,
  alertsOnSpot,
  streamShardsIdle,
  gatewayOpenToEveryone,
  sessionsOverCapacity,
  homesOverVolume,
  sessionUnlimited,
  gpuUnused,
  sessionOtherArchitecture,
  peopleWithoutSize,
  kernelWithoutSize,
  groupWithoutEnd,
  packagesOnGatewayAlone,
  balancerLogsWithinReach,
  userDataTooLong,
  documentTooLong,
  nameTooLong,
  tooManyTags,
  tagTooLong,
  awsKeyForm,
  tagKeyReserved,
  tagKeyCharacters,
  usagePartUnknown,
  usageOverCapacity,
  budgetBelowOneDay,
  budgetBelowHead,
  budgetBelowFullDay,
  budgetBelowStanding,
  vcpuQuotaExceeded,
  vcpuQuotaUnstated,
  quotaExceeded,
  quotaBeyondDefault,
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
  ociStopByAlertAlone,
] as const;
