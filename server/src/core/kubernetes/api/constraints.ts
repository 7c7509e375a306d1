import type { Node, ScalarNode } from '../../yaml/node';
import {
  addressRange,
  annotationKey,
  base64,
  clusterIp,
  configMapKey,
  containerResource,
  cronJobName,
  envName,
  inside,
  ipAddress,
  label,
  labelKey,
  labelValue,
  percentage,
  podFieldPath,
  portName,
  quantity,
  relativePath,
  resourceName,
  schedule,
  searchDomain,
  subdomain,
} from './formats';

/**
 * What the API server's validation says of single values (`pkg/apis/core/validation`, `apps`, `autoscaling`, `batch`,
 * `policy`), by `Type.field`. What depends on several values stands in `value-checks/`.
 */
type Range = readonly [least: number, most: number];

const PORT: Range = [1, 65_535];
const COUNT: Range = [0, Infinity];
const POSITIVE: Range = [1, Infinity];
const MODE: Range = [0, 0o777];
const WEIGHT: Range = [1, 100];
const ID: Range = [0, 2 ** 31 - 1];

const RANGES: Readonly<Record<string, Range>> = {
  'ClientIPConfig.timeoutSeconds': [1, 86_400],
  'ConfigMapVolumeSource.defaultMode': MODE,
  'ContainerPort.containerPort': PORT,
  'ContainerPort.hostPort': PORT,
  'CronJobSpec.failedJobsHistoryLimit': COUNT,
  'CronJobSpec.startingDeadlineSeconds': COUNT,
  'CronJobSpec.successfulJobsHistoryLimit': COUNT,
  'DaemonSetSpec.minReadySeconds': COUNT,
  'DaemonSetSpec.revisionHistoryLimit': COUNT,
  'DeploymentSpec.minReadySeconds': COUNT,
  'DeploymentSpec.progressDeadlineSeconds': COUNT,
  'DeploymentSpec.replicas': COUNT,
  'DeploymentSpec.revisionHistoryLimit': COUNT,
  'DownwardAPIVolumeFile.mode': MODE,
  'DownwardAPIVolumeSource.defaultMode': MODE,
  'GRPCAction.port': PORT,
  'HPAScalingPolicy.periodSeconds': [1, 1800],
  'HPAScalingPolicy.value': POSITIVE,
  'HPAScalingRules.stabilizationWindowSeconds': [0, 3600],
  'HTTPGetAction.port': PORT,
  'JobSpec.activeDeadlineSeconds': COUNT,
  'JobSpec.backoffLimit': COUNT,
  'JobSpec.completions': COUNT,
  'JobSpec.parallelism': COUNT,
  'JobSpec.ttlSecondsAfterFinished': COUNT,
  'KeyToPath.mode': MODE,
  'MetricTarget.averageUtilization': POSITIVE,
  'PodSecurityContext.fsGroup': ID,
  'PodSecurityContext.runAsGroup': ID,
  'PodSecurityContext.runAsUser': ID,
  'PodSecurityContext.supplementalGroups': ID,
  'PodSpec.activeDeadlineSeconds': [1, 2 ** 31 - 1],
  'PreferredSchedulingTerm.weight': WEIGHT,
  'Probe.failureThreshold': COUNT,
  'Probe.initialDelaySeconds': COUNT,
  'Probe.periodSeconds': COUNT,
  'Probe.successThreshold': COUNT,
  'Probe.terminationGracePeriodSeconds': POSITIVE,
  'Probe.timeoutSeconds': COUNT,
  'ProjectedVolumeSource.defaultMode': MODE,
  'ResourceRequirements.limits': COUNT,
  'ResourceRequirements.requests': COUNT,
  'ReplicaSetSpec.minReadySeconds': COUNT,
  'ReplicaSetSpec.replicas': COUNT,
  'ReplicationControllerSpec.minReadySeconds': COUNT,
  'ReplicationControllerSpec.replicas': COUNT,
  'SecretVolumeSource.defaultMode': MODE,
  'SecurityContext.runAsGroup': ID,
  'SecurityContext.runAsUser': ID,
  'ServicePort.nodePort': PORT,
  'ServicePort.port': PORT,
  'ServicePort.targetPort': PORT,
  'TCPSocketAction.port': PORT,
  'TopologySpreadConstraint.maxSkew': POSITIVE,
  'TopologySpreadConstraint.minDomains': POSITIVE,
  'V1HorizontalPodAutoscalerSpec.maxReplicas': POSITIVE,
  'V1HorizontalPodAutoscalerSpec.minReplicas': COUNT,
  'V2HorizontalPodAutoscalerSpec.maxReplicas': POSITIVE,
  'V2HorizontalPodAutoscalerSpec.minReplicas': COUNT,
  'WeightedPodAffinityTerm.weight': WEIGHT,
  'PodDisruptionBudgetSpec.maxUnavailable': COUNT,
  'PodDisruptionBudgetSpec.minAvailable': COUNT,
  'RollingUpdateDaemonSet.maxSurge': COUNT,
  'RollingUpdateDaemonSet.maxUnavailable': COUNT,
  'RollingUpdateDeployment.maxSurge': COUNT,
  'RollingUpdateDeployment.maxUnavailable': COUNT,
};

