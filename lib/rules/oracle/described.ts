import { ociIdentityName } from './identity/oci-identity-name';
import { ociKeyAlgorithm } from './identity/oci-key-algorithm';
import { ociKeyLength } from './identity/oci-key-length';
import { ociMatchingRule } from './identity/oci-matching-rule';
import { ociPolicyLength } from './identity/oci-policy-length';
import { ociPolicyStatement } from './identity/oci-policy-statement';
import { ociSecretEmpty } from './identity/oci-secret-empty';
import { ociTag } from './identity/oci-tag';
import { ociTagCount } from './identity/oci-tag-count';
import { ociTagName } from './identity/oci-tag-name';
import { ociAgentPlugin } from './machines/oci-agent-plugin';
import { ociAvailabilityDomain } from './machines/oci-availability-domain';
import { ociBase64 } from './machines/oci-base64';
import { ociFaultDomain } from './machines/oci-fault-domain';
import { ociHostnameLabel } from './machines/oci-hostname-label';
import { ociMetadataTooLong } from './machines/oci-metadata-too-long';
import { ociMetric } from './machines/oci-metric';
import { ociPoolSize } from './machines/oci-pool-size';
import { ociShape } from './machines/oci-shape';
import { ociBastionName } from './network/oci-bastion-name';
import { ociCidr } from './network/oci-cidr';
import { ociConflict } from './network/oci-conflict';
import { ociDnsLabel } from './network/oci-dns-label';
import { ociPort } from './network/oci-port';
import { ociRuleDirection } from './network/oci-rule-direction';
import { ociRuleEnd } from './network/oci-rule-end';
import { ociRuleProtocol } from './network/oci-rule-protocol';
import { ociTextLength } from './network/oci-text-length';
import { ociImageUnknown } from './place/oci-image-unknown';
import { ociPlaceDns } from './place/oci-place-dns';
import { ociPlaceDomain } from './place/oci-place-domain';
import { ociPlaceDomainRegion } from './place/oci-place-domain-region';
import { ociPlaceDomainTwice } from './place/oci-place-domain-twice';
import { ociPlaceDomainsNone } from './place/oci-place-domains-none';
import { ociPlaceNamespace } from './place/oci-place-namespace';
import { ociPlaceOcid } from './place/oci-place-ocid';
import { ociPlaceRegion } from './place/oci-place-region';
import { ociPlaceServices } from './place/oci-place-services';
import { ociPlaceSessionsFrom } from './place/oci-place-sessions-from';
import { ociPlaceTagNamespace } from './place/oci-place-tag-namespace';
import { ociPlaceZone } from './place/oci-place-zone';
import { ociBucketName } from './storage/oci-bucket-name';
import { ociExportAccess } from './storage/oci-export-access';
import { ociExportPath } from './storage/oci-export-path';
import { ociExportSquash } from './storage/oci-export-squash';
import { ociLustreName } from './storage/oci-lustre-name';
import { ociLustreSize } from './storage/oci-lustre-size';
import { ociVolumePerformance } from './storage/oci-volume-performance';
import { ociVolumeSize } from './storage/oci-volume-size';
import { ociBudgetAmount } from './values/oci-budget-amount';
import { ociNoTable } from './values/oci-no-table';
import { ociNumber } from './values/oci-number';
import { ociOcid } from './values/oci-ocid';
import { ociStreamPoolMissing } from './values/oci-stream-pool-missing';
import { ociStreamRetention } from './values/oci-stream-retention';
import { ociWord } from './values/oci-word';

/** Rules of this folder that archetypes and targets hold declarations against. */
export const ORACLE = [
  ociAgentPlugin,
  ociAvailabilityDomain,
  ociBase64,
  ociBastionName,
  ociBucketName,
  ociBudgetAmount,
  ociCidr,
  ociConflict,
  ociDnsLabel,
  ociExportAccess,
  ociExportPath,
  ociExportSquash,
  ociFaultDomain,
  ociHostnameLabel,
  ociIdentityName,
  ociImageUnknown,
  ociKeyAlgorithm,
  ociKeyLength,
  ociLustreName,
  ociLustreSize,
  ociMatchingRule,
  ociMetadataTooLong,
  ociMetric,
  ociNoTable,
  ociNumber,
  ociOcid,
  ociPlaceDns,
  ociPlaceDomain,
  ociPlaceDomainRegion,
  ociPlaceDomainTwice,
  ociPlaceDomainsNone,
  ociPlaceNamespace,
  ociPlaceOcid,
  ociPlaceRegion,
  ociPlaceServices,
  ociPlaceSessionsFrom,
  ociPlaceTagNamespace,
  ociPlaceZone,
  ociPolicyLength,
  ociPolicyStatement,
  ociPoolSize,
  ociPort,
  ociRuleDirection,
  ociRuleEnd,
  ociRuleProtocol,
  ociSecretEmpty,
  ociShape,
  ociStreamPoolMissing,
  ociStreamRetention,
  ociTag,
  ociTagCount,
  ociTagName,
  ociTextLength,
  ociVolumePerformance,
  ociVolumeSize,
  ociWord,
] as const;
