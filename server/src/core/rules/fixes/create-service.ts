import type { StringMap } from '../../yaml/field';
import { CONTROLLER_LABELS } from '../../kubernetes/identity';
import { isVersionLabel, plainLabels } from '../../kubernetes/labels';
import { awaitedPeer } from '../../kubernetes/peers';
import { servingContainers } from '../../kubernetes/pod';
import { protocolOf } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { isWhole } from '../../workspace/dns-target';
import { folderOf, resolvePath } from '../../workspace/kustomize';
import { treeOf } from '../../workspace/document';
import type { Workspace } from '../../workspace/workspace';
import { layoutOf } from '../../yaml/layout';
import { scalarAround } from '../../yaml/node';
import type { Plain } from '../../yaml/render';
import { renderBlock } from '../../yaml/render';
import type { DocumentEdit, Fix } from '../finding';
import { rewrite } from './rewrite';
import { appendAt } from './steps';

/**
 * Creates the headless Service that a StatefulSet names: as a further document of its file, and as a new file beside it.
 * Where its Pods wait for each other by name it publishes them before they are ready. None where the Pods have no readable labels to select.
 */
export function createHeadlessService(set: StatefulSet, name: string, workspace: Workspace): readonly Fix[] {
  const service = headlessService(set, name, namespaceText(set, workspace), workspace);
  const file = workspace.file(set.document.uri);
  const last = file?.documents.at(-1)?.document;
  if (service === undefined || file === undefined || last === undefined) return [];
  const { step, listIndent, newline } = layoutOf(file.text);
  const text = renderBlock(service, '', step, listIndent).join(newline) + newline;
  const fixes: Fix[] = [];
  if (!file.text.trimStart().startsWith('{')) {
    const end = last.text.length;
    const gap = last.text === '' || last.text.endsWith('\n') ? '' : newline;
    const newText = `${gap}---${newline}${text}`;
    fixes.push({
      title: `Create headless Service ${name} in this file`,
      edits: [{ document: last.id, span: { start: end, end }, newText }],
    });
  }
  const uri = `${folderOf(set.document.uri)}/${name}-service.yaml`;
  if (workspace.file(uri) === undefined) {
    const listed = listBeside(set, `${name}-service.yaml`, workspace);
    fixes.push({
      title: `Create headless Service ${name} in a new file, ${name}-service.yaml${listed.length === 0 ? '' : ', and list it in the kustomization'}`,
      edits: [{ uri, text }, ...listed],
    });
  }
  return fixes;
}

/** Lists a new file in every kustomization that lists the set's file, right behind all else: else nobody applies it. */
function listBeside(set: StatefulSet, file: string, workspace: Workspace): readonly DocumentEdit[] {
  const kustomizations = new Set(workspace.buildsOf(set).flatMap(({ chain }) => chain[0] ?? []));
  return [...kustomizations].flatMap((kustomization) => {
    const folder = folderOf(kustomization.document.uri);
    const own = kustomization.resources.find(
      ({ value }) => value !== undefined && resolvePath(folder, value) === set.document.uri,
    );
    if (own?.value === undefined) return [];
    return rewrite(kustomization, workspace, [appendAt([], 'resources', own.value.replace(/[^/]*$/, file))]);
  });
}

function headlessService(
  set: StatefulSet,
  name: string,
  namespace: string | undefined,
  workspace: Workspace,
): Plain | undefined {
  const selector = sharedSelector(set, name, workspace);
  if (selector === undefined) return undefined;
  const ports = portsOf(set);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...labelsOf(set.selector?.value?.matchLabels, selector),
    },
    spec: {
      clusterIP: 'None',
      ...(awaitedPeer(set, name) === undefined ? {} : { publishNotReadyAddresses: true }),
      selector,
      ...(ports.length === 0 ? {} : { ports }),
    },
  };
}