/** Zero counts as absent, and is defaulted. */
const ZERO_IS_ABSENT = new Set(['ContainerPort.hostPort', 'ServicePort.nodePort', 'ServicePort.targetPort']);

const FORMATS: Readonly<Record<string, (text: string) => string | undefined>> = {
  'ConfigMap.binaryData': base64,
  'Container.name': label,
  'ContainerPort.name': portName,
  'CronJobSpec.schedule': schedule,
  'EnvVar.name': envName,
  'EphemeralContainer.name': label,
  'HTTPGetAction.port': portName,
  'HostAlias.hostnames': subdomain,
  'HostAlias.ip': ipAddress,
  'HostPathVolumeSource.path': inside,
  'KeyToPath.path': relativePath,
  'LabelSelector.matchLabels': labelValue,
  'LabelSelectorRequirement.key': labelKey,
  'LabelSelectorRequirement.values': labelValue,
  'NodeSelectorRequirement.key': labelKey,
  'ObjectFieldSelector.fieldPath': podFieldPath,
  'ObjectMeta.labels': labelValue,
  'ObjectMeta.namespace': label,
  'PersistentVolumeClaimSpec.storageClassName': subdomain,
  'PodAffinityTerm.topologyKey': labelKey,
  'PodDNSConfig.nameservers': ipAddress,
  'PodDNSConfig.searches': searchDomain,
  'PodDisruptionBudgetSpec.maxUnavailable': percentage,
  'PodDisruptionBudgetSpec.minAvailable': percentage,
  'PodSpec.hostname': label,
  'PodSpec.nodeSelector': labelValue,
  'PodSpec.overhead': quantity,
  'PodSpec.priorityClassName': subdomain,
  'PodSpec.runtimeClassName': subdomain,
  'PodSpec.serviceAccountName': subdomain,
  'PodSpec.subdomain': label,
  'ReplicationControllerSpec.selector': labelValue,
  'ResourceFieldSelector.divisor': quantity,
  'ResourceFieldSelector.resource': containerResource,
  'ResourceRequirements.limits': quantity,
  'ResourceRequirements.requests': quantity,
  'RollingUpdateDaemonSet.maxSurge': percentage,
  'RollingUpdateDaemonSet.maxUnavailable': percentage,
  'RollingUpdateDeployment.maxSurge': percentage,
  'RollingUpdateDeployment.maxUnavailable': percentage,
  'ServicePort.appProtocol': labelKey,
  'ServicePort.name': label,
  'ServicePort.targetPort': portName,
  'ServiceSpec.clusterIP': clusterIp,
  'ServiceSpec.clusterIPs': clusterIp,
  'ServiceSpec.externalIPs': ipAddress,
  'ServiceSpec.loadBalancerSourceRanges': addressRange,
  'ServiceSpec.selector': labelValue,
  'TCPSocketAction.port': portName,
  'Toleration.key': labelKey,
  'Toleration.value': labelValue,
  'Volume.name': label,
  'VolumeMount.subPath': relativePath,
  'VolumeResourceRequirements.limits': quantity,
  'VolumeResourceRequirements.requests': quantity,
  'EmptyDirVolumeSource.sizeLimit': quantity,
  'HPAScalingRules.tolerance': quantity,
  'MetricTarget.averageValue': quantity,
  'MetricTarget.value': quantity,
};

