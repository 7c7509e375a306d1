import { partitionOf, updateStrategyOf } from '../kubernetes/defaults';
import { claimName, podName } from '../kubernetes/identity';
import type { DocumentId } from '../kubernetes/resource';
import { nameOf } from '../kubernetes/resource';
import type { StatefulSet } from '../kubernetes/statefulset';
import type { SourceFile } from '../workspace/file';
import type { Workspace } from '../workspace/workspace';
import type { Field } from '../yaml/field';
import type { Span } from '../yaml/span';
import { governingStateOf, governingWords } from './governing-state';
import { claimTemplateHover } from './hover/claims';
import { rolloutHover } from './hover/rollout';
import { replicasHover, serviceNameHover } from './hover/statefulset';
import { isPart, namingOf } from './naming';

/** A few words behind a value that say what it comes to. */
export interface InlayHint {
  readonly document: DocumentId;
  /** Where the value ends; empty. */
  readonly span: Span;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string | undefined;
}

/** Which hints are shown. */
export interface InlayHintSettings {
  readonly replicas: boolean;
  readonly serviceName: boolean;
  readonly claims: boolean;
  readonly partition: boolean;
}

/** The hints of a stretch of a file, given in file offsets; none in templates and in parts of sets. */
export function inlayHints(
  file: SourceFile,
  within: Span,
  settings: InlayHintSettings,
  workspace: Workspace,
): readonly InlayHint[] {
  if (file.template) return [];
  return file.documents.flatMap(({ document, start }) => {
    if (start > within.end || start + document.text.length < within.start) return [];
    const isShown = ({ span }: InlayHint): boolean =>
      start + span.end >= within.start && start + span.end <= within.end;
    return document.resources
      .flatMap((resource) => (resource.kind === 'StatefulSet' ? hintsOf(resource, settings, workspace) : []))
      .filter(isShown);
  });
}

function hintsOf(set: StatefulSet, settings: InlayHintSettings, workspace: Workspace): readonly InlayHint[] {
  if (isPart(set, workspace)) return [];
  return [
    ...(settings.serviceName ? serviceHint(set, workspace) : []),
    ...(settings.replicas ? replicasHint(set, workspace) : []),
    ...(settings.partition ? partitionHint(set, workspace) : []),
    ...(settings.claims ? claimHints(set, workspace) : []),
  ];
}

function hint(set: StatefulSet, field: Field<unknown>, label: string, tooltip: string | undefined): InlayHint {
  return { document: set.document, span: { start: field.span.end, end: field.span.end }, label, tooltip };
}

function serviceHint(set: StatefulSet, workspace: Workspace): readonly InlayHint[] {
  if (set.serviceName === undefined) return [];
  const words = governingWords(governingStateOf(set, workspace), workspace);
  return words === '' ? [] : [hint(set, set.serviceName, words, serviceNameHover(set, workspace))];
}

function replicasHint(set: StatefulSet, workspace: Workspace): readonly InlayHint[] {
  const { name, replicas, start } = namingOf(set, workspace) ?? {};
  if (set.replicas?.value === undefined || name === undefined || replicas === undefined || start === undefined)
    return [];
  const label = replicas === 0 ? 'no Pods' : range((offset) => podName(name, start + offset), replicas);
  return [hint(set, set.replicas, label, replicasHover(set, workspace))];
}

/** `partition` is an offset from the first ordinal, and says something for rolling updates only. */
function partitionHint(set: StatefulSet, workspace: Workspace): readonly InlayHint[] {
  const { name, replicas, start } = namingOf(set, workspace) ?? {};
  const field = set.updateStrategy?.value?.partition;
  const partition = partitionOf(set);
  if (field === undefined || partition === undefined || partition < 1 || updateStrategyOf(set) !== 'RollingUpdate')
    return [];
  if (name === undefined || replicas === undefined || replicas === 0 || start === undefined) return [];
  const pods = range((offset) => podName(name, start + offset), Math.min(partition, replicas));
  const label = partition >= replicas ? 'all Pods stay old' : `${pods} ${partition === 1 ? 'stays' : 'stay'} old`;
  return [hint(set, field, label, rolloutHover(set, 'partition', workspace))];
}

function claimHints(set: StatefulSet, workspace: Workspace): readonly InlayHint[] {
  const { name, replicas, start } = namingOf(set, workspace) ?? {};
  if (name === undefined || replicas === undefined || replicas === 0 || start === undefined) return [];
  return set.claimTemplates.flatMap((template) => {
    const claim = nameOf(template);
    if (template.metadata.name === undefined || claim === undefined || claim === '') return [];
    const label = range((offset) => claimName(claim, name, start + offset), replicas);
    return [hint(set, template.metadata.name, label, claimTemplateHover(set, template, workspace))];
  });
}

/** The names from an offset of 0 up: `web-0`, or `web-0, web-1`, or `web-0 … web-2`. */
function range(name: (offset: number) => string, length: number): string {
  if (length === 1) return name(0);
  return `${name(0)}${length === 2 ? ', ' : ' … '}${name(length - 1)}`;
}