/** The namespace as it is written, also where it is a placeholder: what fills in the one fills in the other. */
function namespaceText({ document, metadata }: StatefulSet, workspace: Workspace): string | undefined {
  const file = metadata.namespace && workspace.document(document);
  return metadata.namespace?.value ?? (file && scalarAround(treeOf(file).root, metadata.namespace.span.start)?.text);
}

/** The labels by which the set itself selects, as far as the Service does too. */
function labelsOf(
  labels: StringMap | undefined,
  selector: Readonly<Record<string, string>>,
): { readonly labels?: Plain } {
  const own = [...(plainLabels(labels) ?? [])].filter(([key]) => selector[key] !== undefined);
  return own.length === 0 ? {} : { labels: Object.fromEntries(own) };
}

/**
 * The labels by which to select the set's Pods: those of its own selector, which never change, as far as the Pods carry
 * them; else all that the Pods carry, but for those that change with every release. Undefined where there are none or
 * they cannot be read.
 */
export function podSelector(set: StatefulSet): Readonly<Record<string, string>> | undefined {
  const labels = plainLabels(set.template?.metadata.labels);
  if (labels === undefined || labels.size === 0) return undefined;
  const own = plainLabels(set.selector?.value?.matchLabels) ?? new Map<string, string>();
  const chosen = [...own].filter(([key, value]) => labels.get(key) === value);
  if (chosen.length > 0) return Object.fromEntries(chosen);
  const lasting = [...labels].filter(([key, value]) => !isVersionLabel(key, value) && !CONTROLLER_LABELS.has(key));
  return Object.fromEntries(lasting.length > 0 ? lasting : labels);
}

/**
 * As {@link podSelector}, but of the labels that the Pods of every set have in common which names that Service: they
 * would lose their names to a selector of one alone. Undefined where there are none.
 */
export function sharedSelector(
  set: StatefulSet,
  service: string,
  workspace: Workspace,
): Readonly<Record<string, string>> | undefined {
  const others = workspace
    .near(workspace.governedBy(service), set)
    .filter((other) => other !== set && isWhole(other, workspace) && workspace.sameNamespace(other, set))
    .map((other) => plainLabels(other.template?.metadata.labels) ?? new Map<string, string>());
  const shared = (pairs: Iterable<readonly [string, string]>): readonly (readonly [string, string])[] =>
    [...pairs].filter(([key, value]) => others.every((labels) => labels.get(key) === value));
  const own = shared(Object.entries(podSelector(set) ?? {}));
  const chosen = own.length > 0 ? own : shared(plainLabels(set.template?.metadata.labels) ?? []);
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
}

/** The ports that the containers of a set declare, as a Service has them. */
export function portsOf(set: StatefulSet): readonly Plain[] {
  const declared =
    set.template?.spec === undefined
      ? []
      : servingContainers(set.template.spec).flatMap((container) => container.ports);
  const ports = new Map<
    string,
    { readonly name: string | undefined; readonly port: number; readonly protocol: string }
  >();
  for (const port of declared) {
    const number = port.containerPort?.value;
    const protocol = protocolOf(port);
    if (number === undefined || protocol === undefined) continue;
    const key = `${number}/${protocol}`;
    ports.set(key, { name: ports.get(key)?.name ?? port.name?.value, port: number, protocol });
  }
  const names = new Set<string>();
  // The API server wants every port of several named, and no two alike.
  return [...ports.values()].map(({ name, port, protocol }) => ({
    ...(name === undefined && ports.size === 1
      ? {}
      : { name: newName(names, name, `${protocol.toLowerCase()}-${port}`) }),
    port,
    ...(protocol === 'TCP' ? {} : { protocol }),
  }));
}

/** The name that is wished for, unless it is taken; from then on it is. */
function newName(taken: Set<string>, wished: string | undefined, other: string): string {
  const name = wished === undefined || taken.has(wished) ? other : wished;
  taken.add(name);
  return name;
}
