import type { MissingField } from '../../kubernetes/api/field-problem';
import { apiVersionOf } from '../../kubernetes/api/schema';
import { plainLabels } from '../../kubernetes/labels';
import type { Resource } from '../../kubernetes/read';
import type { Workspace } from '../../workspace/workspace';
import { integerField, itemsOf, stringField } from '../../yaml/field';
import { entryOf, valueAt } from '../../yaml/node';
import type { Node } from '../../yaml/node';
import type { Plain } from '../../yaml/render';
import type { Fix } from '../finding';
import { fixBy } from '../fixes/rewrite';
import { setAt } from '../fixes/steps';
import { nodeAt } from './problems';

/** Ways to add what is missing, where the rest of the object tells a value or there are few to choose from. */
export function completions(problem: MissingField, resource: Resource, workspace: Workspace): readonly Fix[] {
  const path = problem.path.slice(0, -1);
  const key = String(problem.path.at(-1));
  const parent = nodeAt(resource, workspace, path);
  if (parent?.type !== 'map') return [];
  return valuesFor(problem, parent, resource).flatMap(({ value, text, after }) =>
    fixBy(`Add ${key}: ${text ?? (typeof value === 'string' ? value : '')}`, resource, workspace, [
      setAt(path, key, value, after),
    ]),
  );
}

interface Value {
  readonly value: Plain;
  /** How the title puts it, where that is not the value as it is. */
  readonly text?: string;
  /** The entry after which it goes; first where absent. */
  readonly after?: string;
}

function valuesFor({ path }: MissingField, parent: Node, resource: Resource): readonly Value[] {
  const list = path.at(-3);
  switch (path.at(-1)) {
    case 'apiVersion': {
      const value = apiVersionOf(resource.kind);
      return value === undefined ? [] : [{ value }];
    }
    case 'selector':
      return selectorOf(resource);
    case 'clusterIP': {
      const first = itemsOf(parent, 'clusterIPs')[0];
      return first?.type === 'scalar' ? [{ value: first.text }] : [];
    }
    case 'ipFamilyPolicy':
      return ['PreferDualStack', 'RequireDualStack'].map((value) => ({ value }));
    case 'restartPolicy':
      return ['OnFailure', 'Never'].map((value) => ({ value }));
    case 'accessModes':
      return [{ value: ['ReadWriteOnce'], text: 'ReadWriteOnce' }];
    case 'topologyKey':
      return [
        { value: 'kubernetes.io/hostname', ...(entryOf(parent, 'labelSelector') ? { after: 'labelSelector' } : {}) },
      ];
    case 'operator':
      return [{ value: entryOf(parent, 'values') === undefined ? 'Exists' : 'In', after: 'key' }];
    case 'name':
      if (list === 'ports') return portName(parent);
      return list === 'containers' || list === 'initContainers' ? containerName(parent) : [];
    default:
      return [];
  }
}

function selectorOf(resource: Resource): readonly Value[] {
  const labels = 'template' in resource ? plainLabels(resource.template?.metadata.labels) : undefined;
  if (labels === undefined || labels.size === 0) return [];
  return [
    { value: { matchLabels: Object.fromEntries(labels) }, text: 'the labels of its Pod template', after: 'replicas' },
  ];
}

/** `tcp-80`: a name of a port is free. */
function portName(port: Node): readonly Value[] {
  const number = integerField(port, 'port')?.value;
  const protocol = valueAt(port, 'protocol') === undefined ? 'TCP' : stringField(port, 'protocol')?.value;
  return number === undefined || protocol === undefined ? [] : [{ value: `${protocol.toLowerCase()}-${number}` }];
}

/** The name of the image, as `kubectl` names containers. */
function containerName(container: Node): readonly Value[] {
  const image = stringField(container, 'image')?.value;
  const name = image
    ?.split('/')
    .at(-1)
    ?.split(/[:@]/)[0]
    ?.toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return name === undefined || name === '' ? [] : [{ value: name.slice(0, 63) }];
}
