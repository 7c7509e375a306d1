import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { comparableInput, simulatorInput } from '../server/src/core/features/simulator-input';
import type { StatefulSetSummary } from '../server/src/core/features/statefulset-summary';
import { MOST_PODS, summarizeStatefulSets } from '../server/src/core/features/statefulset-summary';
import { featuresOf } from '../server/src/core/kubernetes/versions';
import type { StatefulSetInput } from '../server/src/core/rollout/spec';
import { start, step } from '../server/src/core/rollout/step';
import type { WorkspaceOptions } from './support/workspace';
import { uriOf, workspaceOf } from './support/workspace';

/** The one summary of a fixture. */
function summaryOf(source: string, options?: WorkspaceOptions): StatefulSetSummary {
  const [summary, ...others] = summarizeStatefulSets(workspaceOf(source, options).workspace);
  assert.ok(summary !== undefined && others.length === 0);
  return summary;
}

function inputOf(spec: string): StatefulSetInput | undefined {
  const { workspace } = workspaceOf(`kind: StatefulSet\nmetadata: { name: web }\nspec:\n${spec}`);
  return workspace.all('StatefulSet').map((set) => simulatorInput(set, workspace))[0];
}

const WEB = `
apiVersion: v1
kind: Service
metadata: { name: nginx }
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: { app: web }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  serviceName: nginx
  replicas: 2
  podManagementPolicy: Parallel
  ordinals: { start: 3 }
  minReadySeconds: 10
  updateStrategy:
    type: RollingUpdate
    rollingUpdate: { partition: 1 }
  persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 5
      containers:
        - name: web
          readinessProbe: { tcpSocket: { port: 80 } }
  volumeClaimTemplates:
    - metadata: { name: data }
`;

