import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { readSource } from '../server/src/core/workspace/file';
import type { Snapshot } from '../server/src/core/workspace/snapshot';
import { createLayer } from '../server/src/core/workspace/snapshot';
import { applyFix, findAll } from './support/check';

/** A Service, a StatefulSet or a Deployment of which only the part in question is written out. */
const HEADS: Readonly<Record<string, string>> = {
  service: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n',
  set: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\n',
  deployment: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n',
  autoscaler: 'apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\n',
};

/** The body of a set whose only container has these lines. */
function container(lines: string): string {
  const indented = lines.replaceAll(/^(?=.)/gm, '        ').trimStart();
  return `spec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers:\n      - ${indented}\n`;
}

interface Case {
  readonly rule: string;
  readonly head: keyof typeof HEADS;
  readonly before: string;
  readonly title: string;
  readonly after: string;
}

const CASES: readonly Case[] = [
  {
    rule: 'unknown-field',
    head: 'service',
    before: 'spec:\n  "clusterIp": None # headless\n',
    title: 'Rename clusterIp to clusterIP',
    after: 'spec:\n  "clusterIP": None # headless\n',
  },
  {
    rule: 'unknown-field',
    head: 'deployment',
    before: 'spec:\n  selector:\n    app: web\n    tier: front\n  template: {spec: {}}\n',
    title: 'Put the labels under matchLabels',
    after: 'spec:\n  selector:\n    matchLabels:\n      app: web\n      tier: front\n  template: {spec: {}}\n',
  },
  {
    rule: 'unknown-field',
    head: 'set',
    before: container(
      'name: web\nimage: a\nresources:\n# what it gets\nlimits:\n  cpu: 1\nrequests:\n  cpu: 1\nargs: [x]',
    ),
    title: 'Indent it under resources',
    after: container(
      'name: web\nimage: a\nresources:\n# what it gets\n  limits:\n    cpu: 1\n  requests:\n    cpu: 1\nargs: [x]',
    ),
  },
  {
    rule: 'unknown-field',
    head: 'set',
    before: container('name: web\nimage: a\nrunAsUser: 1000'),
    title: 'Move it to spec.template.spec.containers[0].securityContext',
    after: container('name: web\nimage: a\nsecurityContext:\n  runAsUser: 1000'),
  },
  {
    rule: 'unknown-field',
    head: 'set',
    before:
      "spec:\n  template:\n    spec:\n      containers: [{name: web, image: a}]\n      volumeClaimTemplates: # for each\n        # the data\n        - metadata: {name: 'data'} # quoted\n          spec:\n            accessModes: [ReadWriteOnce]\n  replicas: 1\n",
    title: 'Move it to spec',
    after:
      "spec:\n  volumeClaimTemplates: # for each\n    # the data\n    - metadata: {name: 'data'} # quoted\n      spec:\n        accessModes: [ReadWriteOnce]\n  template:\n    spec:\n      containers: [{name: web, image: a}]\n  replicas: 1\n",
  },
  {
    rule: 'unknown-field',
    head: 'set',
    before:
      'spec:\n  template:\n    spec:\n      containers: [{name: web, image: a}]\n  terminationGracePeriodSeconds: 5 # short\n',
    title: 'Move it to spec.template.spec',
    after:
      'spec:\n  template:\n    spec:\n      terminationGracePeriodSeconds: 5 # short\n      containers: [{name: web, image: a}]\n',
  },
  {
    rule: 'unknown-field',
    head: 'autoscaler',
    before: 'spec:\n  maxReplicas: 3\n  scaleTargetRef: {kind: StatefulSet, name: web}\n  metrics: []\n',
    title: 'Change apiVersion to autoscaling/v2',
    after: 'spec:\n  maxReplicas: 3\n  scaleTargetRef: {kind: StatefulSet, name: web}\n  metrics: []\n',
  },
  {
    rule: 'wrong-type',
    head: 'set',
    before: container('name: web\nimage: a\nenv:\n  PORT: 80\n  HOST: "a"'),
    title: 'Make it a list of names and values',
    after: container('name: web\nimage: a\nenv:\n- name: PORT\n  value: "80"\n- name: HOST\n  value: a'),
  },
  {
    rule: 'wrong-type',
    head: 'set',
    before: container('name: web\nimage: a\nenv:\n- MODE=fast'),
    title: 'Write it as name and value',
    after: container('name: web\nimage: a\nenv:\n- { name: MODE, value: fast }'),
  },
  {
    rule: 'wrong-type',
    head: 'deployment',
    before:
      'spec:\n  strategy: Recreate # all at once\n  selector: {matchLabels: {app: web}}\n  template: {spec: {}}\n',
    title: 'Write it as type',
    after:
      'spec:\n  strategy: { type: Recreate } # all at once\n  selector: {matchLabels: {app: web}}\n  template: {spec: {}}\n',
  },
  {
    rule: 'wrong-type',
    head: 'set',
    before: container('name: web\nimage: a\nports:\n- 80'),
    title: 'Write it as containerPort',
    after: container('name: web\nimage: a\nports:\n- containerPort: 80'),
  },
  {
    rule: 'wrong-type',
    head: 'set',
    before: container('name: web\nimage: a\nvolumeMounts:\n  name: data # the data\n  mountPath: /data'),
    title: 'Make it a list of one item',
    after: container('name: web\nimage: a\nvolumeMounts:\n  - name: data # the data\n    mountPath: /data'),
  },
  {
    rule: 'wrong-type',
    head: 'set',
    before: container('name: web\nimage: a\nresources: ""'),
    title: 'Write {} in its stead',
    after: container('name: web\nimage: a\nresources: {}'),
  },
  {
    rule: 'wrong-type',
    head: 'service',
    before: 'spec:\n  selector:\n    matchLabels:\n      app: web\n  ports: [{port: 80}]\n',
    title: 'Remove matchLabels',
    after: 'spec:\n  selector:\n    app: web\n  ports: [{port: 80}]\n',
  },
  {
    rule: 'wrong-type',
    head: 'service',
    before: 'spec:\n  selector:\n    - app: web\n    - tier: front\n  ports: [{port: 80}]\n',
    title: 'Make it one map',
    after: 'spec:\n  selector:\n    app: web\n    tier: front\n  ports: [{port: 80}]\n',
  },
  {
    rule: 'invalid-value',
    head: 'service',
    before: 'spec:\n  ports: [{port: 80, targetPort: "8080"}]\n',
    title: 'Write 8080',
    after: 'spec:\n  ports: [{port: 80, targetPort: 8080}]\n',
  },
  {
    rule: 'required-field-missing',
    head: 'set',
    before: container('image: registry.example/team/My_App:1.0'),
    title: 'Add name: my-app',
    after: container('name: my-app\nimage: registry.example/team/My_App:1.0'),
  },
  {
    rule: 'duplicate-key',
    head: 'service',
    before: 'spec:\n  ports:\n  - port: 80\n  clusterIP: None\n  ports: # these\n  - port: 81\n',
    title: 'Remove the earlier ports, which kubectl drops',
    after: 'spec:\n  clusterIP: None\n  ports: # these\n  - port: 81\n',
  },
  {
    rule: 'duplicate-key',
    head: 'service',
    before: 'spec:\n  ports:\n  - port: 80\n  clusterIP: None\n  ports: # these\n  - port: 81\n',
    title: 'Remove this ports',
    after: 'spec:\n  ports:\n  - port: 80\n  clusterIP: None\n',
  },
  {
    rule: 'yaml-syntax',
    head: 'service',
    before: '  annotations:\n    note: a: b # c\n',
    title: 'Put the value in quotes',
    after: '  annotations:\n    note: "a: b" # c\n',
  },
  {
    rule: 'yaml-syntax',
    head: 'service',
    before: '  annotations:\n    note: "a\n    other: "b"\n',
    title: 'Close it with "',
    after: '  annotations:\n    note: "a"\n    other: "b"\n',
  },
  {
    rule: 'yaml-syntax',
    head: 'service',
    before: "  annotations:\n    note: 'it's'\n",
    title: 'Double the quotes inside',
    after: "  annotations:\n    note: 'it''s'\n",
  },
  {
    rule: 'yaml-syntax',
    head: 'service',
    before: 'spec\n  clusterIP: None\n',
    title: 'Put a colon after spec',
    after: 'spec:\n  clusterIP: None\n',
  },
];

suite('what is offered where the API server would refuse', () => {
  for (const { rule, head, before, title, after } of CASES) {
    test(`${rule}: ${title}`, () => {
      const uri = 'file:///workspace/web.yaml';
      const start = HEADS[head] ?? '';
      const snapshot: Snapshot = {
        disk: createLayer([readSource(uri, start + before, true)]),
        open: createLayer([]),
        complete: true,
      };
      const fixes = findAll(snapshot)
        .filter(({ diagnostic }) => diagnostic.rule === rule)
        .flatMap(({ diagnostic }) => diagnostic.fixes ?? []);
      const fix = fixes.find((each) => each.title === title);
      assert.ok(fix, `only ${fixes.map((each) => each.title).join(', ')}`);
      const changed = head === 'autoscaler' ? start.replace('autoscaling/v1', 'autoscaling/v2') : start;
      assert.equal(applyFix(snapshot, fix).get(uri), changed + after);
    });
  }
});
