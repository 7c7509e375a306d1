import { nameOf } from '../../kubernetes/resource';
import { restoreFields } from '../fixes/restore';
import { defineRule } from '../rule';
import { dropsHeadless } from './headless';
import { replaceCommands } from './way-out';

export const clusterIpRemovalIgnored = defineRule({
  id: 'cluster-ip-removal-ignored',
  severity: 'warning',
  kinds: ['Service'],
  summary:
    '`clusterIP: None` was there in the last commit and is gone, which changes nothing on a Service that exists.',
  why: 'The API server fills in the old value where none is given, without a word: the Service stays headless in the cluster, and the file no longer says so.',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services',
  bad: `
#// FILE: web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
^^^^
  selector: { app: web }
  ports: [{ port: 80 }]
#// FILE: HEAD:web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
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
  selector: { app: web }
#// FILE: HEAD:web.yaml
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector: { app: web }
  ports: [{ port: 80 }]
`,
  *check(service, workspace) {
    const committed = workspace.committed(service);
    if (committed === undefined || !dropsHeadless(committed, service)) return;
    // Beside another type None is not ignored, but refused: another finding.
    if ((service.type?.value ?? 'ClusterIP') !== 'ClusterIP') return;
    const name = nameOf(service) ?? '';
    yield {
      span: service.clusterIP?.span ?? service.spec ?? service.span,
      message: `clusterIP: None is gone since ${workspace.baseline}. Where Service ${name} exists the API server keeps None without a word, so it stays headless. Restore the line, or delete the Service and apply it again to give it an address.`,
      fixes: [...restoreFields(service, committed, ['clusterIP'], workspace), ...replaceCommands(service, workspace)],
    };
  },
});
