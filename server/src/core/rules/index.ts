import { apiVersionUnserved } from './api-server/api-version-unserved';
import { duplicateKey } from './api-server/duplicate-key';
import { invalidValue } from './api-server/invalid-value';
import { requiredFieldMissing } from './api-server/required-field-missing';
import { unknownField } from './api-server/unknown-field';
import { wrongType } from './api-server/wrong-type';
import { dnsClusterDomainDiffers } from './dns-names/cluster-domain-differs';
import { dnsOrdinalOutOfRange } from './dns-names/ordinal-out-of-range';
import { dnsServiceNotGoverning } from './dns-names/service-not-governing';
import { dnsUnknownService } from './dns-names/unknown-service';
import { dnsWrongNamespace } from './dns-names/wrong-namespace';
import { governingServiceExternalName } from './governing-service/external-name';
import { governingServiceInOtherNamespace } from './governing-service/in-other-namespace';
import { governingServiceMissing } from './governing-service/missing';
import { governingServiceNotHeadless } from './governing-service/not-headless';
import { governingServiceSelectsOtherPods } from './governing-service/selects-other-pods';
import { serviceNameInvalid } from './governing-service/service-name-invalid';
import { governingServiceUnstated } from './governing-service/unstated';
import { antiAffinityMatchesNothing } from './names-and-labels/anti-affinity-matches-nothing';
import { claimNameCollision } from './names-and-labels/claim-name-collision';
import { claimTemplateVersionLabel } from './names-and-labels/claim-template-version-label';
import { nameInvalid } from './names-and-labels/name-invalid';
import { nameTooLong } from './names-and-labels/name-too-long';
import { reservedLabel } from './names-and-labels/reserved-label';
import { selectorDoesNotMatch } from './names-and-labels/selector-does-not-match';
import { selectorMissing } from './names-and-labels/selector-missing';
import { selectorOverlaps } from './names-and-labels/selector-overlaps';
import { autoscalerOwnsReplicas } from './other-objects/autoscaler-owns-replicas';
import { disruptionBudgetBlocksDrains } from './other-objects/disruption-budget-blocks-drains';
import { activeDeadline } from './pod-template/active-deadline';
import { gracePeriodZero } from './pod-template/grace-period-zero';
import { hostNetworkDnsPolicy } from './pod-template/host-network-dns-policy';
import { hostnameFqdnTooLong } from './pod-template/hostname-fqdn-too-long';
import { podHostnameOverridden } from './pod-template/hostname-overridden';
import { probePortUndeclared } from './pod-template/probe-port-undeclared';
import { readinessProbeMissing } from './pod-template/readiness-probe-missing';
import { restartPolicy } from './pod-template/restart-policy';
import { maxUnavailableIgnored } from './rollout/max-unavailable-ignored';
import { maxUnavailableOrdered } from './rollout/max-unavailable-ordered';
import { maxUnavailableRoundsDown } from './rollout/max-unavailable-rounds-down';
import { partitionLeftBehind } from './rollout/partition-left-behind';
import { partitionNotBelowReplicas } from './rollout/partition-not-below-replicas';
import { recreateStrategyUnavailable } from './rollout/recreate-strategy-unavailable';
import { revisionHistoryNegative } from './rollout/revision-history-negative';
import { revisionHistoryZero } from './rollout/revision-history-zero';
import { updateOnDelete } from './rollout/update-on-delete';
import type { Rule } from './rule';
import { headlessPortRemapped } from './service/headless-port-remapped';
import { headlessServiceType } from './service/headless-service-type';
import { headlessSessionAffinity } from './service/headless-session-affinity';
import { podNameServiceOutOfRange } from './service/pod-name-out-of-range';
import { targetPortProtocol } from './service/target-port-protocol';
import { targetPortUndeclared } from './service/target-port-undeclared';
import { peersNeedUnreadyAddresses } from './start-up/peers-need-unready-addresses';
import { unreadyAnnotationIgnored } from './start-up/unready-annotation-ignored';
import { claimSharedByReplicas } from './storage/claim-shared-by-replicas';
import { claimTemplateDuplicate } from './storage/claim-template-duplicate';
import { claimTemplateIncomplete } from './storage/claim-template-incomplete';
import { claimTemplateUnmounted } from './storage/claim-template-unmounted';
import { scaleDownDeletesData } from './storage/scale-down-deletes-data';
import { setDeletionDeletesData } from './storage/set-deletion-deletes-data';
import { volumeMountUnknown } from './storage/volume-mount-unknown';
import { volumeShadowedByClaim } from './storage/volume-shadowed-by-claim';
import { unusedSuppression } from './suppression/unused-suppression';
import { clusterIpChanged } from './update-guard/cluster-ip-changed';
import { clusterIpRemovalIgnored } from './update-guard/cluster-ip-removal-ignored';
import { immutableFieldChanged } from './update-guard/immutable-field-changed';
import { startOrdinalChanged } from './update-guard/start-ordinal-changed';
import { yamlSyntax } from './yaml/yaml-syntax';

/** Every rule, in the order of the documentation. To add one, write its file and name it here. */
export const RULES: readonly Rule[] = [
  governingServiceMissing,
  governingServiceNotHeadless,
  governingServiceExternalName,
  governingServiceSelectsOtherPods,
  governingServiceInOtherNamespace,
  governingServiceUnstated,
  serviceNameInvalid,
  dnsOrdinalOutOfRange,
  dnsUnknownService,
  dnsServiceNotGoverning,
  dnsWrongNamespace,
  dnsClusterDomainDiffers,
  peersNeedUnreadyAddresses,
  unreadyAnnotationIgnored,
  headlessServiceType,
  headlessSessionAffinity,
  headlessPortRemapped,
  targetPortUndeclared,
  targetPortProtocol,
  podNameServiceOutOfRange,
  hostNetworkDnsPolicy,
  podHostnameOverridden,
  hostnameFqdnTooLong,
  restartPolicy,
  activeDeadline,
  gracePeriodZero,
  readinessProbeMissing,
  probePortUndeclared,
  nameTooLong,
  nameInvalid,
  reservedLabel,
  selectorMissing,
  selectorDoesNotMatch,
  selectorOverlaps,
  claimTemplateVersionLabel,
  claimNameCollision,
  antiAffinityMatchesNothing,
  partitionNotBelowReplicas,
  partitionLeftBehind,
  updateOnDelete,
  maxUnavailableIgnored,
  maxUnavailableRoundsDown,
  maxUnavailableOrdered,
  revisionHistoryZero,
  revisionHistoryNegative,
  recreateStrategyUnavailable,
  claimTemplateUnmounted,
  volumeMountUnknown,
  volumeShadowedByClaim,
  claimTemplateDuplicate,
  claimTemplateIncomplete,
  claimSharedByReplicas,
  scaleDownDeletesData,
  setDeletionDeletesData,
  disruptionBudgetBlocksDrains,
  autoscalerOwnsReplicas,
  immutableFieldChanged,
  clusterIpChanged,
  clusterIpRemovalIgnored,
  startOrdinalChanged,
  apiVersionUnserved,
  unknownField,
  wrongType,
  requiredFieldMissing,
  invalidValue,
  duplicateKey,
  yamlSyntax,
  unusedSuppression,
];
