import { nameOf } from '../../kubernetes/resource';
import { UNREADY_ANNOTATION } from '../../kubernetes/service';
import { mayBePatched } from '../../workspace/applied';
import { fixBy } from '../fixes/rewrite';
import { removeWithEmptyMap, setAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const unreadyAnnotationIgnored = defineRule({
  id: 'unready-annotation-ignored',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'An annotation that nobody reads any more should publish Pods that are not ready.',
  why: 'DNS and kube-proxy follow EndpointSlices, and whoever makes those reads the field `publishNotReadyAddresses`, not the old annotation `tolerate-unready-endpoints`. So Pods have no name before they are ready, and members that must find each other to become ready wait for ever.',
  documentation:
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#service-alpha-kubernetes-io-tolerate-unready-endpoints-deprecated',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: zk
  annotations:
    service.alpha.kubernetes.io/tolerate-unready-endpoints: "true"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
spec:
  clusterIP: None
  selector: { app: zk }
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: zk
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: { app: zk }
`,
  *check(service, workspace) {
    const annotation = service.metadata.annotations?.value?.get(UNREADY_ANNOTATION);
    const { publishNotReadyAddresses: publish } = service;
    if (annotation?.value === undefined || !/^(?:true|t|1)$/i.test(annotation.value)) return;
    if ((publish !== undefined && publish.value !== false) || mayBePatched(service, workspace)) return;
    const name = nameOf(service) ?? '';
    const drop = removeWithEmptyMap(['metadata', 'annotations'], UNREADY_ANNOTATION);
    yield {
      span: annotation.key,
      message: `This annotation no longer has any effect: under Service ${name} a Pod has an address and a name only while it is ready. Set publishNotReadyAddresses: true in the spec instead, or remove the annotation.`,
      fixes: [
        ...fixBy('Set publishNotReadyAddresses: true in place of the annotation', service, workspace, [
          drop,
          setAt(['spec'], 'publishNotReadyAddresses', true, 'clusterIP'),
        ]),
        ...fixBy('Remove the annotation', service, workspace, [drop]),
      ],
    };
  },
});
