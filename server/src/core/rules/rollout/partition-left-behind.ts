import { partitionOf, updateStrategyOf } from '../../kubernetes/defaults';
import { namesInRow, podName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import type { OrdinalRange } from '../../workspace/ordinals';
import { ordinalsOf } from '../../workspace/ordinals';
import { defineRule } from '../rule';

export const partitionLeftBehind = defineRule({
  id: 'partition-left-behind',
  severity: 'information',
  kinds: ['StatefulSet'],
  summary: 'A partition keeps some Pods from being updated.',
  why: 'It is meant for an update in stages. While it stands, the rollout never ends: Pods below it keep the old revision, are created anew with it when they are deleted, and are left out of every later change of the template.',
  documentation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 3
  updateStrategy:
    rollingUpdate:
      partition: 2
      #          ^
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  replicas: 3
  updateStrategy:
    rollingUpdate:
      partition: 0
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    const partition = partitionOf(set);
    const ordinals = ordinalsOf(set, workspace);
    const field = set.updateStrategy?.value?.partition;
    if (partition === undefined || partition < 1 || ordinals === undefined || field === undefined) return;
    const first = ordinals.first + partition;
    if (updateStrategyOf(set) !== 'RollingUpdate' || first > ordinals.last) return;
    const name = nameOf(set) ?? '';
    const kept = names(name, { first: ordinals.first, last: first - 1 });
    const offset = ordinals.first === 0 ? '' : ` The partition counts from the first ordinal, ${ordinals.first}.`;
    yield {
      span: field.span,
      message: `Changes of the template reach only ${names(name, { first, last: ordinals.last })}: the partition keeps ${kept} on the old revision, also when created anew, and the rollout does not end while it stands.${offset} Set it to 0 once the stage is over.`,
    };
  },
});

function names(set: string, { first, last }: OrdinalRange): string {
  return namesInRow(first, last, (ordinal) => podName(set, ordinal));
}
