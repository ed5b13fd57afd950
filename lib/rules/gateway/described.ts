import { accountsKind } from './accounts/accounts-kind';
import { addressesNone } from './accounts/addresses-none';
import { attributeName } from './accounts/attribute-name';
import { attributeOwn } from './accounts/attribute-own';
import { bindWithoutPassword } from './accounts/bind-without-password';
import { certificateForm } from './accounts/certificate-form';
import { className } from './accounts/class-name';
import { classPosixAccount } from './accounts/class-posix-account';
import { directoryTlsTwice } from './accounts/directory-tls-twice';
import { directoryUrl } from './accounts/directory-url';
import { directoryWithoutTls } from './accounts/directory-without-tls';
import { dnForm } from './accounts/dn-form';
import { groupOfMachines } from './accounts/group-of-machines';
import { homeForm } from './accounts/home-form';
import { loginAttributeNotGiven } from './accounts/login-attribute-not-given';
import { passwordWithoutBind } from './accounts/password-without-bind';
import { placeholderUnknown } from './accounts/placeholder-unknown';
import { provisionOutsideUids } from './accounts/provision-outside-uids';
import { replaceBy } from './accounts/replace-by';
import { replaceCharacter } from './accounts/replace-character';
import { uidsNone } from './accounts/uids-none';
import { uidsOfMachines } from './accounts/uids-of-machines';
import { writerOnNodes } from './accounts/writer-on-nodes';
import { accountsOfCluster } from './cluster/accounts-of-cluster';
import { clusterAttribute } from './cluster/cluster-attribute';
import { clusterOtherCloud } from './cluster/cluster-other-cloud';
import { clusterOtherRegion } from './cluster/cluster-other-region';
import { clusterPartitionTwice } from './cluster/cluster-partition-twice';
import { clusterPartitionUnknown } from './cluster/cluster-partition-unknown';
import { clusterPartitionsNone } from './cluster/cluster-partitions-none';
import { clusterWithoutPeople } from './cluster/cluster-without-people';
import { directoryInFront } from './cluster/directory-in-front';
import { gatewayOtherImage } from './cluster/gateway-other-image';
import { homeOfCluster } from './cluster/home-of-cluster';
import { kernelNotOnNodes } from './cluster/kernel-not-on-nodes';
import { networkOfCluster } from './cluster/network-of-cluster';
import { storesInFront } from './cluster/stores-in-front';
import { acmeDirectory } from './entrance/acme-directory';
import { acmeNeedsPublic } from './entrance/acme-needs-public';
import { balancerBesideMachines } from './entrance/balancer-beside-machines';
import { balancerCertificate } from './entrance/balancer-certificate';
import { balancerForNobody } from './entrance/balancer-for-nobody';
import { balancerLogs } from './entrance/balancer-logs';
import { balancerNeedsSubnets } from './entrance/balancer-needs-subnets';
import { balancerNeedsZones } from './entrance/balancer-needs-zones';
import { balancerSubnetCidr } from './entrance/balancer-subnet-cidr';
import { balancerSubnetReach } from './entrance/balancer-subnet-reach';
import { balancerSubnetTooSmall } from './entrance/balancer-subnet-too-small';
import { balancerSubnetsOfNew } from './entrance/balancer-subnets-of-new';
import { certificateOtherRegion } from './entrance/certificate-other-region';
import { gatewayUnreachable } from './entrance/gateway-unreachable';
import { hostName } from './entrance/host-name';
import { homeQuota } from './homes/home-quota';
import { homeQuotaOverVolume } from './homes/home-quota-over-volume';
import { homesDeletedEarly } from './homes/homes-deleted-early';
import { homesOfOne } from './homes/homes-of-one';
import { sharedNobodyWrites } from './homes/shared-nobody-writes';
import { sharedPath } from './homes/shared-path';
import { sharedWithDirectory } from './homes/shared-with-directory';
import { storeFolder } from './homes/store-folder';
import { storeFolderTwice } from './homes/store-folder-twice';
import { storeHost } from './homes/store-host';
import { storeHostKey } from './homes/store-host-key';
import { storeName } from './homes/store-name';
import { storeUserShared } from './homes/store-user-shared';
import { storesOnMachines } from './homes/stores-on-machines';
import { allowedAndBlocked } from './identity/allowed-and-blocked';
import { claimName } from './identity/claim-name';
import { clientIdEmpty } from './identity/client-id-empty';
import { domainForm } from './identity/domain-form';
import { groupsWithoutHeader } from './identity/groups-without-header';
import { headerBeyondProxy } from './identity/header-beyond-proxy';
import { headerFromEverywhere } from './identity/header-from-everywhere';
import { headerName } from './identity/header-name';
import { headerWithoutProxy } from './identity/header-without-proxy';
import { issuerNotHttps } from './identity/issuer-not-https';
import { nobodyAllowed } from './identity/nobody-allowed';
import { personForm } from './identity/person-form';
import { scopeOpenid } from './identity/scope-openid';
import { secretLiteral } from './identity/secret-literal';
import { imageAccessDiffers } from './kernels/image-access-differs';
import { imageDigest } from './kernels/image-digest';
import { imageReference } from './kernels/image-reference';
import { imageTag } from './kernels/image-tag';
import { kernelGpus } from './kernels/kernel-gpus';
import { kernelGroupsAlone } from './kernels/kernel-groups-alone';
import { kernelGroupsOfDirectory } from './kernels/kernel-groups-of-directory';
import { kernelKind } from './kernels/kernel-kind';
import { kernelLanguage } from './kernels/kernel-language';
import { kernelName } from './kernels/kernel-name';
import { kernelNamesAlike } from './kernels/kernel-names-alike';
import { kernelOfEverybody } from './kernels/kernel-of-everybody';
import { rPackage } from './kernels/r-package';
import { requirementHashes } from './kernels/requirement-hashes';
import { requirementUnpinned } from './kernels/requirement-unpinned';
import { sparkMemory } from './kernels/spark-memory';
import { dayForm } from './sessions/day-form';
import { idleBeyondLongest } from './sessions/idle-beyond-longest';
import { longestOfMachines } from './sessions/longest-of-machines';
import { numberOutOfRange } from './sessions/number-out-of-range';
import { offersNone } from './sessions/offers-none';
import { requestTooLarge } from './sessions/request-too-large';
import { sessionBeyondPartition } from './sessions/session-beyond-partition';
import { sessionTooLarge } from './sessions/session-too-large';
import { sessionTooShort } from './sessions/session-too-short';
import { sessionsOfOne } from './sessions/sessions-of-one';
import { sizeGroupsAlone } from './sessions/size-groups-alone';
import { sizeName } from './sessions/size-name';
import { sizePartition } from './sessions/size-partition';
import { sizesNone } from './sessions/sizes-none';
import { sizesOfMachines } from './sessions/sizes-of-machines';
import { stopWithoutNodes } from './sessions/stop-without-nodes';
import { untunnelled } from './sessions/untunnelled';

