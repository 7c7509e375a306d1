// Made by `npm run api-table`: change that script, not this file.

/** The release of the Kubernetes API that the table stands for. */
export const API_RELEASE = '1.36';

/** The type of each object that the table describes, by `apiVersion kind`. */
export const OBJECT_TYPES: Readonly<Record<string, string>> = {
  'apps/v1 StatefulSet': 'StatefulSet',
  'v1 Service': 'Service',
  'v1 PersistentVolumeClaim': 'PersistentVolumeClaim',
  'policy/v1 PodDisruptionBudget': 'PodDisruptionBudget',
  'autoscaling/v2 HorizontalPodAutoscaler': 'V2HorizontalPodAutoscaler',
  'autoscaling/v1 HorizontalPodAutoscaler': 'V1HorizontalPodAutoscaler',
  'apps/v1 Deployment': 'Deployment',
  'apps/v1 DaemonSet': 'DaemonSet',
  'apps/v1 ReplicaSet': 'ReplicaSet',
  'v1 ReplicationController': 'ReplicationController',
  'batch/v1 Job': 'Job',
  'batch/v1 CronJob': 'CronJob',
  'v1 Pod': 'Pod',
  'v1 ConfigMap': 'ConfigMap',
};

/**
 * A line for each type: its name, then its fields, each as `name`, `!` where it is required, `:` and its type unless
 * that is a string, `=` and its values where they are a closed list. Types: `i` and `l` whole numbers of 32 and 64 bits,
 * `b` boolean, `q` quantity, `p` number or string, `t` time, `y` base64, `s` string, `o` anything, `[]` list of,
 * `{}` map of, else the name of a type.
 */
