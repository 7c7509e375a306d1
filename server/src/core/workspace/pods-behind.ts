import { CONTROLLER_LABELS, POD_NAME_LABEL, parsePodName } from '../kubernetes/identity';
import type { LabelSelector } from '../kubernetes/labels';
import { matches, plainLabels } from '../kubernetes/labels';
import type { Resource } from '../kubernetes/read';
import type { Service } from '../kubernetes/service';
import { isWhole } from './dns-target';
import type { PodMaker, Workspace } from './workspace';

/**
 * What makes the Pods that a Service selects, where it stands near: of its file or folder, or joined by a kustomization.
 * Labels that a StatefulSet's controller puts on Pods itself are left out of account. None where the Service has no
 * selector, or selects by such labels only.
 */
export function podsBehind(service: Service, workspace: Workspace): readonly PodMaker[] {
  return near(selectorOf(service), service, workspace, false);
}

/** As {@link podsBehind}; where nothing stands near that it selects, what stands far. */
export function podsSelectedBy(service: Service, workspace: Workspace): readonly PodMaker[] {
  return podsMatching(selectorOf(service), service, workspace);
}

/**
 * What makes the Pods that a label selector of `owner` selects, near ones or else all. `elsewhere` says that Pods of other
 * namespaces are meant. None where the selector is empty, and so selects whatever there is, or names no value.
 */
export function podsMatching(
  selector: LabelSelector,
  owner: Resource,
  workspace: Workspace,
  elsewhere = false,
): readonly PodMaker[] {
  const found = near(selector, owner, workspace, elsewhere);
  return found.length > 0 ? found : selected(selector, owner, workspace, elsewhere, (makers) => makers);
}

/** The selector of a Service as the label selector that says the same. */
export function selectorOf(service: Service): LabelSelector {
  return { matchLabels: service.selector, matchExpressions: [] };
}

function near(selector: LabelSelector, owner: Resource, workspace: Workspace, elsewhere: boolean): readonly PodMaker[] {
  return selected(selector, owner, workspace, elsewhere, (makers) => workspace.near(makers, owner));
}

function selected(
  selector: LabelSelector,
  owner: Resource,
  workspace: Workspace,
  elsewhere: boolean,
  narrow: (makers: readonly PodMaker[]) => readonly PodMaker[],
): readonly PodMaker[] {
  // The controller's own labels are on the Pods whatever the template says.
  const own = { ...selector, matchLabels: withoutAdded(selector) };
  const named = setsOfPod(selector, workspace);
  const found =
    named.length > 0
      ? narrow(named)
      : pairsToFind(selector).flatMap(([label, value]) => narrow(workspace.makersWith(label, value)));
  return [...new Set(found)].filter((maker) => {
    const labels = plainLabels(maker.template?.metadata.labels);
    const isSelected = labels !== undefined && matches(own, labels) === true;
    return isSelected && isWhole(maker, workspace) && (elsewhere || workspace.sameNamespace(maker, owner));
  });
}

/** The sets of which a selector by the label with a Pod's name takes one Pod. */
function setsOfPod({ matchLabels }: LabelSelector, workspace: Workspace): readonly PodMaker[] {
  const pod = matchLabels?.value?.get(POD_NAME_LABEL)?.value;
  const parts = pod === undefined ? null : parsePodName(pod);
  return parts === null ? [] : workspace.statefulSets(parts.parent);
}

/**
 * The pairs of which a Pod must have one for the selector to match it, as far as the selector says so: the first of its
 * labels by name, else the values of its first requirement. Looked up both ways, so every spelling must yield the same.
 */
export function pairsToFind(selector: LabelSelector): readonly (readonly [string, string])[] {
  const pairs = [...(withoutAdded(selector)?.value ?? [])].flatMap(([key, { value }]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const [first] = pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (first !== undefined) return [first];
  for (const { key, operator, values } of selector.matchExpressions) {
    const label = key?.value;
    if (label !== undefined && operator?.value === 'In') return (values ?? []).map((value) => [label, value] as const);
  }
  return [];
}

function withoutAdded({ matchLabels }: LabelSelector): LabelSelector['matchLabels'] {
  if (matchLabels?.value === undefined) return matchLabels;
  return { ...matchLabels, value: new Map([...matchLabels.value].filter(([key]) => !CONTROLLER_LABELS.has(key))) };
}
