import type { StatefulSetSummary } from '../../server/src/core/protocol';
import { podDnsName, podName } from '../../server/src/core/rollout/kubernetes';
import { featuresOf } from '../../server/src/core/rollout/kubernetes';
import type { Scenario } from '../../server/src/core/rollout/scenarios';
import { SCENARIOS } from '../../server/src/core/rollout/scenarios';
import type { SetFields } from '../../server/src/core/rollout/spec';
import type { Session, SessionOptions } from '../../client/src/rollout/session';
import { startSession } from '../../client/src/rollout/session';
import type { TreeNode } from '../../client/src/tree-node';

const RANGE = { start: { line: 4, character: 8 }, end: { line: 4, character: 11 } };

/** The summary of a set `web` of three with a claim each, governed by the headless Service `nginx`, with other fields of its spec. */
export function webSummary(
  spec: SetFields = {},
  service: Partial<StatefulSetSummary['service']> = {},
): StatefulSetSummary {
  const fields: SetFields = {
    replicas: 3,
    serviceName: 'nginx',
    template: 'content-1',
    volumeClaimTemplates: [{ name: 'data' }],
    ...spec,
  };
  const ordinals = Array.from({ length: fields.replicas ?? 1 }, (_, index) => (fields.ordinals?.start ?? 0) + index);
  return {
    id: 'file:///web.yaml#shop/web',
    name: 'web',
    namespace: 'shop',
    location: { uri: 'file:///web.yaml', range: RANGE },
    fields: {},
    service: {
      name: 'nginx',
      state: 'headless',
      sentence: 'Governed by nginx (headless).',
      location: undefined,
      publishNotReadyAddresses: false,
      ...service,
    },
    pods: ordinals.map((ordinal) => {
      const name = podName('web', ordinal);
      return { name, ordinal, claims: [`data-${name}`], dns: podDnsName(name, 'nginx', 'shop', 'cluster.local') };
    }),
    input: { name: 'web', namespace: 'shop', spec: fields },
  };
}

/** A scenario by its id. */
export function scenario(id: string): Scenario {
  const found = SCENARIOS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no scenario ${id}`);
  return found;
}

/** A run at its first frame, of the newest version of Kubernetes unless told otherwise. */
export function sessionOf(summary: StatefulSetSummary, id: string, options: Partial<SessionOptions> = {}): Session {
  const session = startSession(summary, scenario(id), { features: featuresOf(), ...options });
  if (session === null) throw new Error(`Scenario ${id} lacks something`);
  return session;
}

/** A tree as text: a row a line, indented; children only where asked for. */
export function treeText(nodes: readonly TreeNode[], withChildren: boolean, indent = '  '): string {
  return nodes
    .map(({ icon, label, description, children = [] }) => {
      const words = description === undefined ? label : `${label}  (${description})`;
      const below = withChildren ? treeText(children, true, `${indent}    `) : '';
      return `${indent}[${icon?.id ?? ''}] ${words}\n${below}`;
    })
    .join('');
}
