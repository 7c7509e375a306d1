import { POD_NAME_LABEL, parsePodName } from '../kubernetes/identity';
import type { LabelSelector } from '../kubernetes/labels';
import type { Container, PodSpec } from '../kubernetes/pod';
import type { Resource } from '../kubernetes/read';
import type { Field, StringMap } from '../yaml/field';
import {
  asObjects,
  claimsMeant,
  containerPortMeant,
  containersOf,
  objectsMeant,
  podsLabelled,
  portOf,
  volumeMeant,
} from './meant';
import { wholeOf } from './wholes';
import type { Occurrence } from './occurrence';
import { podsMatching } from './pods-behind';
import type { Referent } from './referent';
import { nameKeys, pairSpan } from './referent';
import type { PodMaker, Workspace } from './workspace';

type Meaning = Occurrence['leadsTo'];

/** A reference in a field. */
export function fieldReference(
  writer: Resource,
  field: Field<unknown> | undefined,
  key: (value: string) => string,
  leadsTo: Meaning,
): readonly Occurrence[] {
  const { value } = field ?? {};
  if (field === undefined || (typeof value !== 'string' && typeof value !== 'number') || value === '') return [];
  const written = typeof value === 'string' ? value : undefined;
  const place = { span: field.span, inText: false };
  return [{ writer, ...place, key: key(String(value)), written, defines: false, certainty: 'sure', leadsTo }];
}

/** The name, in a field, of what stands there. */
export function fieldDefinition(
  writer: Resource,
  field: Field<unknown> | undefined,
  key: (value: string) => string,
  leadsTo: Meaning,
): readonly Occurrence[] {
  return fieldReference(writer, field, key, leadsTo).map((occurrence) => ({ ...occurrence, defines: true }));
}

/** Names that mean something only within the object, or by its labels: volumes, ports, labels. */
export function* podOccurrences(maker: PodMaker): Iterable<Occurrence> {
  const { template } = maker;
  for (const [label, field] of template?.metadata.labels?.value ?? []) {
    yield labelOccurrence(maker, label, field, true, (workspace) => [
      { kind: 'label', maker: wholeWithLabel(maker, label, workspace), label },
    ]);
  }
  yield* ownSelector(maker);
  for (const { selector, namespaced } of placementOf(maker)) {
    yield* selectorOccurrences(maker, selector?.value, (value, workspace) =>
      podsMatching(value, wholeOf(maker, workspace), workspace, namespaced),
    );
  }
  for (const volume of template?.spec?.volumes ?? []) {
    yield* fieldDefinition(maker, volume.name, nameKeys.volume, (workspace) =>
      orElse(volumeMeant(maker, volume.name?.value ?? '', workspace), { kind: 'volume', maker, volume }),
    );
  }
  if (maker.kind === 'StatefulSet') {
    for (const claim of maker.claimTemplates) {
      yield* fieldDefinition(maker, claim.metadata.name, nameKeys.volume, (workspace) =>
        orElse(volumeMeant(maker, claim.metadata.name?.value ?? '', workspace), {
          kind: 'claim-template',
          set: maker,
          template: claim,
        }),
      );
    }
  }
  for (const container of containersOf(maker)) yield* containerOccurrences(maker, container);
}

function* containerOccurrences(maker: PodMaker, container: Container): Iterable<Occurrence> {
  for (const { name } of [...container.volumeMounts, ...container.volumeDevices]) {
    yield* fieldReference(maker, name, nameKeys.volume, (workspace) =>
      volumeMeant(maker, name?.value ?? '', workspace),
    );
  }
  for (const port of container.ports) {
    const leadsTo: Meaning = (workspace) => [portOf(maker, container, port, workspace)];
    yield* fieldDefinition(maker, port.name, nameKeys.port, leadsTo);
    yield* fieldDefinition(maker, port.containerPort, nameKeys.port, leadsTo);
  }
  for (const port of [...container.probes.map((probe) => probe.port), ...container.otherPorts]) {
    const target = port?.value;
    if (target === undefined) continue;
    yield* fieldReference(maker, port, nameKeys.port, (workspace) =>
      containerPortMeant(maker, container, target, workspace),
    );
  }
}

/** The claims that a Pod's volumes name: written out as objects, or made by a set of the workspace. */
export function* claimNameOccurrences(maker: PodMaker): Iterable<Occurrence> {
  for (const { claimName } of maker.template?.spec?.volumes ?? []) {
    const name = claimName?.value ?? '';
    yield* fieldReference(maker, claimName, claimKey, (workspace) => [
      ...claimsMeant(name, maker, workspace),
      ...asObjects(objectsMeant('PersistentVolumeClaim', name, maker, workspace)),
    ]);
  }
}

