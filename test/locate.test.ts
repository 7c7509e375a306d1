import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameOf } from '../server/src/core/kubernetes/resource';
import type { SourceFile } from '../server/src/core/workspace/file';
import { documentAt, readSource } from '../server/src/core/workspace/file';
import type { Location, Target } from '../server/src/core/workspace/locate';
import { locate } from '../server/src/core/workspace/locate';
import { uriOf, workspaceOf } from './support/workspace';

function readAs(name: string, text: string): SourceFile {
  return readSource(uriOf(name), text, true);
}

function locateIn(file: SourceFile, offset: number): Location | undefined {
  const place = documentAt(file, offset);
  return place && locate(place.document, offset - place.start);
}

/** `target details of Kind name, part`, which is what marks carry. */
function summary(location: Location | undefined): string {
  if (location === undefined) return 'nothing';
  const { target, part } = location;
  const owner = target.resource === undefined ? 'nobody' : `${target.resource.kind} ${nameOf(target.resource) ?? '?'}`;
  return `${[target.kind, details(target)].filter(Boolean).join(' ')} of ${owner}, ${part}`;
}

function details(target: Target): string | number | undefined {
  switch (target.kind) {
    case 'claim-template':
      return nameOf(target.template);
    case 'volume-mount':
      return `${target.container.name?.value} ${target.mount.name?.value}`;
    case 'volume':
      return target.volume.name?.value;
    case 'container-port':
      return target.port.containerPort?.value;
    case 'service-port':
    case 'target-port':
      return target.port.port?.value;
    case 'selector':
    case 'pod-label':
      return target.label;
    case 'rollout-field':
      return target.field;
    default:
      return undefined;
  }
}

/** Every mark names what is located at its first character, within it, and at its end; its range is the location's span. */
function expectMarks(source: string, defaultName?: string): void {
  const { fixture, file, inFile } = workspaceOf(source, defaultName === undefined ? {} : { defaultName });
  const marks = fixture.files.flatMap(({ name, marks }) => marks.map((mark) => ({ ...mark, file: file(name) })));
  assert.notEqual(marks.length, 0);
  for (const { file, span, text } of marks) {
    for (const offset of [span.start, span.end - 1, span.end]) {
      const location = locateIn(file, offset);
      assert.equal(
        summary(location),
        text,
        `at offset ${offset}, before ${JSON.stringify(file.text.slice(offset, offset + 20))}`,
      );
      assert.deepEqual(location && inFile({ document: location.document.id, span: location.span }), span, text);
    }
  }
}

