import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { objectOf } from '../../workspace/object';
import type { Workspace } from '../../workspace/workspace';
import type { Node } from '../../yaml/node';
import { entryOf, valueAt } from '../../yaml/node';
import type { Finding } from '../finding';
import { restoreFields } from '../fixes/restore';
import { replaceCommands } from './way-out';

/**
 * What of a Service cannot change besides its address, while what needs it stays as it is: see
 * `ValidateServiceUpdate` in `pkg/apis/core/validation`.
 */
const FIELDS: readonly {
  readonly field: string;
  /** How the API server names what it refuses. */
  readonly refusal: string;
  /** Whether the field counts in a Service of this specification. */
  readonly counts: (spec: Node) => boolean;
  /** Whether the server leaves the old value where none is written. */
  readonly kept: boolean;
}[] = [
  {
    field: 'loadBalancerClass',
    refusal: 'spec.loadBalancerClass: may not change once set',
    counts: (spec) => textOf(valueAt(spec, 'type')) === 'LoadBalancer',
    kept: false,
  },
  {
    field: 'ipFamilies',
    refusal: 'spec.ipFamilies[0]: may not change once set',
    counts: (spec) => textOf(valueAt(spec, 'type')) !== 'ExternalName',
    kept: true,
  },
  {
    field: 'healthCheckNodePort',
    refusal: 'spec.healthCheckNodePort: field is immutable',
    counts: (spec) =>
      textOf(valueAt(spec, 'type')) === 'LoadBalancer' && textOf(valueAt(spec, 'externalTrafficPolicy')) === 'Local',
    kept: true,
  },
];

/** The fields of a Service, other than its address, that differ from what is committed and cannot. */
export function* serviceFieldsChanged(service: Service, committed: Service, workspace: Workspace): Iterable<Finding> {
  const [old, now] = [committed, service].map((each) => specOf(each, workspace));
  if (old === undefined || now === undefined) return;
  for (const { field, refusal, counts, kept } of FIELDS) {
    const [before, after] = [old, now].map((spec) => valueOf(spec, field));
    const isLeft = kept && (before === undefined || after === undefined);
    if (before === after || before === '?' || after === '?' || isLeft || !counts(old) || !counts(now)) continue;
    const name = nameOf(service) ?? '';
    const entry = entryOf(now, field);
    yield {
      span: entry?.value.span ?? service.spec ?? service.span,
      message: `${field} changed from ${before ?? 'nothing'} to ${after ?? 'nothing'} since ${workspace.baseline}. The API server refuses that for a Service that exists ("${refusal}"). If ${name} is in the cluster, delete it and apply it again; its Pods keep running, its addresses and DNS names are gone meanwhile.`,
      fixes: [...replaceCommands(service, workspace), ...restoreFields(service, committed, [field], workspace)],
    };
  }
}

function specOf(service: Service, workspace: Workspace): Node | undefined {
  const document = workspace.document(service.document);
  const spec = document && valueAt(objectOf(document, service), 'spec');
  return spec?.type === 'map' ? spec : undefined;
}

/** The value, of a list the first; undefined where there is none, `?` where it cannot be read. */
function valueOf(spec: Node, field: string): string | undefined {
  const node = valueAt(spec, field);
  const first = node?.type === 'list' ? node.items[0] : node;
  if (first === undefined) return undefined;
  return first.type === 'scalar' ? textOf(first) : '?';
}

/** Null, an empty string and 0 count as absent. */
function textOf(node: Node | undefined): string | undefined {
  if (node?.type !== 'scalar' || node.value === null || node.text === '' || node.value === 0) return undefined;
  return /^[{$]/.test(node.text) ? '?' : node.text;
}