/** Rules of this folder that archetypes and targets hold declarations against. */
export const GATEWAY = [
  accountsKind,
  accountsOfCluster,
  acmeDirectory,
  acmeNeedsPublic,
  addressesNone,
  allowedAndBlocked,
  attributeName,
  attributeOwn,
  balancerBesideMachines,
  balancerCertificate,
  balancerForNobody,
  balancerLogs,
  balancerNeedsSubnets,
  balancerNeedsZones,
  balancerSubnetCidr,
  balancerSubnetReach,
  balancerSubnetTooSmall,
  balancerSubnetsOfNew,
  bindWithoutPassword,
  certificateForm,
  certificateOtherRegion,
  claimName,
  className,
  classPosixAccount,
  clientIdEmpty,
  clusterAttribute,
  clusterOtherCloud,
  clusterOtherRegion,
  clusterPartitionTwice,
  clusterPartitionUnknown,
  clusterPartitionsNone,
  clusterWithoutPeople,
  dayForm,
  directoryInFront,
  directoryTlsTwice,
  directoryUrl,
  directoryWithoutTls,
  dnForm,
  domainForm,
  gatewayOtherImage,
  gatewayUnreachable,
  groupOfMachines,
  groupsWithoutHeader,
  headerBeyondProxy,
  headerFromEverywhere,
  headerName,
  headerWithoutProxy,
  homeForm,
  homeOfCluster,
  homeQuota,
  homeQuotaOverVolume,
  homesDeletedEarly,
  homesOfOne,
  hostName,
  idleBeyondLongest,
  imageAccessDiffers,
  imageDigest,
  imageReference,
  imageTag,
  issuerNotHttps,
  kernelGpus,
  kernelGroupsAlone,
  kernelGroupsOfDirectory,
  kernelKind,
  kernelLanguage,
  kernelName,
  kernelNamesAlike,
  kernelNotOnNodes,
  kernelOfEverybody,
  loginAttributeNotGiven,
  longestOfMachines,
  stopWithoutNodes,
  networkOfCluster,
  nobodyAllowed,
  numberOutOfRange,
  offersNone,
  passwordWithoutBind,
  personForm,
  placeholderUnknown,
  provisionOutsideUids,
  rPackage,
  replaceBy,
  replaceCharacter,
  requestTooLarge,
  requirementHashes,
  requirementUnpinned,
  scopeOpenid,
  secretLiteral,
  sessionBeyondPartition,
  sessionTooLarge,
  sessionTooShort,
  sessionsOfOne,
  sharedNobodyWrites,
  sharedPath,
  sharedWithDirectory,
  sizeGroupsAlone,
  sizeName,
  sizePartition,
  sizesNone,
  sizesOfMachines,
  sparkMemory,
  storeFolder,
  storeFolderTwice,
  storeHost,
  storeHostKey,
  storeName,
  storeUserShared,
  storesInFront,
  storesOnMachines,
  uidsNone,
  uidsOfMachines,
  untunnelled,
  writerOnNodes,
] as const;
