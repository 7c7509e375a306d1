import type { Field } from '../yaml/field';
import { integerOrStringField, itemsOf, mapField, stringField } from '../yaml/field';
import type { Node } from '../yaml/node';
import { entryOf } from '../yaml/node';
import type { LabelSelector } from './labels';
import { readLabelSelector } from './labels';
import type { ResourceBase } from './resource';

/** A NetworkPolicy (`networking.k8s.io`): which Pods it is about, and whom it lets in and out. */
export interface NetworkPolicy extends ResourceBase {
  readonly kind: 'NetworkPolicy';
  readonly podSelector: Field<LabelSelector> | undefined;
  readonly rules: readonly NetworkPolicyRule[];
}

export interface NetworkPolicyRule {
  /** `ingress`: the ports are those of the policy's own Pods; `egress`: of the peers. */
  readonly direction: 'ingress' | 'egress';
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/** Pods of the other side. */
export interface NetworkPolicyPeer {
  readonly podSelector: Field<LabelSelector>;
  /** Whether a `namespaceSelector` stands beside it, so that the Pods are those of other namespaces. */
  readonly namespaced: boolean;
}

export interface NetworkPolicyPort {
  readonly port: Field<number | string> | undefined;
  readonly protocol: Field<string> | undefined;
}

/** Reads the object of a NetworkPolicy. */
export function readNetworkPolicy(base: ResourceBase, object: Node): NetworkPolicy {
  const spec = mapField(object, 'spec')?.value;
  return {
    ...base,
    kind: 'NetworkPolicy',
    podSelector: readLabelSelector(spec, 'podSelector'),
    rules: [
      ...itemsOf(spec, 'ingress').map((rule) => readRule(rule, 'ingress', 'from')),
      ...itemsOf(spec, 'egress').map((rule) => readRule(rule, 'egress', 'to')),
    ],
  };
}

function readRule(rule: Node, direction: NetworkPolicyRule['direction'], peers: 'from' | 'to'): NetworkPolicyRule {
  return {
    direction,
    peers: itemsOf(rule, peers).flatMap((peer) => {
      const podSelector = readLabelSelector(peer, 'podSelector');
      const namespaced = entryOf(peer, 'namespaceSelector') !== undefined;
      return podSelector === undefined ? [] : [{ podSelector, namespaced }];
    }),
    ports: itemsOf(rule, 'ports').map((port) => ({
      port: integerOrStringField(port, 'port'),
      protocol: stringField(port, 'protocol'),
    })),
  };
}
