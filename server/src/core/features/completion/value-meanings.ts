/** What values mean, by type and field. */
export const VALUE_MEANINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'StatefulSetSpec.podManagementPolicy': {
    OrderedReady: 'Each Pod waits until the one before it is ready; removal goes the other way. The default.',
    Parallel: 'All Pods are created, and removed, at once. Updates still follow the strategy.',
  },
  'StatefulSetUpdateStrategy.type': {
    RollingUpdate: 'The controller replaces Pods from the highest down. The default.',
    OnDelete: 'A Pod gets the new template when somebody deletes it.',
  },
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': {
    Retain: 'Claims stay, and a new set of the same name takes them up again. The default.',
    Delete: 'Claims are deleted with the set, and their data with them.',
  },
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': {
    Retain: 'Claims stay until the Pods come back. The default.',
    Delete: 'A claim is deleted with its Pod, and its data with it.',
  },
  'PersistentVolumeClaimSpec.accessModes': {
    ReadWriteOnce: 'Used from one node at a time.',
    ReadWriteOncePod: 'Used by one Pod at a time.',
    ReadWriteMany: 'Used from many nodes at once.',
    ReadOnlyMany: 'Read from many nodes at once.',
  },
  'PersistentVolumeClaimSpec.volumeMode': {
    Filesystem: 'Mounted as a directory, with volumeMounts. The default.',
    Block: 'A bare device, with volumeDevices.',
  },
  'ServiceSpec.type': {
    ClusterIP: 'Reached from inside of the cluster. The default.',
    NodePort: 'Reached on a port of every node too.',
    LoadBalancer: 'Reached through a load balancer from outside too.',
    ExternalName: 'An alias of a name outside; it has no Pods and gives none a name.',
  },
  'ServiceSpec.publishNotReadyAddresses': {
    true: 'A name resolves as soon as its Pod has an address.',
    false: 'A name resolves while its Pod is ready. The default.',
  },
  'ServiceSpec.externalTrafficPolicy': {
    Cluster: 'Any Pod answers, seen from the address of a node. The default.',
    Local: "Only Pods of the node answer, and see the client's address.",
  },
  'ServiceSpec.internalTrafficPolicy': {
    Cluster: 'Any Pod answers. The default.',
    Local: 'Only Pods of the same node answer, if there are any.',
  },
  'ServiceSpec.ipFamilyPolicy': {
    SingleStack: 'One address, of the first family. The default.',
    PreferDualStack: 'Addresses of both families where the cluster has them.',
    RequireDualStack: 'Addresses of both families, or none.',
  },
  'ServiceSpec.trafficDistribution': {
    PreferClose: 'Pods of the same zone first.',
    PreferSameZone: 'Pods of the same zone first.',
    PreferSameNode: 'Pods of the same node first.',
  },
  'VolumeMount.mountPropagation': {
    None: 'Mounts made later are not seen. The default.',
    HostToContainer: 'Mounts that the node makes later beneath it are seen.',
    Bidirectional: 'Mounts made later are seen on both sides; for privileged containers.',
  },
  'VolumeMount.readOnly': { true: 'The container may only read.', false: 'It may write too. The default.' },
  'VolumeMount.recursiveReadOnly': {
    Disabled: 'Mounts beneath may be written. The default.',
    IfPossible: 'Mounts beneath are read-only where the node can do that.',
    Enabled: 'Mounts beneath are read-only, or the Pod does not start.',
  },
  'PodSpec.hostNetwork': {
    true: 'On the network of the node: names of the cluster need dnsPolicy ClusterFirstWithHostNet.',
    false: 'On a network of its own. The default.',
  },
  'PodSpec.setHostnameAsFQDN': {
    true: 'The host name in the container is the full name in DNS, of at most 64 characters.',
    false: "The host name in the container is the Pod's name. The default.",
  },
  'ServiceSpec.clusterIP': { None: 'Headless: DNS answers with the addresses of the Pods.' },
  'ServiceSpec.sessionAffinity': {
    None: 'Any Pod answers. The default.',
    ClientIP: 'One client address, one Pod.',
  },
  'PodSpec.dnsPolicy': {
    ClusterFirst: "Names of the cluster first, then the node's resolver. The default.",
    ClusterFirstWithHostNet: 'The same for Pods on the network of the node.',
    Default: "The node's resolver only: no names of the cluster.",
    None: 'Only what dnsConfig says.',
  },
  'PodSpec.restartPolicy': {
    Always: 'The only one that a StatefulSet allows.',
    OnFailure: 'For Jobs.',
    Never: 'For Jobs.',
  },
  'Container.imagePullPolicy': {
    IfNotPresent: 'Only where the node lacks it. The default, but for the tag latest.',
    Always: 'At every start of the container.',
    Never: 'The node must have it.',
  },
  'LabelSelectorRequirement.operator': {
    In: 'The value is one of these.',
    NotIn: 'The value is none of these, or there is no such label.',
    Exists: 'There is such a label.',
    DoesNotExist: 'There is no such label.',
  },
  'PodSecurityContext.fsGroupChangePolicy': {
    OnRootMismatch: 'Only where the topmost directory has another owner: much faster on large volumes.',
    Always: 'At every mount. The default.',
  },
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': {
    AlwaysAllow: 'Pods that are not ready can always be evicted, so a broken rollout does not block a drain.',
    IfHealthyBudget: 'Only while enough others are healthy. The default.',
  },
  'TopologySpreadConstraint.whenUnsatisfiable': {
    DoNotSchedule: 'The Pod stays Pending.',
    ScheduleAnyway: 'It goes where the difference is least.',
  },
  'ObjectFieldSelector.fieldPath': {
    'metadata.name': "The Pod's name: web-0.",
    'metadata.namespace': "The Pod's namespace.",
    "metadata.labels['apps.kubernetes.io/pod-index']": "The Pod's ordinal: 0.",
    'status.podIP': "The Pod's address.",
    'spec.nodeName': 'The node it runs on.',
  },
  'EmptyDirVolumeSource.medium': { Memory: "In memory, which counts as the container's." },
  'V2CrossVersionObjectReference.apiVersion': { 'apps/v1': 'Of StatefulSets and Deployments.' },
  'V2CrossVersionObjectReference.kind': {
    StatefulSet: 'Removes the Pod with the highest number first.',
    Deployment: 'Removes any Pod.',
  },
  'MetricSpec.type': { Resource: 'CPU or memory of the Pods.', Pods: 'A metric that each Pod has, on average.' },
  'PodAffinityTerm.topologyKey': {
    'kubernetes.io/hostname': 'One place is a node.',
    'topology.kubernetes.io/zone': 'One place is a zone.',
  },
  'TopologySpreadConstraint.topologyKey': {
    'topology.kubernetes.io/zone': 'One place is a zone.',
    'kubernetes.io/hostname': 'One place is a node.',
  },
};
