import { governingServiceExternalName } from './governing-service/external-name';
import { governingServiceInOtherNamespace } from './governing-service/in-other-namespace';
import { governingServiceMissing } from './governing-service/missing';
import { governingServiceNotHeadless } from './governing-service/not-headless';
import { governingServiceSelectsOtherPods } from './governing-service/selects-other-pods';
import { antiAffinityMatchesNothing } from './names-and-labels/anti-affinity-matches-nothing';
import { claimNameCollision } from './names-and-labels/claim-name-collision';
import { claimTemplateVersionLabel } from './names-and-labels/claim-template-version-label';
import { nameInvalid } from './names-and-labels/name-invalid';
import { nameTooLong } from './names-and-labels/name-too-long';
import { reservedLabel } from './names-and-labels/reserved-label';
import { selectorDoesNotMatch } from './names-and-labels/selector-does-not-match';
import { selectorMissing } from './names-and-labels/selector-missing';
import { selectorOverlaps } from './names-and-labels/selector-overlaps';
import type { Rule } from './rule';
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
  nameTooLong,
  nameInvalid,
  reservedLabel,
  selectorMissing,
  selectorDoesNotMatch,
  selectorOverlaps,
  claimTemplateVersionLabel,
  claimNameCollision,
  antiAffinityMatchesNothing,
  immutableFieldChanged,
  clusterIpChanged,
  clusterIpRemovalIgnored,
  startOrdinalChanged,
  yamlSyntax,
  unusedSuppression,
];
