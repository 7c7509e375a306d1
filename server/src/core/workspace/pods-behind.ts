import { plainLabels } from '../kubernetes/labels';
import { POD_INDEX_LABEL, POD_NAME_LABEL, REVISION_LABEL } from '../kubernetes/identity';
import type { Service } from '../kubernetes/service';
import { isNear, isWhole } from './dns-target';
import type { PodMaker, Workspace } from './workspace';

const ADDED_LABELS = new Set([POD_NAME_LABEL, POD_INDEX_LABEL, REVISION_LABEL]);

/**
 * What makes the Pods that a Service selects, where it stands near: of its file or folder, or joined by a kustomization.
 * Labels that a StatefulSet's controller puts on Pods itself are left out of account. None where the Service has no
 * selector, or selects by such labels only.
 */
export function podsBehind(service: Service, workspace: Workspace): readonly PodMaker[] {
  const selector = plainLabels(service.selector);
  if (selector === undefined) return [];
  const own = new Map([...selector].filter(([key]) => !ADDED_LABELS.has(key)));
  return workspace
    .podMakers(own)
    .filter(
      (maker) =>
        isWhole(maker, workspace) && isNear(maker, service, workspace) && workspace.sameNamespace(maker, service),
    );
}