/** The keys of maps. */
const KEYS: Readonly<Record<string, (text: string) => string | undefined>> = {
  'ConfigMap.binaryData': configMapKey,
  'ConfigMap.data': configMapKey,
  'LabelSelector.matchLabels': labelKey,
  'ObjectMeta.annotations': annotationKey,
  'ObjectMeta.labels': labelKey,
  'PodSpec.nodeSelector': labelKey,
  'ReplicationControllerSpec.selector': labelKey,
  'ResourceRequirements.limits': resourceName,
  'ResourceRequirements.requests': resourceName,
  'ServiceSpec.selector': labelKey,
};

/** What `metadata.name` must be, by kind. Those of StatefulSets and Services are judged by version elsewhere. */
const NAMES: Readonly<Record<string, (text: string) => string | undefined>> = {
  ConfigMap: subdomain,
  CronJob: cronJobName,
  DaemonSet: subdomain,
  Deployment: subdomain,
  HorizontalPodAutoscaler: subdomain,
  Job: subdomain,
  PersistentVolumeClaim: subdomain,
  Pod: subdomain,
  PodDisruptionBudget: subdomain,
  ReplicaSet: subdomain,
  ReplicationController: subdomain,
};

export interface ValueProblem {
  readonly detail: string;
  /** Values that may have been meant, the likeliest first. */
  readonly candidates: readonly (string | number)[];
}

/** What is wrong with a value by itself; undefined where nothing is known to be. */
export function valueProblem(field: string, node: ScalarNode): ValueProblem | undefined {
  if (typeof node.value === 'number') {
    const detail = rangeProblem(field, node.value);
    return detail === undefined ? undefined : { detail, candidates: modeMeant(field, node) };
  }
  if (typeof node.value !== 'string') return undefined;
  const detail = node.value === '' || isWord(field, node.value) ? undefined : FORMATS[field]?.(node.value);
  return detail === undefined ? undefined : { detail, candidates: meant(field, node.value) };
}

/** Nobody writes a size without a digit: `teststorage` stands for one. */
function isWord(field: string, text: string): boolean {
  return FORMATS[field] === quantity && !/[0-9]/.test(text);
}

/** What is wrong with a key of a map. */
export function keyProblem(field: string, key: string): string | undefined {
  return KEYS[field]?.(key);
}

/** What is wrong with an object's name. */
export function nameProblem(kind: string, name: Node): string | undefined {
  return name.type === 'scalar' && typeof name.value === 'string' && name.value !== ''
    ? NAMES[kind]?.(name.value)
    : undefined;
}

function rangeProblem(field: string, value: number): string | undefined {
  const range = RANGES[field];
  if (range === undefined || (value === 0 && ZERO_IS_ABSENT.has(field))) return undefined;
  const [least, most] = range;
  if (value >= least && value <= most) return undefined;
  if (range === MODE) return `must be between 0 and 0777 (octal), which is ${most}`;
  return most === Infinity ? `must be at least ${least}` : `must be between ${least} and ${most}`;
}

/** `755` for `0755`: digits that are permissions once a zero says that they are octal. */
function modeMeant(field: string, { text }: ScalarNode): readonly number[] {
  return RANGES[field] === MODE && /^[0-7]{3}$/.test(text) ? [Number.parseInt(text, 8)] : [];
}

function meant(field: string, text: string): readonly (string | number)[] {
  const format = FORMATS[field];
  const range = RANGES[field];
  // A number in quotes is a string, and a port's name has letters.
  if (range !== undefined && /^[0-9]{1,9}$/.test(text))
    return rangeProblem(field, Number(text)) === undefined ? [Number(text)] : [];
  if (format === quantity) return quantitiesMeant(text);
  if (format === clusterIp && text.toLowerCase() === 'none') return ['None'];
  return [text.trim(), text.trim().toLowerCase()]
    .filter((other) => other !== text && other !== '' && format?.(other) === undefined)
    .slice(0, 1);
}

/** `10GB`, `512mb`, `2 Gi`: units as people write them elsewhere. */
function quantitiesMeant(text: string): readonly string[] {
  const [, number = '', letter = '', binary] =
    /^([0-9]+(?:\.[0-9]+)?)\s*([kKmMgGtTpP])([iI])?(?:[bB](?:ytes?)?)?$/.exec(text.trim()) ?? [];
  if (number === '') return [];
  const unit = letter.toUpperCase();
  const decimal = unit === 'K' ? 'k' : unit;
  return binary === undefined ? [`${number}${unit}i`, `${number}${decimal}`] : [`${number}${unit}i`];
}