describe('the summary of a StatefulSet', () => {
  it('says what the views show', () => {
    const { textAt, workspace } = workspaceOf(WEB);
    const [summary] = summarizeStatefulSets(workspace);
    assert.ok(summary);
    const { location, fields, service, input, ...rest } = summary;
    assert.deepEqual(rest, {
      id: `${uriOf('main.yaml')}#default/web`,
      name: 'web',
      namespace: 'default',
      pods: [
        { name: 'web-3', ordinal: 3, claims: ['data-web-3'], dns: 'web-3.nginx.default.svc.cluster.local' },
        { name: 'web-4', ordinal: 4, claims: ['data-web-4'], dns: 'web-4.nginx.default.svc.cluster.local' },
      ],
    });
    assert.equal(textAt(location), 'web');
    assert.deepEqual(
      { ...service, location: service.location && textAt(service.location) },
      {
        name: 'nginx',
        state: 'headless',
        sentence: 'Service nginx is headless: each name resolves as soon as its Pod has an address, ready or not.',
        location: 'nginx',
        publishNotReadyAddresses: true,
      },
    );
    assert.equal(input.name, 'web');
    const written = Object.entries(fields).map(([field, place]) => [field, textAt(place)] as const);
    const names =
      'replicas serviceName ordinals start podManagementPolicy updateStrategy type rollingUpdate partition minReadySeconds ' +
      'persistentVolumeClaimRetentionPolicy whenScaled template terminationGracePeriodSeconds readinessProbe volumeClaimTemplates';
    assert.deepEqual(new Map(written), new Map(names.split(' ').map((field) => [field, field])));
  });

  it('names the state of the governing Service', () => {
    const set = `kind: StatefulSet\nmetadata: { name: web }\nspec:\n  SERVICE\n  template: { metadata: { labels: { app: web } }, spec: {} }\n---\n`;
    const named = set.replace('SERVICE', 'serviceName: nginx');
    const service = (spec: string, metadata = 'name: nginx'): string =>
      `kind: Service\nmetadata: { ${metadata} }\nspec: { ${spec} }\n`;
    const cases: readonly (readonly [string, string, boolean, boolean])[] = [
      [named + service('clusterIP: None, selector: { app: web }'), 'headless', true, true],
      [named + service('clusterIP: None, selector: { app: other }'), 'headless', true, false],
      [named + service('selector: { app: web }'), 'not-headless', true, true],
      [named + service('type: ExternalName, externalName: a.example'), 'external-name', true, false],
      [named, 'missing', false, true],
      [
        named + service('clusterIP: None, selector: { app: web }', 'name: nginx, namespace: other'),
        'in-other-namespace',
        true,
        false,
      ],
      [set.replace('SERVICE', 'replicas: 1'), 'unstated', false, false],
      [set.replace('SERVICE', 'serviceName: "${SERVICE}"'), 'unknown', false, false],
      [named + service('clusterIP: "${IP}", selector: { app: web }'), 'unknown', true, true],
    ];
    for (const [source, state, found, named] of cases) {
      const summary = summaryOf(source);
      assert.equal(summary.service.state, state, source);
      assert.equal(summary.service.location !== undefined, found, source);
      assert.equal(summary.pods[0]?.dns !== undefined, named, source);
    }
  });

  it('calls nothing missing before the workspace is read', () => {
    const source =
      'kind: StatefulSet\nmetadata: { name: web }\nspec: { serviceName: nginx, template: { spec: { containers: [{ image: web }] } } }\n';
    assert.equal(summaryOf(source, { complete: false }).service.state, 'unknown');
  });

  it('has the same id after edits elsewhere, and one of its own beside its double', () => {
    const ids = (source: string): readonly string[] =>
      summarizeStatefulSets(workspaceOf(source).workspace).map((summary) => summary.id);
    assert.deepEqual(ids(`# a comment\n---\n${WEB.replace('replicas: 2', 'replicas: 7')}`), ids(WEB));
    const twice = ids(`${WEB}---\n${WEB}`);
    assert.equal(twice.length, 2);
    assert.equal(new Set(twice).size, 2);
    assert.deepEqual(twice.slice(0, 1), ids(WEB));
  });

  it('is none for patches, templates and sets without a name', () => {
    const others = [
      'kind: StatefulSet\nmetadata: { name: web }\nspec: { replicas: 3 }\n',
      `{{- if .Values.web }}\n---\n${WEB}`,
      WEB.replace('{ name: web }', '{ name: "${NAME}" }'),
      WEB.replace('{ name: web }', '{ generateName: web- }'),
      WEB.replace('apps/v1', 'apps.example.com/v1'),
    ];
    for (const source of others) assert.deepEqual(summarizeStatefulSets(workspaceOf(source).workspace), [], source);
  });

  it('lists no more Pods than anybody reads, and keeps the number', () => {
    const summary = summaryOf(WEB.replace('replicas: 2', 'replicas: 2000000000'));
    assert.equal(summary.pods.length, MOST_PODS);
    assert.equal(summary.input.spec.replicas, 2_000_000_000);
    const unknown = summaryOf(WEB.replace('replicas: 2', 'replicas: ${REPLICAS}'));
    assert.deepEqual(unknown.pods, []);
    assert.equal(unknown.input.spec.replicas, undefined);
  });

  it('names the Pods and claims that the simulation makes', () => {
    const { input, pods } = summaryOf(WEB);
    const { state } = start(input, featuresOf());
    const { actions } = step(state, { type: 'reconcile' }).frame;
    const made = (type: string): readonly string[] =>
      actions.flatMap((action) => (action.type === type ? action.name : []));
    assert.deepEqual(
      made('create-pod'),
      pods.map((pod) => pod.name),
    );
    assert.deepEqual(
      made('create-claim'),
      pods.flatMap((pod) => pod.claims),
    );
  });
});

