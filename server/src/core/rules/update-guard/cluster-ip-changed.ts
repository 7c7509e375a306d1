import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import { restoreFields } from '../fixes/restore';
import { defineRule } from '../rule';
import { dropsHeadless } from './headless';
import { replaceCommands } from './way-out';

export const clusterIpChanged = defineRule({
  id: 'cluster-ip-changed',
  severity: 'error',
  kinds: ['Service'],
  summary: '`clusterIP` differs from the last commit, and cannot change on a Service that exists.',
  why: 'The API server refuses the update: a Service becomes headless, or stops being it, only by being deleted and created again. Its Pods keep running meanwhile, but its DNS names are gone until it is back.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  bad: `
#// FILE: web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  #          ^^^^
  selector: { app: web }
  ports: [{ port: 80 }]
#// FILE: HEAD:web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports: [{ port: 80 }]
`,
  good: `
#// FILE: web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector: { app: web, tier: front }
#// FILE: HEAD:web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector: { app: web }
`,
  *check(service, workspace) {
    const committed = workspace.committed(service);
    if (committed === undefined) return;
    const before = serviceType(committed);
    const after = serviceType(service);
    const toHeadless = before === 'cluster-ip' && after === 'headless';
    // Without a clusterIP of its own the Service silently stays headless, which is another finding.
    const fromHeadless = before === 'headless' && after === 'cluster-ip' && (service.clusterIP?.value ?? '') !== '';
    const otherAddress =
      before === 'cluster-ip' &&
      after === 'cluster-ip' &&
      bothWritten(committed.clusterIP?.value, service.clusterIP?.value);
    const type = service.type?.value ?? 'ClusterIP';
    const keptBesideType = dropsHeadless(committed, service) && type !== 'ClusterIP';
    if (!toHeadless && !fromHeadless && !otherAddress && !keptBesideType) return;
    const name = nameOf(service) ?? '';
    const refusal = keptBesideType
      ? `clusterIP: None gave way to type ${type} since ${workspace.baseline}. The API server keeps None where Service ${name} exists, and then refuses the type ("spec.clusterIPs[0]: may not be set to 'None' for ${type} services").`
      : `clusterIP changed from ${addressText(committed)} to ${addressText(service)} since ${workspace.baseline}. The API server refuses that for a Service that exists ("spec.clusterIPs[0]: may not change once set").`;
    const fields = [
      ...(service.clusterIP?.value === committed.clusterIP?.value ? [] : ['clusterIP']),
      ...(service.firstClusterIP === committed.firstClusterIP ? [] : ['clusterIPs']),
      // None comes back only where the type that goes with it does.
      ...(before === 'headless' && type !== 'ClusterIP' ? ['type'] : []),
    ];
    yield {
      span: (keptBesideType ? service.type?.span : service.clusterIP?.span) ?? service.spec ?? service.span,
      message: `${refusal} If ${name} is in the cluster, delete it and apply it again; its Pods keep running, its DNS names are gone meanwhile.`,
      fixes: [...replaceCommands(service, workspace), ...restoreFields(service, committed, fields, workspace)],
    };
  },
});

function bothWritten(before: string | undefined, after: string | undefined): boolean {
  return before !== undefined && before !== '' && after !== undefined && after !== '' && before !== after;
}

function addressText({ clusterIP, firstClusterIP }: Service): string {
  return clusterIP?.value || firstClusterIP || 'an address that the cluster chose';
}
