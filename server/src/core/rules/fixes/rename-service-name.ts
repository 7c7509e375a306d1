import type { Place } from '../../kubernetes/resource';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { Workspace } from '../../workspace/workspace';
import { replaceScalar } from '../../yaml/edit';
import type { Fix } from '../finding';

/**
 * Sets `serviceName` to each of the Services; the title says why it is offered. `alike` are places that name the same Service
 * and go with it.
 */
export function renameServiceName(
  set: StatefulSet,
  services: readonly Service[],
  reason: string,
  workspace: Workspace,
  alike: readonly Place[] = [],
): readonly Fix[] {
  const { serviceName } = set;
  const document = workspace.document(set.document);
  if (serviceName === undefined || document === undefined) return [];
  const names = new Map(services.map((service) => [nameOf(service), service]));
  return [...names].flatMap(([name, service]) => {
    if (name === undefined || name === serviceName.value) return [];
    const headless = serviceType(service) === 'headless' ? 'headless, ' : '';
    const edit = replaceScalar(serviceName, name, document.text);
    const others = alike.length === 0 ? '' : ', and in the DNS names of its Pods';
    return [
      {
        title: `Change serviceName to ${name}${others} (${headless}${reason})`,
        edits: [
          { document: set.document, ...edit },
          ...alike.map((place) => ({ document: place.document, span: place.span, newText: name })),
        ],
      },
    ];
  });
}
