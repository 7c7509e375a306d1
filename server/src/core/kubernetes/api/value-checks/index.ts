import type { MapNode } from '../../../yaml/node';
import type { Check, Found } from './found';
import { requirement } from './labels';
import {
  container,
  envVar,
  envVarSource,
  envFromSource,
  hook,
  podSpec,
  probe,
  resources,
  securityContext,
  toleration,
  volume,
  volumeMount,
} from './pod';
import { serviceSpec } from './service';
import { statefulSetSpec } from './statefulset';
import { autoscaler, budget, claimSpec, deploymentSpec, deploymentStrategy, jobSpec, runsAlways } from './workload';

/** Checks of what the values of one map have to do with each other, by its type in the API. */
const CHECKS: Readonly<Record<string, Check>> = {
  Container: container,
  DaemonSetSpec: runsAlways,
  DeploymentSpec: deploymentSpec,
  DeploymentStrategy: deploymentStrategy,
  EnvFromSource: envFromSource,
  EnvVar: envVar,
  EnvVarSource: envVarSource,
  JobSpec: jobSpec,
  LabelSelectorRequirement: requirement,
  LifecycleHandler: hook,
  NodeSelectorRequirement: requirement,
  PersistentVolumeClaimSpec: claimSpec,
  PodDisruptionBudgetSpec: budget,
  PodSpec: podSpec,
  Probe: probe,
  ReplicaSetSpec: runsAlways,
  ReplicationControllerSpec: runsAlways,
  ResourceRequirements: resources,
  SecurityContext: securityContext,
  ServiceSpec: serviceSpec,
  StatefulSetSpec: statefulSetSpec,
  Toleration: toleration,
  V1HorizontalPodAutoscalerSpec: autoscaler,
  V2HorizontalPodAutoscalerSpec: autoscaler,
  Volume: volume,
  VolumeMount: volumeMount,
};

/** Looks at a map of that type; what is wrong with it is told to `found`. */
export function checkValues(type: string, map: MapNode, found: Found, kind: string): void {
  CHECKS[type]?.(map, found, kind);
}
