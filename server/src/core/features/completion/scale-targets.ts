import { nameOf } from '../../kubernetes/resource';
import { SCALABLE_KINDS } from '../../kubernetes/workload';
import { podMakersNear } from '../../workspace/near';
import type { CompletionContext } from './context';
import { endsWith, literal } from './context';
import type { CompletionItem } from './item';

const SCALABLE: ReadonlySet<string> = new Set(SCALABLE_KINDS);

/** What an autoscaler near can scale, for the name in `scaleTargetRef`. */
export function scaleTargets(context: CompletionContext): readonly CompletionItem[] {
  const { place, resource, workspace, document } = context;
  if (place.part !== 'value' || resource?.kind !== 'HorizontalPodAutoscaler') return [];
  if (!endsWith(place.path, 'scaleTargetRef', 'name')) return [];
  const kind = resource.targetKind?.value;
  return podMakersNear(document.id, workspace).flatMap((maker): CompletionItem[] => {
    const name = nameOf(maker);
    const isOther = kind === undefined ? !SCALABLE.has(maker.kind) : maker.kind !== kind;
    if (name === undefined || isOther || !workspace.sameNamespace(maker, resource)) return [];
    return [{ label: name, kind: 'set', detail: maker.kind, insert: [literal(name, context)] }];
  });
}