export const API_TYPES = `
AWSElasticBlockStoreVolumeSource fsType partition:i readOnly:b volumeID!
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
AppArmorProfile localhostProfile type!=Localhost|RuntimeDefault|Unconfined
AzureDiskVolumeSource cachingMode diskName! diskURI! fsType kind readOnly:b
AzureFileVolumeSource readOnly:b secretName! shareName!
CSIVolumeSource driver! fsType nodePublishSecretRef:LocalObjectReference readOnly:b volumeAttributes:{}s
Capabilities add:[]s drop:[]s
CephFSVolumeSource monitors!:[]s path readOnly:b secretFile secretRef:LocalObjectReference user
CinderVolumeSource fsType readOnly:b secretRef:LocalObjectReference volumeID!
ClientIPConfig timeoutSeconds:i
ClusterTrustBundleProjection labelSelector:LabelSelector name optional:b path! signerName
ConfigMap apiVersion binaryData:{}y data:{}s immutable:b kind metadata:ObjectMeta
ConfigMapEnvSource name! optional:b
ConfigMapKeySelector key! name! optional:b
ConfigMapProjection items:[]KeyToPath name! optional:b
ConfigMapVolumeSource defaultMode:i items:[]KeyToPath name! optional:b
Container args:[]s command:[]s env:[]EnvVar envFrom:[]EnvFromSource image imagePullPolicy=Always|Never|IfNotPresent lifecycle:Lifecycle livenessProbe:Probe name! ports:[]ContainerPort readinessProbe:Probe resizePolicy:[]ContainerResizePolicy resources:ResourceRequirements restartPolicy=Always|OnFailure|Never restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b terminationMessagePath terminationMessagePolicy=File|FallbackToLogsOnError tty:b volumeDevices:[]VolumeDevice volumeMounts:[]VolumeMount workingDir
ContainerPort containerPort!:i hostIP hostPort:i name protocol=TCP|UDP|SCTP
ContainerResizePolicy resourceName! restartPolicy!
ContainerResourceMetricSource container! name! target!:MetricTarget
ContainerRestartRule action! exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes operator! values:[]i
CronJob apiVersion kind metadata:ObjectMeta spec!:CronJobSpec status:o
CronJobSpec concurrencyPolicy=Allow|Forbid|Replace failedJobsHistoryLimit:i jobTemplate!:JobTemplateSpec schedule! startingDeadlineSeconds:l successfulJobsHistoryLimit:i suspend:b timeZone
DaemonSet apiVersion kind metadata:ObjectMeta spec:DaemonSetSpec status:o
DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i selector!:LabelSelector template!:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type=RollingUpdate|OnDelete
Deployment apiVersion kind metadata:ObjectMeta spec:DeploymentSpec status:o
DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i replicas:i revisionHistoryLimit:i selector!:LabelSelector strategy:DeploymentStrategy template!:PodTemplateSpec
DeploymentStrategy rollingUpdate:RollingUpdateDeployment type=RollingUpdate|Recreate
DownwardAPIProjection items:[]DownwardAPIVolumeFile
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode:i path! resourceFieldRef:ResourceFieldSelector
DownwardAPIVolumeSource defaultMode:i items:[]DownwardAPIVolumeFile
EmptyDirVolumeSource medium sizeLimit:q
EnvFromSource configMapRef:ConfigMapEnvSource prefix secretRef:SecretEnvSource
EnvVar name! value valueFrom:EnvVarSource
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
EphemeralContainer args:[]s command:[]s env:[]EnvVar envFrom:[]EnvFromSource image imagePullPolicy lifecycle:Lifecycle livenessProbe:Probe name! ports:[]ContainerPort readinessProbe:Probe resizePolicy:[]ContainerResizePolicy resources:ResourceRequirements restartPolicy restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b targetContainerName terminationMessagePath terminationMessagePolicy tty:b volumeDevices:[]VolumeDevice volumeMounts:[]VolumeMount workingDir
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
ExecAction command!:[]s
ExternalMetricSource metric!:MetricIdentifier target!:MetricTarget
FCVolumeSource fsType lun:i readOnly:b targetWWNs:[]s wwids:[]s
FileKeySelector key! optional:b path! volumeName!
FlexVolumeSource driver! fsType options:{}s readOnly:b secretRef:LocalObjectReference
FlockerVolumeSource datasetName datasetUUID
GCEPersistentDiskVolumeSource fsType partition:i pdName! readOnly:b
GRPCAction port!:i service
GitRepoVolumeSource directory repository! revision
GlusterfsVolumeSource endpoints! path! readOnly:b
HPAScalingPolicy periodSeconds!:i type!=Pods|Percent value!:i
HPAScalingRules policies:[]HPAScalingPolicy selectPolicy=Max|Min|Disabled stabilizationWindowSeconds:i tolerance:q
HTTPGetAction host httpHeaders:[]HTTPHeader path port!:p scheme=HTTP|HTTPS
HTTPHeader name! value
HorizontalPodAutoscalerBehavior scaleDown:HPAScalingRules scaleUp:HPAScalingRules
HostAlias hostnames:[]s ip!
HostPathVolumeSource path! type=DirectoryOrCreate|Directory|FileOrCreate|File|Socket|CharDevice|BlockDevice
ISCSIVolumeSource chapAuthDiscovery:b chapAuthSession:b fsType initiatorName iqn! iscsiInterface lun:i portals:[]s readOnly:b secretRef:LocalObjectReference targetPortal!
ImageVolumeSource pullPolicy=Always|Never|IfNotPresent reference
Job apiVersion kind metadata:ObjectMeta spec:JobSpec status:o
JobSpec activeDeadlineSeconds:l backoffLimit:i backoffLimitPerIndex:i completionMode=NonIndexed|Indexed completions:i managedBy manualSelector:b maxFailedIndexes:i parallelism:i podFailurePolicy:PodFailurePolicy podReplacementPolicy=TerminatingOrFailed|Failed selector:LabelSelector successPolicy:SuccessPolicy suspend:b template!:PodTemplateSpec ttlSecondsAfterFinished:i
JobTemplateSpec metadata:ObjectMeta spec:JobSpec
KeyToPath key! mode:i path!
LabelSelector matchExpressions:[]LabelSelectorRequirement matchLabels:{}s
LabelSelectorRequirement key! operator!=In|NotIn|Exists|DoesNotExist values:[]s
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
LocalObjectReference name
MetricIdentifier name! selector:LabelSelector
MetricSpec containerResource:ContainerResourceMetricSource external:ExternalMetricSource object:ObjectMetricSource pods:PodsMetricSource resource:ResourceMetricSource type!=ContainerResource|External|Object|Pods|Resource
MetricTarget averageUtilization:i averageValue:q type!=Utilization|Value|AverageValue value:q
NFSVolumeSource path! readOnly:b server!
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
NodeSelector nodeSelectorTerms!:[]NodeSelectorTerm
NodeSelectorRequirement key! operator!=In|NotIn|Exists|DoesNotExist|Gt|Lt values:[]s
NodeSelectorTerm matchExpressions:[]NodeSelectorRequirement matchFields:[]NodeSelectorRequirement
ObjectFieldSelector apiVersion fieldPath!
ObjectMeta annotations:{}s creationTimestamp:t deletionGracePeriodSeconds:l deletionTimestamp:t finalizers:[]s generateName generation:l labels:{}s managedFields:o name namespace ownerReferences:[]OwnerReference resourceVersion selfLink uid
ObjectMetricSource describedObject!:V2CrossVersionObjectReference metric!:MetricIdentifier target!:MetricTarget
OwnerReference apiVersion! blockOwnerDeletion:b controller:b kind! name! uid!
PersistentVolumeClaim apiVersion kind metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:o
PersistentVolumeClaimSpec accessModes:[]s=ReadWriteOnce|ReadOnlyMany|ReadWriteMany|ReadWriteOncePod dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:LabelSelector storageClassName volumeAttributesClassName volumeMode=Filesystem|Block volumeName
PersistentVolumeClaimTemplate metadata:ObjectMeta spec!:PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource claimName! readOnly:b
PhotonPersistentDiskVolumeSource fsType pdID!
Pod apiVersion kind metadata:ObjectMeta spec:PodSpec status:o
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm
PodAffinityTerm labelSelector:LabelSelector matchLabelKeys:[]s mismatchLabelKeys:[]s namespaceSelector:LabelSelector namespaces:[]s topologyKey!
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm
PodCertificateProjection certificateChainPath credentialBundlePath keyPath keyType! maxExpirationSeconds:i signerName! userAnnotations:{}s
PodDNSConfig nameservers:[]s options:[]PodDNSConfigOption searches:[]s
PodDNSConfigOption name! value
PodDisruptionBudget apiVersion kind metadata:ObjectMeta spec:PodDisruptionBudgetSpec status:o
PodDisruptionBudgetSpec maxUnavailable:p minAvailable:p selector:LabelSelector unhealthyPodEvictionPolicy=IfHealthyBudget|AlwaysAllow
PodFailurePolicy rules!:[]PodFailurePolicyRule
PodFailurePolicyOnExitCodesRequirement containerName operator! values!:[]i
PodFailurePolicyOnPodConditionsPattern status type!
PodFailurePolicyRule action! onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:[]PodFailurePolicyOnPodConditionsPattern
PodOS name!=linux|windows
PodReadinessGate conditionType!
PodResourceClaim name! resourceClaimName resourceClaimTemplateName
PodSchedulingGate name!
PodSchedulingGroup podGroupName
PodSecurityContext appArmorProfile:AppArmorProfile fsGroup:l fsGroupChangePolicy=OnRootMismatch|Always runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxChangePolicy=MountOption|Recursive seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[]l supplementalGroupsPolicy=Merge|Strict sysctls:[]Sysctl windowsOptions:WindowsSecurityContextOptions
PodSpec activeDeadlineSeconds:l affinity:Affinity automountServiceAccountToken:b containers!:[]Container dnsConfig:PodDNSConfig dnsPolicy=ClusterFirst|ClusterFirstWithHostNet|Default|None enableServiceLinks:b ephemeralContainers:[]EphemeralContainer hostAliases:[]HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname hostnameOverride imagePullSecrets:[]LocalObjectReference initContainers:[]Container nodeName nodeSelector:{}s os:PodOS overhead:{}q preemptionPolicy=Never|PreemptLowerPriority priority:i priorityClassName readinessGates:[]PodReadinessGate resourceClaims:[]PodResourceClaim resources:ResourceRequirements restartPolicy=Always|OnFailure|Never runtimeClassName schedulerName schedulingGates:[]PodSchedulingGate schedulingGroup:PodSchedulingGroup securityContext:PodSecurityContext serviceAccount serviceAccountName setHostnameAsFQDN:b shareProcessNamespace:b subdomain terminationGracePeriodSeconds:l tolerations:[]Toleration topologySpreadConstraints:[]TopologySpreadConstraint volumes:[]Volume
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
PodsMetricSource metric!:MetricIdentifier target!:MetricTarget
PortworxVolumeSource fsType readOnly:b volumeID!
PreferredSchedulingTerm preference:NodeSelectorTerm weight!:i
Probe exec:ExecAction failureThreshold:i grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:TCPSocketAction terminationGracePeriodSeconds:l timeoutSeconds:i
ProjectedVolumeSource defaultMode:i sources:[]VolumeProjection
QuobyteVolumeSource group readOnly:b registry! tenant user volume!
RBDVolumeSource fsType image! keyring monitors!:[]s pool readOnly:b secretRef:LocalObjectReference user
ReplicaSet apiVersion kind metadata:ObjectMeta spec:ReplicaSetSpec status:o
ReplicaSetSpec minReadySeconds:i replicas:i selector!:LabelSelector template:PodTemplateSpec
ReplicationController apiVersion kind metadata:ObjectMeta spec:ReplicationControllerSpec status:o
ReplicationControllerSpec minReadySeconds:i replicas:i selector:{}s template:PodTemplateSpec
ResourceClaim name! request
ResourceFieldSelector containerName divisor:q resource!
ResourceMetricSource name! target!:MetricTarget
ResourceRequirements claims:[]ResourceClaim limits:{}q requests:{}q
RollingUpdateDaemonSet maxSurge:p maxUnavailable:p
RollingUpdateDeployment maxSurge:p maxUnavailable:p
RollingUpdateStatefulSetStrategy maxUnavailable:p partition:i
SELinuxOptions level role type user
ScaleIOVolumeSource fsType gateway! protectionDomain readOnly:b secretRef!:LocalObjectReference sslEnabled:b storageMode storagePool system! volumeName
SeccompProfile localhostProfile type!=Localhost|RuntimeDefault|Unconfined
SecretEnvSource name! optional:b
SecretKeySelector key! name! optional:b
SecretProjection items:[]KeyToPath name! optional:b
SecretVolumeSource defaultMode:i items:[]KeyToPath optional:b secretName!
SecurityContext allowPrivilegeEscalation:b appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:b procMount readOnlyRootFilesystem:b runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
Service apiVersion kind metadata:ObjectMeta spec:ServiceSpec status:o
ServiceAccountTokenProjection audience expirationSeconds:l path!
ServicePort appProtocol name nodePort:i port!:i protocol=TCP|UDP|SCTP targetPort:p
ServiceSpec allocateLoadBalancerNodePorts:b clusterIP clusterIPs:[]s externalIPs:[]s externalName externalTrafficPolicy=Cluster|Local healthCheckNodePort:i internalTrafficPolicy=Cluster|Local ipFamilies:[]s=IPv4|IPv6 ipFamilyPolicy=SingleStack|PreferDualStack|RequireDualStack loadBalancerClass loadBalancerIP loadBalancerSourceRanges:[]s ports:[]ServicePort publishNotReadyAddresses:b selector:{}s sessionAffinity=None|ClientIP sessionAffinityConfig:SessionAffinityConfig trafficDistribution=PreferClose|PreferSameZone|PreferSameNode type=ClusterIP|NodePort|LoadBalancer|ExternalName
SessionAffinityConfig clientIP:ClientIPConfig
SleepAction seconds!:l
StatefulSet apiVersion kind metadata:ObjectMeta spec:StatefulSetSpec status:o
StatefulSetOrdinals start:i
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted=Retain|Delete whenScaled=Retain|Delete
StatefulSetSpec minReadySeconds:i ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy=OrderedReady|Parallel replicas:i revisionHistoryLimit:i selector!:LabelSelector serviceName template!:PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[]PersistentVolumeClaim
StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type=RollingUpdate|OnDelete
StorageOSVolumeSource fsType readOnly:b secretRef:LocalObjectReference volumeName volumeNamespace
SuccessPolicy rules!:[]SuccessPolicyRule
SuccessPolicyRule succeededCount:i succeededIndexes
Sysctl name! value
TCPSocketAction host port!:p
Toleration effect=NoSchedule|PreferNoSchedule|NoExecute key operator=Exists|Equal|Lt|Gt tolerationSeconds:l value
TopologySpreadConstraint labelSelector:LabelSelector matchLabelKeys:[]s maxSkew!:i minDomains:i nodeAffinityPolicy=Honor|Ignore nodeTaintsPolicy=Honor|Ignore topologyKey! whenUnsatisfiable!=DoNotSchedule|ScheduleAnyway
TypedLocalObjectReference apiGroup kind! name!
TypedObjectReference apiGroup kind! name! namespace
V1CrossVersionObjectReference apiVersion kind! name!
V1HorizontalPodAutoscaler apiVersion kind metadata:ObjectMeta spec!:V1HorizontalPodAutoscalerSpec status:o
V1HorizontalPodAutoscalerSpec maxReplicas!:i minReplicas:i scaleTargetRef!:V1CrossVersionObjectReference targetCPUUtilizationPercentage:i
V2CrossVersionObjectReference apiVersion kind! name!
V2HorizontalPodAutoscaler apiVersion kind metadata:ObjectMeta spec!:V2HorizontalPodAutoscalerSpec status:o
V2HorizontalPodAutoscalerSpec behavior:HorizontalPodAutoscalerBehavior maxReplicas!:i metrics:[]MetricSpec minReplicas:i scaleTargetRef!:V2CrossVersionObjectReference
Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource name! nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource
VolumeDevice devicePath! name!
VolumeMount mountPath! mountPropagation=None|HostToContainer|Bidirectional name! readOnly:b recursiveReadOnly=Disabled|IfPossible|Enabled subPath subPathExpr
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
VolumeResourceRequirements limits:{}q requests:{}q
VsphereVirtualDiskVolumeSource fsType storagePolicyID storagePolicyName volumePath!
WeightedPodAffinityTerm podAffinityTerm!:PodAffinityTerm weight!:i
WindowsSecurityContextOptions gmsaCredentialSpec gmsaCredentialSpecName hostProcess:b runAsUserName
`;