describe('locate', () => {
  it('knows the fields of a StatefulSet by key and by value', () => {
    expectMarks(`
# a comment
apiVersion: apps/v1
kind: StatefulSet
^^^^ kind of StatefulSet web, key
      ^^^^^^^^^^^ kind of StatefulSet web, value
metadata:
  name: web
  ^^^^ name of StatefulSet web, key
        ^^^ name of StatefulSet web, value
  namespace: "shop"
             ^^^^^^ namespace of StatefulSet web, value
spec:
  replicas: 3 # three of them
  ^^^^^^^^ replicas of StatefulSet web, key
            ^ replicas of StatefulSet web, value
  serviceName: nginx
               ^^^^^ service-name of StatefulSet web, value
  ordinals:
  ^^^^^^^^ rollout-field ordinals of StatefulSet web, key
    start: 5
           ^ rollout-field ordinals of StatefulSet web, value
  podManagementPolicy: Parallel
                       ^^^^^^^^ rollout-field podManagementPolicy of StatefulSet web, value
  minReadySeconds: 5
  ^^^^^^^^^^^^^^^ rollout-field minReadySeconds of StatefulSet web, key
  revisionHistoryLimit: 3
                        ^ rollout-field revisionHistoryLimit of StatefulSet web, value
  updateStrategy:
  ^^^^^^^^^^^^^^ rollout-field updateStrategy of StatefulSet web, key
    type: RollingUpdate
          ^^^^^^^^^^^^^ rollout-field updateStrategy of StatefulSet web, value
    rollingUpdate:
    ^^^^^^^^^^^^^ rollout-field updateStrategy of StatefulSet web, value
      partition: 2
      ^^^^^^^^^ rollout-field partition of StatefulSet web, key
                 ^ rollout-field partition of StatefulSet web, value
      maxUnavailable: 50%
                      ^^^ rollout-field maxUnavailable of StatefulSet web, value
  persistentVolumeClaimRetentionPolicy:
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rollout-field persistentVolumeClaimRetentionPolicy of StatefulSet web, key
    whenDeleted: Delete
                 ^^^^^^ rollout-field whenDeleted of StatefulSet web, value
    whenScaled: Retain
    ^^^^^^^^^^ rollout-field whenScaled of StatefulSet web, key
  selector:
  ^^^^^^^^ selector of StatefulSet web, key
    matchLabels:
    ^^^^^^^^^^^ selector of StatefulSet web, key
      app: web
      ^^^ selector app of StatefulSet web, key
           ^^^ selector app of StatefulSet web, value
  template:
  ^^^^^^^^ other of StatefulSet web, key
    metadata:
      labels:
        app: web
             ^^^ pod-label app of StatefulSet web, value
    spec:
      terminationGracePeriodSeconds: 10
                                     ^^ rollout-field terminationGracePeriodSeconds of StatefulSet web, value
      initContainers:
        - name: fetch
          volumeMounts: [{ name: data, mountPath: /data }]
                                 ^^^^ volume-mount fetch data of StatefulSet web, value
      containers:
        - name: nginx
                ^^^^^ other of StatefulSet web, value
          ports:
            - name: http
                    ^^^^ container-port 80 of StatefulSet web, value
              containerPort: 80
              ^^^^^^^^^^^^^ container-port 80 of StatefulSet web, key
          env:
            - name: PEERS
              value: "web-5.nginx.shop.svc.cluster.local,web-6.nginx"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dns-mention of StatefulSet web, value
                                                         ^^^^^^^^^^^ dns-mention of StatefulSet web, value
          volumeMounts:
            - name: data
              ^^^^ volume-mount nginx data of StatefulSet web, key
                    ^^^^ volume-mount nginx data of StatefulSet web, value
          volumeDevices:
            - { name: raw, devicePath: /dev/raw }
                      ^^^ volume-mount nginx raw of StatefulSet web, value
      volumes:
        - name: config
                ^^^^^^ volume config of StatefulSet web, value
  volumeClaimTemplates:
  ^^^^^^^^^^^^^^^^^^^^ other of StatefulSet web, key
    - metadata:
        name: data
        ^^^^ claim-template data of StatefulSet web, key
              ^^^^ claim-template data of StatefulSet web, value
    - metadata: { name: raw }
                        ^^^ claim-template raw of StatefulSet web, value
`);
  });

  it('knows the fields of a Service', () => {
    expectMarks(`
apiVersion: v1
kind: Service
      ^^^^^^^ kind of Service nginx, value
metadata:
  name: nginx
        ^^^^^ name of Service nginx, value
spec:
  clusterIP: None
  ^^^^^^^^^ cluster-ip of Service nginx, key
             ^^^^ cluster-ip of Service nginx, value
  publishNotReadyAddresses: true
  ^^^^^^^^^^^^^^^^^^^^^^^^ other of Service nginx, key
  selector: { app: web, tier: front }
  ^^^^^^^^ selector of Service nginx, key
              ^^^ selector app of Service nginx, key
                              ^^^^^ selector tier of Service nginx, value
  ports:
    - name: http
            ^^^^ service-port 80 of Service nginx, value
      port: 80
            ^^ service-port 80 of Service nginx, value
      targetPort: web
      ^^^^^^^^^^ target-port 80 of Service nginx, key
`);
  });

  it('knows other makers of Pods as far as they are read', () => {
    expectMarks(`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: client
        ^^^^^^ name of Deployment client, value
spec:
  replicas: 2
            ^ replicas of Deployment client, value
  template:
    metadata:
      labels: { app: client }
                ^^^ pod-label app of Deployment client, key
    spec:
      containers:
        - name: client
          args: [--server=web-0.nginx]
                          ^^^^^^^^^^^ dns-mention of Deployment client, value
`);
  });

  it('tells apart the documents of a file and the items of a List', () => {
    expectMarks(`
apiVersion: v1
kind: Service
metadata: { name: first }
                  ^^^^^ name of Service first, value
---
apiVersion: v1
kind: List
^^^^ other of nobody, key
items:
  - apiVersion: v1
    kind: Service
    metadata:
      name: second
            ^^^^^^ name of Service second, value
  - apiVersion: apps/v1
    kind: StatefulSet
          ^^^^^^^^^^^ kind of StatefulSet third, value
    metadata:
      name: third
    spec:
      serviceName: second
      ^^^^^^^^^^^ service-name of StatefulSet third, key
`);
  });

  it('reads JSON', () => {
    expectMarks(
      `{
  "apiVersion": "apps/v1", "kind": "StatefulSet",
                           ^^^^^^ kind of StatefulSet web, key
  "metadata": {"name":"web"},
               ^^^^^^ name of StatefulSet web, key
  "spec": {"replicas":3, "serviceName": "nginx"}
           ^^^^^^^^^^ replicas of StatefulSet web, key
                                        ^^^^^^^ service-name of StatefulSet web, value
}
`,
      'web.json',
    );
  });

  it('follows aliases, at the alias and inside the anchor', () => {
    expectMarks(`
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata:
      name: &service nginx
                     ^^^^^ name of Service nginx, value
    spec:
      selector: &labels
        app: web
             ^^^ selector app of Service nginx, value
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata:
      name: web
    spec:
      serviceName: *service
                   ^^^^^^^^ service-name of StatefulSet web, value
      selector:
        matchLabels: *labels
                     ^^^^^^^ selector of StatefulSet web, value
`);
  });

  it('finds what a merge key brings in where that is written', () => {
    expectMarks(`
x-defaults: &defaults
^^^^^^^^^^ other of StatefulSet web, key
  replicas: 3
            ^ replicas of StatefulSet web, value
  podManagementPolicy: Parallel
  ^^^^^^^^^^^^^^^^^^^ rollout-field podManagementPolicy of StatefulSet web, key
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  <<: *defaults
  serviceName: nginx
               ^^^^^ service-name of StatefulSet web, value
`);
  });

  it('counts in UTF-16 units, with carriage returns and a byte-order mark', () => {
    const yaml =
      '\uFEFF# 🐘\r\nkind: StatefulSet\r\napiVersion: apps/v1\r\nmetadata:\r\n  name: web # 🐘\r\nspec:\r\n  replicas: 3\r\n';
    const source = readAs('main.yaml', yaml);
    const offset = yaml.indexOf('3\r\n');
    const location = locateIn(source, offset);
    assert.equal(summary(location), 'replicas of StatefulSet web, value');
    assert.deepEqual(location?.span, { start: offset, end: offset + 1 });
  });

  it('gives the path of keys from the root of the document', () => {
    const paths: readonly (readonly [string, string])[] = [
      ['kind: Serv$0ice\nspec: {}', 'kind'],
      ['kind: Service\nspec:\n  ports:\n    - port: 80\n    - na$0me: http', 'spec.ports.1.name'],
      ['kind: Service\nspec:\n  ports: [{port: 80}, {port: 8$01}]', 'spec.ports.1.port'],
      ['kind: Service\nspec:$0\n  ports: []', 'spec'],
      ['kind: Service\nspec: {$0}', 'spec'],
      ['kind: StatefulSet\nspec:\n  serviceName: $0\n  replicas: 1', 'spec.serviceName'],
      ['kind: StatefulSet\nspec:\n  template: &t {spec: {}}\n  other: *t$0', 'spec.other'],
      ['kind: StatefulSet\nspec:\n  template: &t {sp$0ec: {}}\n  other: *t', 'spec.template.spec'],
    ];
    for (const [source, path] of paths) {
      const { file, offset } = workspaceOf(source).cursor();
      assert.equal(locateIn(file, offset)?.path.join('.'), path, source);
    }
  });

  it('says which part of a DNS name the offset is on', () => {
    const text = 'web-0.nginx.shop.svc.cluster.local';
    const yaml = `kind: ConfigMap\napiVersion: v1\ndata:\n  hosts: |\n    one ${text}\n`;
    const file = readAs('main.yaml', yaml);
    const segments = Array.from({ length: text.length }, (_, index) => {
      const target = locateIn(file, yaml.indexOf(text) + index)?.target;
      return target?.kind === 'dns-mention' ? (target.segment ?? '-') : '?';
    });
    const of = (name: string, length: number): readonly string[] => Array.from({ length }, () => name);
    // A dot belongs to what stands before it; `svc` is no part of its own.
    const expected = [of('pod', 6), of('service', 6), of('namespace', 5), of('-', 4), of('zone', 13)].flat();
    assert.deepEqual(segments, expected);
  });

  it('has nothing to say of templates and of text that names no kind', () => {
    for (const source of ['kind: StatefulSet\nmetadata:\n  name: {{ .Na$0me }}\n', 'services:\n  we$0b: {}\n', '$0']) {
      const { file, offset } = workspaceOf(source).cursor();
      assert.equal(locateIn(file, offset), undefined, source);
    }
  });

  it('still finds its way in YAML that is broken elsewhere', () => {
    const { file, offset } = workspaceOf(
      'kind: StatefulSet\nmetadata: {name: web}\nspec:\n  serviceName: ng$0inx\n  replicas: [\n',
    ).cursor();
    assert.equal(summary(locateIn(file, offset)), 'service-name of StatefulSet web, value');
  });
});
