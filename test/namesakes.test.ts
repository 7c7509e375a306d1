import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { occurrencesOf } from '../server/src/core/workspace/occurrences';
import { referentsOf, referrersOf } from '../server/src/core/workspace/references';
import { filesOf } from '../server/src/core/workspace/snapshot';
import { workspaceOf } from './support/workspace';

/** Objects that tell one example, in the ways in which what is nearest does or does not count. */
const OBJECTS: readonly string[] = [
  'kind: Service, apiVersion: v1, metadata: {name: web}, spec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}',
  'kind: Service, apiVersion: v1, metadata: {name: web, namespace: prod}, spec: {clusterIP: None, selector: {app: web}}',
  'kind: Service, apiVersion: v1, metadata: {name: web-0}, spec: {selector: {statefulset.kubernetes.io/pod-name: web-0}}',
  ...['{name: web}', '{name: web, namespace: prod}'].flatMap((metadata) =>
    ['app: web', 'app: web, tier: db'].map(
      (labels) =>
        `kind: StatefulSet, apiVersion: apps/v1, metadata: ${metadata}, spec: {serviceName: web, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {${labels}}}, spec: {containers: [{name: web, image: web, ports: [{name: http, containerPort: 80}], volumeMounts: [{name: data, mountPath: /data}]}]}}, volumeClaimTemplates: [{metadata: {name: data}}]}`,
    ),
  ),
  'kind: StatefulSet, apiVersion: apps/v1, metadata: {name: web}, spec: {serviceName: web, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web, ports: [{name: http, containerPort: 80}]}]}}}',
  'kind: StatefulSet, apiVersion: apps/v1, metadata: {name: web}, spec: {replicas: 3}',
  'kind: ConfigMap, apiVersion: v1, metadata: {name: web}, data: {a: "web-0.web,http://web:80", host: web}',
  'kind: ConfigMap, apiVersion: v1, metadata: {name: web}, data: {a: "web-0.web.prod.svc http://web.prod/"}',
  'kind: PersistentVolumeClaim, apiVersion: v1, metadata: {name: data-web-0}',
  'kind: HorizontalPodAutoscaler, apiVersion: autoscaling/v2, metadata: {name: web}, spec: {scaleTargetRef: {kind: StatefulSet, name: web}}',
  'kind: PodDisruptionBudget, apiVersion: policy/v1, metadata: {name: web}, spec: {selector: {matchLabels: {app: web}}}',
  'kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, metadata: {name: web}, spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]}]}',
  'kind: HTTPRoute, apiVersion: gateway.networking.k8s.io/v1, metadata: {name: web}, spec: {rules: [{backendRefs: [{name: web, namespace: prod, port: 80}]}]}',
  'kind: Ingress, apiVersion: networking.k8s.io/v1, metadata: {name: web}, spec: {defaultBackend: {service: {name: web, port: {name: http}}}}',
];

const KUSTOMIZATIONS: readonly string[] = [
  '',
  'resources: [objects.yaml]',
  'resources: [objects.yaml, ../b/objects.yaml]',
  'namespace: prod, resources: [objects.yaml]',
  'resources: [../a], patches: [{target: {kind: StatefulSet, name: web}, path: objects.yaml}]',
];

const FOLDERS = ['a', 'b', 'c', 'd'];

const folder = fc.record({
  objects: fc.subarray([...OBJECTS], { maxLength: 6 }),
  kustomization: fc.constantFrom(...KUSTOMIZATIONS),
});

describe('references among namesakes', () => {
  it('come by every place that leads to the thing', () => {
    fc.assert(
      fc.property(fc.tuple(folder, folder, folder, folder), (folders) => {
        const files = folders.flatMap(({ objects, kustomization }, index) => [
          `#// FILE: ${FOLDERS[index]}/objects.yaml\n${objects.map((object) => `{${object}}\n`).join('---\n')}`,
          `#// FILE: ${FOLDERS[index]}/kustomization.yaml\n{kind: Kustomization, ${kustomization}}\n`,
        ]);
        const { workspace, snapshot } = workspaceOf(files.join(''));
        const resources = filesOf(snapshot).flatMap((file) =>
          file.documents.flatMap((place) => place.document.resources),
        );
        for (const resource of resources) {
          for (const occurrence of occurrencesOf(resource)) {
            for (const referent of referentsOf(occurrence, workspace)) {
              const found = referrersOf(referent, workspace).some(
                ({ occurrence: other }) =>
                  other.writer === occurrence.writer &&
                  other.span.start === occurrence.span.start &&
                  other.key === occurrence.key,
              );
              assert.ok(found, `${referent.kind} by ${occurrence.key} in ${resource.document.uri}`);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
