import { partitionOf, updateStrategyOf } from '../../kubernetes/defaults';
import { podName } from '../../kubernetes/identity';
import { nameOf } from '../../kubernetes/resource';
import { ordinalsOf } from '../../workspace/ordinals';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const partitionNotBelowReplicas = defineRule({
  id: 'partition-not-below-replicas',
  severity: 'warning',
  kinds: ['StatefulSet'],
  summary: 'The partition is not below the number of replicas, so no Pod is ever updated.',
  why: 'A rolling update stops at the partition, which counts from the first ordinal. One that is as large as the number of replicas, or larger, keeps every Pod on its revision: a change of the template is accepted, and nothing happens.',
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
      partition: 3
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
      partition: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "nginx:1.29" }] }
`,
  *check(set, workspace) {
    const partition = partitionOf(set);
    const ordinals = ordinalsOf(set, workspace);
    const field = set.updateStrategy?.value?.partition;
    if (partition === undefined || ordinals === undefined || field === undefined) return;
    const replicas = ordinals.last - ordinals.first + 1;
    if (updateStrategyOf(set) !== 'RollingUpdate' || partition < replicas) return;
    const name = nameOf(set) ?? '';
    const path = ['spec', 'updateStrategy', 'rollingUpdate'];
    yield {
      span: field.span,
      message:
        replicas === 1
          ? `The partition ${partition} leaves out the one Pod of ${name}: a change of the template is accepted, and nothing happens. Set it to 0.`
          : `The partition ${partition} leaves none of the ${replicas} Pods of ${name} to be updated: a change of the template is accepted, and nothing happens. Set it to 0, or below ${replicas} for an update in stages.`,
      ...(set.replicas === undefined
        ? {}
        : {
            related: [{ document: set.document, span: set.replicas.span, message: 'The number of replicas.' }],
          }),
      fixes: [
        ...fixBy('Set partition to 0, so that updates reach every Pod', set, workspace, [setAt(path, 'partition', 0)]),
        ...(replicas > 1
          ? fixBy(
              `Set partition to ${replicas - 1}, so that updates reach only ${podName(name, ordinals.last)}`,
              set,
              workspace,
              [setAt(path, 'partition', replicas - 1)],
            )
          : []),
      ],
    };
  },
});