/** `claim/data-web` for `data-web-0`; a claim of another name is found by that alone. */
export function claimKey(name: string): string {
  const parts = parsePodName(name);
  return parts === null ? nameKeys.object('PersistentVolumeClaim', name) : nameKeys.claim(parts.parent);
}

/**
 * The pairs of a map of labels that selects Pods, each leading to the label of the Pods it selects. `makers` says whose
 * Pods the whole of the selector selects.
 */
export function* pairOccurrences(
  owner: Resource,
  labels: StringMap | undefined,
  makers: (workspace: Workspace) => readonly PodMaker[],
): Iterable<Occurrence> {
  for (const [label, field] of labels?.value ?? []) {
    if (label !== POD_NAME_LABEL) {
      yield labelOccurrence(owner, label, field, false, (workspace) => labelsOf(makers(workspace), label));
    }
  }
}

/** As {@link pairOccurrences}, for all of a label selector: of a requirement its key, and each value that it asks for. */
export function* selectorOccurrences(
  owner: Resource,
  selector: LabelSelector | undefined,
  makers: (selector: LabelSelector, workspace: Workspace) => readonly PodMaker[],
): Iterable<Occurrence> {
  if (selector === undefined) return;
  const selected = (workspace: Workspace): readonly PodMaker[] => makers(selector, workspace);
  yield* pairOccurrences(owner, selector.matchLabels, selected);
  for (const { key, operator, valueFields } of selector.matchExpressions) {
    const label = key?.value ?? '';
    yield* fieldReference(owner, key, nameKeys.label, (workspace) => labelsOf(selected(workspace), label));
    if (operator?.value !== 'In') continue;
    for (const field of valueFields) {
      const having = (workspace: Workspace): readonly PodMaker[] =>
        selected(workspace).filter(
          (maker) => maker.template?.metadata.labels?.value?.get(label)?.value === field.value,
        );
      yield* fieldReference(
        owner,
        field,
        () => nameKeys.label(label),
        (workspace) => labelsOf(having(workspace), label),
      ).map((occurrence) => ({ ...occurrence, certainty: 'likely' as const }));
    }
  }
}

/** The value of a label `statefulset.kubernetes.io/pod-name`, which is the name of a Pod. */
export function podNameOccurrences(owner: Resource, labels: StringMap | undefined): readonly Occurrence[] {
  const field = labels?.value?.get(POD_NAME_LABEL);
  const name = field?.value ?? '';
  const parent = parsePodName(name)?.parent;
  if (parent === undefined) return [];
  return fieldReference(
    owner,
    field,
    () => nameKeys.pod(parent),
    (workspace) => podsLabelled(name, owner, workspace),
  );
}

/** The selectors of Pods by which it is decided where those of a workload go. */
export function placementOf({ template }: PodMaker): PodSpec['otherPlacement'] {
  const { antiAffinity = [], otherPlacement = [] } = template?.spec ?? {};
  return [...antiAffinity, ...otherPlacement];
}

/** A workload's own selector, which selects the Pods of its own template. */
function ownSelector(maker: PodMaker): Iterable<Occurrence> {
  return selectorOccurrences(maker, maker.selector?.value, (_, workspace) => [wholeOf(maker, workspace)]);
}

function labelOccurrence(
  writer: Resource,
  label: string,
  field: Field<string>,
  defines: boolean,
  leadsTo: Meaning,
): Occurrence {
  const key = nameKeys.label(label);
  const place = { span: pairSpan(field), inText: false };
  return { writer, ...place, key, written: undefined, defines, certainty: 'sure', leadsTo };
}

function labelsOf(makers: readonly PodMaker[], label: string): readonly Referent[] {
  return makers.flatMap((maker) =>
    maker.template?.metadata.labels?.value?.has(label) === true ? [{ kind: 'label' as const, maker, label }] : [],
  );
}

/** A patch that writes a label which the whole has too says it of that one. */
function wholeWithLabel(maker: PodMaker, label: string, workspace: Workspace): PodMaker {
  const whole = wholeOf(maker, workspace);
  return whole.template?.metadata.labels?.value?.has(label) === true ? whole : maker;
}

function orElse(found: readonly Referent[], otherwise: Referent): readonly Referent[] {
  return found.length > 0 ? found : [otherwise];
}
