import { imageNotInCloud } from './image/image-not-in-cloud';
import { imageNotInRegion } from './image/image-not-in-region';
import { imageOwnNeedsId } from './image/image-own-needs-id';
import { imageOwnOnly } from './image/image-own-only';
import { alternativesUnequal } from './machines/alternatives-unequal';
import { fabricNeedsDriver } from './machines/fabric-needs-driver';
import { fabricNotThere } from './machines/fabric-not-there';
import { headOnSpot } from './machines/head-on-spot';
import { machineNoneFits } from './machines/machine-none-fits';
import { machineUnknown } from './machines/machine-unknown';
import { rootUnderImage } from './machines/root-under-image';
import { scratchNeedsLocalDisks } from './machines/scratch-needs-local-disks';
import { threadsNotThere } from './machines/threads-not-there';
import { gatewayNeedsApt } from './notebooks/gateway-needs-apt';
import { notebooksHomeOnHead } from './notebooks/notebooks-home-on-head';
import { notebooksNeedApt } from './notebooks/notebooks-need-apt';
import { uidOfNotebooks } from './notebooks/uid-of-notebooks';
import { fallbackNeedsSpot } from './partitions/fallback-needs-spot';
import { idleTooShort } from './partitions/idle-too-short';
import { mpiPlacementNeedsOneZone } from './partitions/mpi-placement-needs-one-zone';
import { mpiRanksOverCores } from './partitions/mpi-ranks-over-cores';
import { partitionMinOverMax } from './partitions/partition-min-over-max';
import { partitionName } from './partitions/partition-name';
import { partitionNeedsMax } from './partitions/partition-needs-max';
import { partitionOneDefault } from './partitions/partition-one-default';
import { placementNeedsOneZone } from './partitions/placement-needs-one-zone';
import { selfTestNeedsMpi } from './partitions/self-test-needs-mpi';
import { selfTestNeedsNodes } from './partitions/self-test-needs-nodes';
import { spreadTooMany } from './partitions/spread-too-many';
import { timeLimitTooShort } from './partitions/time-limit-too-short';
import { typicalOutOfRange } from './partitions/typical-out-of-range';
import { partitionsNone } from './partitions-none';
import { accessNone } from './people/access-none';
import { privateKeyGiven } from './people/private-key-given';
import { publicKey } from './people/public-key';
import { sshNeedsUsers } from './people/ssh-needs-users';
import { userName } from './people/user-name';
import { userTwice } from './people/user-twice';
import { hookChecksum } from './software/hook-checksum';
import { hookUri } from './software/hook-uri';
import { limitTooSmall } from './software/limit-too-small';
import { packageName } from './software/package-name';
import { slurmSettingDenied } from './software/slurm-setting-denied';
import { slurmSettingForm } from './software/slurm-setting-form';
import { budgetNotPositive } from './spending/budget-not-positive';
import { budgetPercent } from './spending/budget-percent';
import { budgetTooMany } from './spending/budget-too-many';
import { email } from './spending/email';
import { graceNeedsStop } from './spending/grace-needs-stop';
import { graceOutOfRange } from './spending/grace-out-of-range';
import { leaseBeyondCluster } from './spending/lease-beyond-cluster';
import { leaseDate } from './spending/lease-date';
import { leaseForm } from './spending/lease-form';
import { leaseOfPartition } from './spending/lease-of-partition';
import { stopNeedsBudget } from './spending/stop-needs-budget';
import { homeMixed } from './storage/home-mixed';
import { homeNeedsAddress } from './storage/home-needs-address';
import { lifecycleDays } from './storage/lifecycle-days';
import { lustreNeedsClient } from './storage/lustre-needs-client';
import { lustreOutlivesNetwork } from './storage/lustre-outlives-network';
import { mountGrows } from './storage/mount-grows';
import { mountHidesSystem } from './storage/mount-hides-system';
import { mountNeedsBucket } from './storage/mount-needs-bucket';
import { mountNeedsSize } from './storage/mount-needs-size';
import { mountTwice } from './storage/mount-twice';
import { pathInvalid } from './storage/path-invalid';
import { volumeSize } from './storage/volume-size';

/** Rules of this folder that archetypes and targets hold declarations against. */
export const CLUSTER = [
  accessNone,
  alternativesUnequal,
  budgetNotPositive,
  budgetPercent,
  budgetTooMany,
  leaseDate,
  leaseForm,
  leaseOfPartition,
  leaseBeyondCluster,
  graceOutOfRange,
  graceNeedsStop,
  stopNeedsBudget,
  email,
  fabricNeedsDriver,
  fabricNotThere,
  fallbackNeedsSpot,
  gatewayNeedsApt,
  headOnSpot,
  homeMixed,
  homeNeedsAddress,
  hookChecksum,
  hookUri,
  idleTooShort,
  imageNotInCloud,
  imageNotInRegion,
  imageOwnNeedsId,
  imageOwnOnly,
  lifecycleDays,
  limitTooSmall,
  lustreNeedsClient,
  lustreOutlivesNetwork,
  machineNoneFits,
  machineUnknown,
  mountGrows,
  mountHidesSystem,
  mountNeedsBucket,
  mountNeedsSize,
  mountTwice,
  mpiPlacementNeedsOneZone,
  mpiRanksOverCores,
  notebooksHomeOnHead,
  notebooksNeedApt,
  packageName,
  partitionMinOverMax,
  partitionName,
  partitionNeedsMax,
  partitionOneDefault,
  partitionsNone,
  pathInvalid,
  placementNeedsOneZone,
  privateKeyGiven,
  publicKey,
  rootUnderImage,
  scratchNeedsLocalDisks,
  selfTestNeedsMpi,
  selfTestNeedsNodes,
  slurmSettingDenied,
  slurmSettingForm,
  spreadTooMany,
  sshNeedsUsers,
  threadsNotThere,
  timeLimitTooShort,
  typicalOutOfRange,
  uidOfNotebooks,
  userName,
  userTwice,
  volumeSize,
] as const;
