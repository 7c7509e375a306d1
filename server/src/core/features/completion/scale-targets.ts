import { nameOf } from '../../kubernetes/resource';
import { SCALABLE_KINDS } from '../../kubernetes/workload';
import { podMakersInReach } from '../../workspace/near';
import type { PodMaker } from '../../workspace/workspace';
import type { CompletionContext } from './context';
import { endsWith, literal } from './context';
import type { CompletionItem } from './item';

const SCALABLE: ReadonlySet<string> = new Set(SCALABLE_KINDS);

/** What an autoscaler can scale, for the name in `scaleTargetRef`. */
export function scaleTargets(context: CompletionContext): readonly CompletionItem[] {
  const { place, resource, workspace, document } = context;
  if (place.part !== 'value' || resource?.kind !== 'HorizontalPodAutoscaler') return [];
  if (!endsWith(place.path, 'scaleTargetRef', 'name')) return [];
  const kind = resource.targetKind?.value;
  const isMeant = (maker: PodMaker): boolean =>
    (kind === undefined ? SCALABLE.has(maker.kind) : maker.kind === kind) && workspace.sameNamespace(maker, resource);
  const items = new Map<string, CompletionItem>();
  for (const maker of podMakersInReach(document.id, workspace, isMeant)) {
    const name = nameOf(maker);
    if (name === undefined || items.has(name)) continue;
    items.set(name, { label: name, kind: 'set', detail: maker.kind, insert: [literal(name, context)] });
  }
  return [...items.values()];
}
