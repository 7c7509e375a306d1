import { serviceType } from '../../kubernetes/service';
import { fixBy } from '../fixes/rewrite';
import { removeAt } from '../fixes/steps';
import { defineRule } from '../rule';

export const headlessSessionAffinity = defineRule({
  id: 'headless-session-affinity',
  severity: 'warning',
  kinds: ['Service'],
  summary: 'A headless Service asks for session affinity.',
  why: 'Session affinity is kept where traffic to a cluster IP is spread over Pods. A headless Service has none: clients choose a Pod themselves, the field is ignored, and the API server answers with a warning.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  bad: `
apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  clusterIP: None
  sessionAffinity: ClientIP
  #                ^^^^^^^^
  selector: { app: redis }
  ports:
    - port: 6379
`,
  good: `
apiVersion: v1
kind: Service
metadata:
  name: redis
spec:
  clusterIP: None
  selector: { app: redis }
  ports:
    - port: 6379
`,
  *check(service, workspace) {
    const { sessionAffinity } = service;
    if (sessionAffinity?.value !== 'ClientIP' || serviceType(service) !== 'headless') return;
    const fixes = fixBy('Remove sessionAffinity, which has no effect', service, workspace, [
      removeAt(['spec'], 'sessionAffinity'),
      removeAt(['spec'], 'sessionAffinityConfig'),
    ]).map((fix) => ({ ...fix, safe: true }));
    yield {
      span: sessionAffinity.span,
      message:
        'This Service is headless, so session affinity has no effect: clients connect to the Pods directly. Remove the field, or use a Service with a cluster IP where affinity is needed.',
      fixes,
    };
  },
});
