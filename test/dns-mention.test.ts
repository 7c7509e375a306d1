import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DnsMention } from '../server/src/core/kubernetes/dns-mention';
import { findDnsMentions } from '../server/src/core/kubernetes/dns-mention';
import { workspaceOf } from './support/workspace';

/** `pod|service|namespace|zone`, a part that is absent left empty, `...` where the name goes on unknown. */
function summary({ pod, service, namespace, zone, open }: DnsMention): string {
  return `${[pod?.name, service.value, namespace?.value, zone?.value].join('|')}${open ? '...' : ''}`;
}

const NAMES: readonly (readonly [text: string, ...names: readonly string[]])[] = [
  ['web-0.nginx', 'web-0|nginx||'],
  ['http://web-0.nginx:8080/x', 'web-0|nginx||'],
  ['web-0.nginx.prod', 'web-0|nginx|prod|'],
  ['web-0.nginx.prod.svc', 'web-0|nginx|prod|'],
  ['web-12.nginx.prod.svc.cluster.local.', 'web-12|nginx|prod|cluster.local'],
  ['my-web-0.nginx-hs', 'my-web-0|nginx-hs||'],
  ['zk-0.zk:2181,zk-1.zk:2181', 'zk-0|zk||', 'zk-1|zk||'],
  ['server.1=zk-0.zk:2888:3888;2181', 'zk-0|zk||'],
  ['root:pw@tcp(mysql-0.mysql:3306)/db', 'mysql-0|mysql||'],
  ['{zk-0.zk,zk-1.zk}', 'zk-0|zk||', 'zk-1|zk||'],
  ['exec 3<>/dev/tcp/db-0.db/5432', 'db-0|db||'],
  ['rabbit@mq-0.mq', 'mq-0|mq||'],
  ['web-0.nginx.@NAMESPACE@.svc', 'web-0|nginx||...'],
  ['http:\\/\\/web-0.nginx', 'web-0|nginx||'],
  ['nginx.prod.svc', '|nginx|prod|'],
  ['dns+gossip.tracing.svc.cluster.local.:7946', '|gossip|tracing|cluster.local'],
  ['web-0.nginx.$(NAMESPACE).svc.cluster.local', 'web-0|nginx||...'],
  ['web-0.nginx.${NAMESPACE}.svc', 'web-0|nginx||...'],
  ['nginx.prod.svc.$(DOMAIN)', '|nginx|prod|...'],
  ['web-0.nginx.dev', 'web-0|nginx|dev|'],
  // A Service of its own for one Pod.
  ['mysql-0.prod.svc', '|mysql-0|prod|'],
  ['mysql-0.prod.svc.cluster.local', '|mysql-0|prod|cluster.local'],
];

const NO_NAMES: readonly string[] = [
  'loki-7.0.0',
  'zoo-9.yaml',
  'zoo-9.zoo.yaml',
  'zoo-9.zoo.log',
  'release-3.tar.gz',
  'web-0',
  'nginx.prod',
  'web-0.example.com',
  'web-0.nginx.example.com',
  'web-00.nginx',
  '$(NAME)-0.nginx',
  '${NAME}-0.nginx',
  '$(web-0.nginx)',
  '/etc/web-0.nginx',
  'conf/web-0.nginx',
  'Web-0.Nginx',
  'web_web-0.nginx',
  'web-0.nginx@example.com',
  'web-0.nginx.prod@EXAMPLE',
];

describe('DNS names in a text', () => {
  for (const [text, ...names] of NAMES) {
    test(text, () => {
      const mentions = findDnsMentions(text, 100);
      assert.deepEqual(mentions.map(summary), names);
      for (const mention of mentions) {
        for (const part of [mention.service, mention.namespace, mention.zone]) {
          if (part !== undefined) assert.equal(text.slice(part.span.start - 100, part.span.end - 100), part.value);
        }
        const { span, pod } = mention;
        if (pod !== undefined) assert.equal(text.slice(pod.span.start - 100, pod.span.end - 100), pod.name);
        assert.match(text.slice(span.start - 100, span.end - 100), /[a-z]$/);
      }
    });
  }

  for (const text of NO_NAMES) test(`not ${text}`, () => assert.deepEqual(findDnsMentions(text).map(summary), []));
});

function mentionsIn(source: string): readonly string[] {
  const { workspace } = workspaceOf(source);
  return [...workspace.all('ConfigMap'), ...workspace.all('Pod'), ...workspace.all('Service')].flatMap(
    ({ dnsMentions }) => dnsMentions.map(summary),
  );
}

describe('DNS names in a manifest', () => {
  test('are found in what programs read', () => {
    const source = `
apiVersion: v1
kind: Pod
metadata:
  name: web-0.nginx
  labels: { peer: web-1.nginx }
  annotations: { peer: a-2.nginx }
spec:
  hostname: web-3.nginx
  initContainers:
    - { name: wait, image: web-4.nginx, command: [nslookup, b-5.nginx] }
  containers:
    - name: web
      image: web-6.nginx
      args: ["--peer=c-7.nginx"]
      env:
        - { name: PEER, value: d-8.nginx }
      readinessProbe: { exec: { command: [curl, e-9.nginx] } }
---
apiVersion: v1
kind: Service
metadata: { name: alias }
spec: { type: ExternalName, externalName: f-10.nginx.prod.svc.cluster.local }
`;
    assert.deepEqual(mentionsIn(source), [
      'a-2|nginx||',
      'b-5|nginx||',
      'c-7|nginx||',
      'd-8|nginx||',
      'e-9|nginx||',
      'f-10|nginx|prod|cluster.local',
    ]);
  });

  test('do not take letters from escapes', () => {
    const source = `{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"},
"data": {"hosts": "one\\nweb-0.nginx\\ttwo-1.nginx\\u0020x-2.nginx"}}`;
    assert.deepEqual(mentionsIn(source), ['web-0|nginx||', 'two-1|nginx||', 'x-2|nginx||']);
  });

  test('are not found in comments, neither of YAML nor of a program, nor in what kubectl remembers', () => {
    const source = `
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"peer":"old-0.nginx"}}'
data: # not-1.nginx
  run.sh: |
    # like not-2.nginx
    ping real-3.nginx
  init.js: |
      // like not-4.nginx
      connect('real-5.nginx')
`;
    assert.deepEqual(mentionsIn(source), ['real-3|nginx||', 'real-5|nginx||']);
  });
});
