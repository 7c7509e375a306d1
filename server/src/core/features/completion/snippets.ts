import { plainLabels } from '../../kubernetes/labels';
import { nameOf } from '../../kubernetes/resource';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { resourcesNear } from '../../workspace/near';
import type { Plain } from '../../yaml/render';
import { renderBlock, renderEntry } from '../../yaml/render';
import type { CompletionContext } from './context';
import { endsLine, endsWith, isEmptyBeside, keyIndent } from './context';
import type { CompletionItem } from './item';
import { partsOf, stop } from './item';

/** Whole objects where a document is empty, and claim templates in a set, indented as the file is. */
export function snippets(context: CompletionContext): readonly CompletionItem[] {
  const { place, writing, kind } = context;
  if (!hasRoom(context)) return [];
  if (place.path.length === 0) {
    const isOutermost = keyIndent(context) === '' && !context.file.uri.endsWith('.json');
    return isOutermost && kind === undefined && isEmptyBeside(context) ? objects(context) : [];
  }
  const isSpec = kind === 'StatefulSet' && place.path.length === 1 && endsWith(place.path, 'spec');
  return isSpec && !writing.siblings.includes('volumeClaimTemplates') ? [claimTemplates(context)] : [];
}

/** A claim template as an item of those of a set. */
export function itemSnippets(context: CompletionContext): readonly CompletionItem[] {
  const { place, writing, kind } = context;
  const isItem = kind === 'StatefulSet' && endsWith(place.path, 'volumeClaimTemplates', '*');
  return isItem && hasRoom(context) && writing.siblings.length === 0 ? [claimTemplate(context, place.dashed)] : [];
}

/** Whether a key is being written with nothing behind it, where lines may follow. */
function hasRoom(context: CompletionContext): boolean {
  const { place, writing } = context;
  return place.part === 'key' && writing.style === 'plain' && !writing.flow && !writing.hasValue && endsLine(context);
}

function objects(context: CompletionContext): readonly CompletionItem[] {
  return [setWithService(context), headlessService(context), ...budgets(context)];
}

function setWithService(context: CompletionContext): CompletionItem {
  const name = stop(1, 'web');
  const service = serviceManifest(stop(2, 'web'), { app: name });
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: {
      serviceName: stop(2, 'web'),
      replicas: stop(3, '3'),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name: name,
              image: stop(4, 'nginx:1.29'),
              ports: [{ name: stop(5, 'http'), containerPort: stop(6, '80') }],
              readinessProbe: { tcpSocket: { port: stop(5, 'http') } },
              volumeMounts: [{ name: stop(7, 'data'), mountPath: stop(8, '/data') }],
            },
          ],
        },
      },
      volumeClaimTemplates: [claim(7, 9)],
    },
  };
  return {
    label: 'StatefulSet with headless Service',
    kind: 'snippet',
    detail: 'with a claim for each Pod',
    filter: 'statefulset sts',
    insert: documents([service, set], context),
  };
}

function headlessService(context: CompletionContext): CompletionItem {
  return {
    label: 'Service, headless',
    kind: 'snippet',
    detail: 'gives the Pods of a StatefulSet their names',
    filter: 'service headless svc',
    insert: documents([serviceManifest(stop(1, 'web'), { app: stop(1, 'web') })], context),
  };
}

function serviceManifest(name: string, selector: Plain): Plain {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { clusterIP: 'None', selector, ports: [{ name: stop(5, 'http'), port: stop(6, '80') }] },
  };
}

/** One for each StatefulSet of the file that has none yet; else one to be filled in. */
function budgets(context: CompletionContext): readonly CompletionItem[] {
  const { workspace, document } = context;
  const sets = resourcesNear('StatefulSet', document.id, workspace).filter(
    (set) => set.document.uri === document.id.uri && !isProtected(set, context),
  );
  const known = sets.flatMap((set) => {
    const name = nameOf(set);
    const selector = plainLabels(set.selector?.value?.matchLabels);
    if (name === undefined || selector === undefined || selector.size === 0) return [];
    const namespace = set.metadata.namespace?.value;
    const metadata = { name: stop(1, name), ...(namespace === undefined ? {} : { namespace }) };
    return budget(metadata, Object.fromEntries(selector), `for the Pods of ${name}`, context);
  });
  if (known.length > 0) return known;
  const name = stop(1, 'web');
  return [budget({ name }, { app: name }, 'limits how many Pods a drain takes at once', context)];
}

function isProtected(set: StatefulSet, { workspace }: CompletionContext): boolean {
  const labels = plainLabels(set.template?.metadata.labels);
  return (
    labels !== undefined && workspace.budgetsSelecting(labels).some((budget) => workspace.sameNamespace(budget, set))
  );
}

function budget(metadata: Plain, matchLabels: Plain, detail: string, context: CompletionContext): CompletionItem {
  const manifest = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: { maxUnavailable: stop(2, '1'), selector: { matchLabels } },
  };
  return {
    label: 'PodDisruptionBudget',
    kind: 'snippet',
    detail,
    filter: 'poddisruptionbudget pdb',
    insert: documents([manifest], context),
  };
}

function documents(manifests: readonly Plain[], { layout }: CompletionContext): CompletionItem['insert'] {
  const { step, listIndent, newline } = layout;
  const texts = manifests.map((manifest) => renderBlock(manifest, '', step, listIndent).join(newline));
  return partsOf(texts.join(`${newline}---${newline}`) + newline);
}

function claim(name: number, size: number): Plain {
  return {
    metadata: { name: stop(name, 'data') },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: stop(size, '1Gi') } } },
  };
}

function claimTemplates(context: CompletionContext): CompletionItem {
  const { step, listIndent, newline } = context.layout;
  const indent = keyIndent(context);
  const lines = renderEntry('volumeClaimTemplates', [claim(1, 2)], indent, step, listIndent);
  return {
    label: 'volumeClaimTemplates with a claim',
    kind: 'snippet',
    detail: 'a claim of its own for each Pod',
    filter: 'volumeClaimTemplates',
    insert: partsOf(lines.join(newline).trimStart()),
  };
}

function claimTemplate(context: CompletionContext, dashed: boolean): CompletionItem {
  const { step, listIndent, newline } = context.layout;
  const indent = keyIndent(context);
  const lines = dashed
    ? renderBlock([claim(1, 2)], indent, step, listIndent)
    : renderBlock(claim(1, 2), indent, step, listIndent);
  return {
    label: 'claim template',
    kind: 'snippet',
    detail: 'a claim of its own for each Pod',
    filter: 'metadata claim template',
    insert: partsOf(lines.join(newline).trimStart()),
  };
}
