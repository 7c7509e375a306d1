import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSource } from '../server/src/core/workspace/file';
import { createLayer } from '../server/src/core/workspace/snapshot';
import { applyFix, findAll } from './support/check';
import { uriOf } from './support/workspace';

interface Case {
  readonly name: string;
  /** The `spec` of a Service, and what comes of it. */
  readonly before: string;
  readonly after: string;
  /** What the title says beside the usual. */
  readonly dropped?: string;
}

const CASES: readonly Case[] = [
  {
    name: 'inserts into a block',
    before: 'spec:\n  # who\n  selector: {app: db} # them\n  ports: [{port: 80}]\n',
    after: 'spec:\n  # who\n  clusterIP: None\n  selector: {app: db} # them\n  ports: [{port: 80}]\n',
  },
  {
    name: 'replaces an address, with all that goes with it',
    before:
      'spec:\n  clusterIP: "10.0.0.7" # fixed\n  clusterIPs: ["10.0.0.7"]\n  sessionAffinity: ClientIP\n  selector: {app: db}\n  ports: [{port: 80}]\n',
    after: 'spec:\n  clusterIP: "None" # fixed\n  selector: {app: db}\n  ports: [{port: 80}]\n',
  },
  {
    name: 'says that the Service is no longer reached from outside',
    before:
      'spec:\n  type: LoadBalancer\n  selector: {app: db}\n  ports:\n    - port: 80\n      nodePort: 30080 # outside\n      name: x\n',
    after: 'spec:\n  clusterIP: None\n  selector: {app: db}\n  ports:\n    - port: 80\n      name: x\n',
    dropped: ', in place of type LoadBalancer',
  },
  {
    name: 'leaves what a merge key brings in',
    before: 'spec:\n  <<: {selector: {app: db}, ports: [{port: 80}]}\n',
    after: 'spec:\n  clusterIP: None\n  <<: {selector: {app: db}, ports: [{port: 80}]}\n',
  },
];

const set = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db}]}
`;

describe('the fix that makes a Service headless', () => {
  for (const { name, before, after, dropped = '' } of CASES) {
    for (const newline of ['\n', '\r\n']) {
      test(`${name}, with ${JSON.stringify(newline)}`, () => {
        const file = (spec: string): string =>
          `apiVersion: v1\nkind: Service\nmetadata: {name: db}\n${spec}${set}`.replaceAll('\n', newline);
        const snapshot = {
          disk: createLayer([readSource(uriOf('db.yaml'), file(before), true)]),
          open: createLayer([]),
          complete: true,
        };
        const found = findAll(snapshot).find(({ diagnostic }) => diagnostic.rule === 'governing-service-not-headless');
        const fix = found?.diagnostic.fixes?.find(({ title }) => title.startsWith('Insert '));
        assert.ok(fix);
        assert.equal(
          fix.title,
          `Insert clusterIP: None into Service db${dropped} (clusterIP cannot change on a live Service: re-create it)`,
        );
        assert.equal(applyFix(snapshot, fix).get(uriOf('db.yaml')), file(after));
      });
    }
  }
});
