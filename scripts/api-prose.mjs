// What the Kubernetes API says of its fields only in prose, which the types of @kubernetes/client-node leave out.

/** Closed lists of values. Each value must stand in the field's own documentation, or the table cannot be made. */
const closed = {
  'AppArmorProfile.type': ['Localhost', 'RuntimeDefault', 'Unconfined'],
  'Container.imagePullPolicy': ['Always', 'Never', 'IfNotPresent'],
  'Container.terminationMessagePolicy': ['File', 'FallbackToLogsOnError'],
  'ContainerPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'CronJobSpec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
  'DaemonSetUpdateStrategy.type': ['RollingUpdate', 'OnDelete'],
  'DeploymentStrategy.type': ['RollingUpdate', 'Recreate'],
  'ImageVolumeSource.pullPolicy': ['Always', 'Never', 'IfNotPresent'],
  'JobSpec.completionMode': ['NonIndexed', 'Indexed'],
  'JobSpec.podReplacementPolicy': ['TerminatingOrFailed', 'Failed'],
  'LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'MetricSpec.type': ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'],
  'MetricTarget.type': ['Utilization', 'Value', 'AverageValue'],
  'NodeSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': ['IfHealthyBudget', 'AlwaysAllow'],
  'PodOS.name': ['linux', 'windows'],
  'PodSecurityContext.fsGroupChangePolicy': ['OnRootMismatch', 'Always'],
  'PodSecurityContext.seLinuxChangePolicy': ['MountOption', 'Recursive'],
  'PodSecurityContext.supplementalGroupsPolicy': ['Merge', 'Strict'],
  'PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'PodSpec.preemptionPolicy': ['Never', 'PreemptLowerPriority'],
  'PodSpec.restartPolicy': ['Always', 'OnFailure', 'Never'],
  'SeccompProfile.type': ['Localhost', 'RuntimeDefault', 'Unconfined'],
  'ServicePort.protocol': ['TCP', 'UDP', 'SCTP'],
  'ServiceSpec.internalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.externalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.ipFamilies': ['IPv4', 'IPv6'],
  'ServiceSpec.ipFamilyPolicy': ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  'ServiceSpec.sessionAffinity': ['None', 'ClientIP'],
  'ServiceSpec.type': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': ['Retain', 'Delete'],
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': ['Retain', 'Delete'],
  'StatefulSetSpec.podManagementPolicy': ['OrderedReady', 'Parallel'],
  'Toleration.effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'Toleration.operator': ['Exists', 'Equal', 'Lt', 'Gt'],
  'TopologySpreadConstraint.nodeAffinityPolicy': ['Honor', 'Ignore'],
  'TopologySpreadConstraint.nodeTaintsPolicy': ['Honor', 'Ignore'],
  'TopologySpreadConstraint.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'VolumeMount.recursiveReadOnly': ['Disabled', 'IfPossible', 'Enabled'],
};

/** Closed lists that the documentation of the field does not spell out; the API server checks them all the same. */
const unspelled = {
  // kubernetes.io, Persistent Volumes, "Access Modes" and "Volume Mode"
  'PersistentVolumeClaimSpec.accessModes': ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
  'PersistentVolumeClaimSpec.volumeMode': ['Filesystem', 'Block'],
  // kubernetes.io, StatefulSets, "Update strategies"
  'StatefulSetUpdateStrategy.type': ['RollingUpdate', 'OnDelete'],
  // kubernetes.io, Pod Lifecycle, "Individual container restart policy and rules"
  'Container.restartPolicy': ['Always', 'OnFailure', 'Never'],
  // kubernetes.io, Configure Liveness, Readiness and Startup Probes, "HTTP probes"
  'HTTPGetAction.scheme': ['HTTP', 'HTTPS'],
  // kubernetes.io, Horizontal Pod Autoscaling, "Scaling policies"
  'HPAScalingPolicy.type': ['Pods', 'Percent'],
  'HPAScalingRules.selectPolicy': ['Max', 'Min', 'Disabled'],
  // kubernetes.io, Service, "Traffic distribution"
  'ServiceSpec.trafficDistribution': ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
  // kubernetes.io, Volumes, "hostPath volume types"
  'HostPathVolumeSource.type': [
    'DirectoryOrCreate',
    'Directory',
    'FileOrCreate',
    'File',
    'Socket',
    'CharDevice',
    'BlockDevice',
  ],
  // kubernetes.io, Volumes, "Mount propagation"
  'VolumeMount.mountPropagation': ['None', 'HostToContainer', 'Bidirectional'],
};

/** Quantities, which the package takes for plain strings. */
const quantities = new Set([
  'ResourceRequirements.limits',
  'ResourceRequirements.requests',
  'VolumeResourceRequirements.limits',
  'VolumeResourceRequirements.requests',
  'PodSpec.overhead',
  'ResourceFieldSelector.divisor',
  'EmptyDirVolumeSource.sizeLimit',
  'MetricTarget.averageValue',
  'MetricTarget.value',
  'HPAScalingRules.tolerance',
]);

/** Declared as required because their type in Go has no pointer; the API server takes the zero value for an answer. */
const optional = new Set([
  'HTTPHeader.value',
  'ISCSIVolumeSource.lun',
  'PreferredSchedulingTerm.preference',
  'Sysctl.value',
]);

/** Declared as optional, and refused by the API server where they are absent. */
const required = new Set([
  'ConfigMapEnvSource.name',
  'ConfigMapKeySelector.name',
  'ConfigMapProjection.name',
  'ConfigMapVolumeSource.name',
  'ExecAction.command',
  'PodDNSConfigOption.name',
  'SecretEnvSource.name',
  'SecretKeySelector.name',
  'SecretProjection.name',
  'SecretVolumeSource.secretName',
]);

const asked = new Set();

/**
 * The values that a field is limited to, if any. Throws where the field's documentation no longer names one of them.
 * @param {string} field `Type.field`
 * @param {string} prose
 */
export function closedValues(field, prose) {
  asked.add(field);
  const missing = closed[field]?.filter((value) => !new RegExp(`\\b${value}\\b`).test(prose));
  if (missing?.length > 0) throw new Error(`${field} is not said to take ${missing.join(', ')}: ${prose}`);
  return closed[field] ?? unspelled[field];
}

/** @param {string} field */
export function isQuantity(field) {
  return quantities.has(field);
}

/** @param {string} field @param {boolean} declared */
export function isRequired(field, declared) {
  return required.has(field) || (declared && !optional.has(field));
}

/** The fields named here that the table does not have. */
export function unknownFields() {
  return [...Object.keys(closed), ...Object.keys(unspelled), ...quantities, ...optional, ...required].filter(
    (field) => !asked.has(field),
  );
}
