import { portName } from '../../kubernetes/api/formats';
import type { Container, Probe } from '../../kubernetes/pod';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { mayBePatched } from '../../workspace/applied';
import type { Workspace } from '../../workspace/workspace';
import { replaceScalar } from '../../yaml/edit';
import { isMisspelt } from '../api-server/misspelt';
import type { Fix } from '../finding';
import { isNearMiss } from '../../kubernetes/near-miss';
import { defineRule } from '../rule';

export const probePortUndeclared = defineRule({
  id: 'probe-port-undeclared',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'A probe names a port that its container does not declare.',
  why: 'The kubelet looks a named port up among those of the same container. Where it is not found the probe cannot be made and never succeeds: a readiness probe keeps the Pod out of service and holds up the rollout, a startup or liveness probe does not do its work. Ports given by number need not be declared.',
  documentation:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - name: web
              containerPort: 80
          readinessProbe:
            httpGet:
              path: /
              port: http
              #     ^^^^
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - name: web
              containerPort: 80
          readinessProbe:
            httpGet:
              path: /
              port: web
`,
  *check(set, workspace) {
    const spec = set.template?.spec;
    if (spec === undefined || mayBePatched(set, workspace)) return;
    for (const container of [...spec.containers, ...spec.initContainers]) {
      const unreadable = container.ports.some(({ name }) => name !== undefined && name.value === undefined);
      const list = spec.containers.includes(container) ? 'containers' : 'initContainers';
      const path = ['spec', 'template', 'spec', list, spec[list].indexOf(container)];
      if (unreadable || isMisspelt(path, 'ports', set, workspace)) continue;
      for (const probe of container.probes) {
        const wanted = probe.port?.value;
        if (probe.port === undefined || typeof wanted !== 'string') continue;
        // What no port can be called, such as a number in quotes, is said as a wrong value.
        if (portName(wanted) !== undefined) continue;
        if (container.ports.some(({ name }) => name?.value === wanted)) continue;
        const names = container.ports.flatMap(({ name }) => name?.value ?? []);
        yield {
          span: probe.port.span,
          message: `Container ${container.name?.value ?? ''} declares no port named ${wanted}, so its ${probe.kind} cannot be made and never succeeds. ${names.length > 0 ? `It declares ${names.join(', ')}: name one of these, or give the port's number.` : "Declare the port with this name, or give the port's number."}`,
          fixes: nameDeclaredPort(set, container, probe, workspace),
        };
      }
    }
  },
});

/** The port that is nearly called so, or the only one there is: by its name if it has one, else by its number. */
function nameDeclaredPort(
  set: StatefulSet,
  container: Container,
  { port }: Probe,
  workspace: Workspace,
): readonly Fix[] {
  const document = workspace.document(set.document);
  const likely = container.ports.filter(
    ({ name }) => container.ports.length === 1 || isNearMiss(name?.value ?? '', String(port?.value)),
  );
  return likely.flatMap(({ name, containerPort }) => {
    const value = name?.value ?? containerPort?.value;
    if (port === undefined || document === undefined || value === undefined) return [];
    const edit =
      typeof value === 'number'
        ? { span: port.span, newText: String(value) }
        : replaceScalar(port, value, document.text);
    return [{ title: `Change port to ${value}`, edits: [{ document: set.document, ...edit }] }];
  });
}
