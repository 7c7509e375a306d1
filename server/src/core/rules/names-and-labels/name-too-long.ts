import { LONGEST_LABEL, LONGEST_SET_NAME } from '../../kubernetes/name-rules';
import { appliedNames } from '../../workspace/applied';
import { defineRule } from '../rule';

export const nameTooLong = defineRule({
  id: 'name-too-long',
  severity: 'error',
  kinds: ['StatefulSet'],
  summary: 'The name of the StatefulSet has more than 52 characters.',
  why: 'Every Pod carries the label `controller-revision-hash`, whose value is the name of the set, a hyphen and a hash of up to 10 characters. The value of a label has at most 63 characters, so no Pod can be created, and only the events of the set say so. A name of 53 characters fails with most hashes: it may work today and fail after the next change of the template.',
  documentation: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  bad: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: customer-analytics-event-store-production-europe-west-1
  #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
spec:
  selector: { matchLabels: { app: events } }
  template:
    metadata: { labels: { app: events } }
    spec: { containers: [{ name: events, image: "postgres:17" }] }
`,
  good: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: customer-analytics-event-store-production-euw1
spec:
  selector: { matchLabels: { app: events } }
  template:
    metadata: { labels: { app: events } }
    spec: { containers: [{ name: events, image: "postgres:17" }] }
`,
  *check(set, workspace) {
    const written = set.metadata.name;
    const [longest] = appliedNames(set, workspace).toSorted((a, b) => b.name.length - a.name.length);
    if (written === undefined || longest === undefined || longest.name.length <= LONGEST_SET_NAME) return;
    const { name, changedBy } = longest;
    yield {
      span: written.span,
      message: `${changedBy.length > 0 ? `A kustomization makes the name ${name}, which has` : 'The name has'} ${name.length} characters. ${consequence(name.length)} Shorten it to ${LONGEST_SET_NAME} characters or fewer.`,
      related: changedBy.map((kustomization) => ({
        document: kustomization.document,
        span: (kustomization.namePrefix ?? kustomization.nameSuffix ?? kustomization).span,
        message: 'This makes the name longer.',
      })),
    };
  },
});

function consequence(length: number): string {
  if (length > LONGEST_LABEL)
    return `The API server refuses the set: its name may have ${LONGEST_LABEL} characters, and its Pods need some of them.`;
  const label = `Its Pods carry it, a hyphen and a hash in the label controller-revision-hash, whose value may have ${LONGEST_LABEL} characters`;
  const spare = LONGEST_LABEL - 1 - length;
  if (spare === 9)
    return `${label}: about three of four hashes have 10 characters, one more than fit, so Pods may be created now and not after the next change of the template.`;
  return spare > 0
    ? `${label}: that leaves ${spare} for a hash that nearly always has 10, so no Pod is created.`
    : `${label}: no hash fits, so no Pod is created.`;
}