describe('what the simulator starts from', () => {
  it('is what is written, without defaults', () => {
    assert.deepEqual(inputOf('  template: { spec: { containers: [{ image: web }] } }\n'), {
      name: 'web',
      namespace: 'default',
      hasReadinessProbe: false,
      spec: {
        replicas: undefined,
        serviceName: undefined,
        podManagementPolicy: undefined,
        updateStrategy: undefined,
        minReadySeconds: undefined,
        revisionHistoryLimit: undefined,
        ordinals: undefined,
        persistentVolumeClaimRetentionPolicy: undefined,
        volumeClaimTemplates: [],
        selector: undefined,
      },
    });
    const { spec, hasReadinessProbe } = summaryOf(WEB).input;
    const [claim] = spec.volumeClaimTemplates ?? [];
    assert.equal(claim?.name, 'data');
    assert.equal(hasReadinessProbe, true);
    assert.deepEqual(
      { ...spec, volumeClaimTemplates: undefined, template: undefined, selector: undefined },
      {
        replicas: 2,
        serviceName: 'nginx',
        podManagementPolicy: 'Parallel',
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1, maxUnavailable: undefined } },
        minReadySeconds: 10,
        revisionHistoryLimit: undefined,
        ordinals: { start: 3 },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: undefined, whenScaled: 'Delete' },
        volumeClaimTemplates: undefined,
        template: undefined,
        selector: undefined,
      },
    );
  });

  it('tells a rolling update that is left out from one that is empty', () => {
    const strategy = (text: string): unknown => inputOf(`  updateStrategy: ${text}\n`)?.spec.updateStrategy;
    assert.deepEqual(strategy('{ type: RollingUpdate }'), { type: 'RollingUpdate', rollingUpdate: undefined });
    assert.deepEqual(strategy('{ type: RollingUpdate, rollingUpdate: {} }'), {
      type: 'RollingUpdate',
      rollingUpdate: { partition: undefined, maxUnavailable: undefined },
    });
    assert.deepEqual(strategy('{}'), { type: undefined, rollingUpdate: undefined });
    assert.equal(strategy('${STRATEGY}'), undefined);
  });

  it('has equal selectors and templates for equal ones, however they are written', () => {
    const comparable = (source: string): StatefulSetInput | undefined => {
      const { workspace } = workspaceOf(source);
      return workspace.all('StatefulSet').map((set) => comparableInput(set, workspace))[0];
    };
    const source = WEB.replace('matchLabels: { app: web }', 'matchLabels: { app: web, tier: front }');
    const rewritten = source
      .replace('matchLabels: { app: web, tier: front }', 'matchLabels: { "tier": front, app: "web" } # reordered')
      .replace('labels: { app: web }', "labels: { 'app': web }")
      .replace('terminationGracePeriodSeconds: 5', 'terminationGracePeriodSeconds: 5 # seconds');
    assert.notEqual(rewritten, source);
    assert.deepEqual(comparable(rewritten), comparable(source));
    assert.notEqual(comparable(source)?.spec.selector, comparable(WEB)?.spec.selector);
    const changed = comparable(source.replace('terminationGracePeriodSeconds: 5', 'terminationGracePeriodSeconds: 6'));
    assert.notEqual(changed?.spec.template, comparable(source)?.spec.template);
  });

  it('counts only the probes of containers that keep running', () => {
    const probe = '{ name: a, readinessProbe: { tcpSocket: { port: 80 } } }';
    const cases: readonly (readonly [string, boolean])[] = [
      [`{ containers: [${probe}] }`, true],
      [`{ containers: [{ name: a, livenessProbe: { tcpSocket: { port: 80 } } }] }`, false],
      [`{ containers: [{ name: a }, ${probe}] }`, true],
      [`{ containers: [{ name: a }], initContainers: [${probe}] }`, false],
      [`{ containers: [{ name: a }], initContainers: [${probe.replace('name: a', 'restartPolicy: Always')}] }`, true],
    ];
    for (const [spec, expected] of cases) {
      assert.equal(inputOf(`  template: { spec: ${spec} }\n`)?.hasReadinessProbe, expected, spec);
    }
  });
});
