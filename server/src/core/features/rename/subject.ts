import type { Service } from '../../kubernetes/service';
import type { StatefulSet } from '../../kubernetes/statefulset';
import type { SourceFile } from '../../workspace/file';
import { documentAt } from '../../workspace/file';
import type { Target } from '../../workspace/locate';
import { locate } from '../../workspace/locate';
import type { Occurrence } from '../../workspace/occurrence';
import { nameSpan } from '../../workspace/name-span';
import { referentsOf } from '../../workspace/references';
import type { Referent } from '../../workspace/referent';
import { isSame } from '../../workspace/referent';
import type { Workspace } from '../../workspace/workspace';
import type { DocumentId } from '../../kubernetes/resource';
import type { Span } from '../../yaml/span';
import { isPlaceholder } from '../../yaml/field';
import { touches } from '../../yaml/span';
import { namesAt } from '../names-at';
import { decoded } from '../uri-words';

/** Something that can be renamed. */
export type Subject =
  | { readonly kind: 'object'; readonly resource: Service | StatefulSet }
  | Extract<Referent, { kind: 'claim-template' | 'volume' | 'container-port' }>;

/** Why something cannot be renamed, for a person to read. */
export interface Refusal {
  readonly refusal: string;
}

/** What the cursor asks to rename. */
export interface Chosen {
  readonly document: DocumentId;
  /** The part of the text that is the name, without quotes: `web` in `data-web-0`. */
  readonly span: Span;
  readonly name: string;
  readonly subject: Subject;
}

/**
 * What is to be renamed at an offset of a file. Undefined where there is no name; a refusal where there is one that cannot
 * be renamed, or that may mean several things.
 */
export function subjectAt(workspace: Workspace, file: SourceFile, offset: number): Chosen | Refusal | undefined {
  const names = namesAt(workspace, file, offset);
  if (names === undefined) return undefined;
  const document = workspace.document(names.document);
  const start = file.documents.find((place) => place.document.id === names.document)?.start ?? 0;
  if (document === undefined) return undefined;
  const choices = names.occurrences.flatMap((occurrence) =>
    choicesOf(occurrence, document.text, workspace).map((choice) => ({ ...choice, document: names.document })),
  );
  const touched = choices.filter(({ span }) => touches(span, offset - start));
  const [first, ...others] = touched.length > 0 ? touched : choices;
  if (first === undefined) {
    // The kind stands for the file in which it is written.
    const isKind = names.occurrences.some(({ defines, key }) => defines && key.startsWith('file/'));
    return { refusal: isKind ? 'A kind cannot be renamed.' : reasonAgainst(names.referents) };
  }
  const shortest = others.reduce((best, next) => (length(next.span) < length(best.span) ? next : best), first);
  const rival = choices.find(
    (choice) =>
      choice.subject.kind === shortest.subject.kind &&
      choice.subject.kind !== 'container-port' &&
      !isSame(choice.subject, shortest.subject, workspace),
  );
  if (rival !== undefined && choices.every(({ span }) => span.start === shortest.span.start)) {
    return {
      refusal: `${shortest.name} may mean ${eitherOf(shortest.subject, rival.subject)}: rename it where it is defined.`,
    };
  }
  return shortest;
}

/** Why there is no name to be changed where one could stand: the file is a template, or the name is a placeholder. */
export function unreadableAt(file: SourceFile, offset: number): Refusal | undefined {
  const place = documentAt(file, offset);
  if (place === undefined) return undefined;
  if (file.template || place.document.state === 'template') {
    return { refusal: 'This file is a template: what its names will be cannot be told.' };
  }
  const location = locate(place.document, offset - place.start);
  const text = location && place.document.text.slice(location.span.start, location.span.end);
  if (location === undefined || text === undefined || location.part === 'key') return undefined;
  return NAMING.has(location.target.kind) && isPlaceholder(text)
    ? { refusal: `${text} is a placeholder: the name is filled in by another program.` }
    : undefined;
}

const NAMING: ReadonlySet<Target['kind']> = new Set<Target['kind']>([
  'name',
  'service-name',
  'claim-template',
  'volume',
  'volume-mount',
  'container-port',
  'target-port',
]);

/** The object in which it is defined. */
export function resourceOf(subject: Subject): Service | StatefulSet | Extract<Subject, { maker: unknown }>['maker'] {
  if (subject.kind === 'object') return subject.resource;
  return subject.kind === 'claim-template' ? subject.set : subject.maker;
}

/** The last part of a file's URI, as a person reads it; more than one, if asked for, begin with its folders. */
export function fileName({ uri }: DocumentId, parts = 1): string {
  return decoded(uri.split('/').slice(-parts).join('/'));
}

/** Where two are defined that have one name: files of one name are told apart by their folders. */
function eitherOf(one: Subject, other: Subject): string {
  const [first, second] = [resourceOf(one).document, resourceOf(other).document];
  if (first.uri === second.uri) return `either of two that are defined in ${fileName(first)}`;
  const most = first.uri.split('/').length;
  let parts = 1;
  while (parts < most && fileName(first, parts) === fileName(second, parts)) parts += 1;
  return `what is defined in ${fileName(first, parts)} or in ${fileName(second, parts)}`;
}

type Choice = Omit<Chosen, 'document'>;

function choicesOf(occurrence: Occurrence, text: string, workspace: Workspace): readonly Choice[] {
  return referentsOf(occurrence, workspace).flatMap((referent) =>
    subjectsOf(referent).flatMap((subject) => {
      const span = partFor(occurrence, referent, subject, text);
      return span === undefined ? [] : [{ span, name: text.slice(span.start, span.end), subject }];
    }),
  );
}

/** What can be renamed by way of a name of that thing: of a claim both its template and its set. */
function subjectsOf(referent: Referent): readonly Subject[] {
  switch (referent.kind) {
    case 'object': {
      const { resource } = referent;
      const isOurs = resource.kind === 'Service' || resource.kind === 'StatefulSet';
      return isOurs ? [{ kind: 'object', resource }] : [];
    }
    case 'pod':
      return [{ kind: 'object', resource: referent.set }];
    case 'claim':
      return [
        { kind: 'claim-template', set: referent.set, template: referent.template },
        { kind: 'object', resource: referent.set },
      ];
    case 'claim-template':
    case 'volume':
    case 'container-port':
      return [referent];
    default:
      return [];
  }
}

/** The name of a subject; undefined where it cannot be read. */
export function nameOfSubject(subject: Subject): string | undefined {
  switch (subject.kind) {
    case 'object':
      return subject.resource.metadata.name?.value;
    case 'claim-template':
      return subject.template.metadata.name?.value;
    case 'volume':
      return subject.volume.name?.value;
    case 'container-port':
      return subject.port.name?.value;
  }
}

/**
 * The part of an occurrence that is the name of the subject: of `data-web-0` the template's or the set's, of `web-0` the
 * set's. Undefined where it is not written there, as in `$(POD_NAME)`, in a number, or behind an alias.
 */
export function partFor(occurrence: Occurrence, found: Referent, subject: Subject, text: string): Span | undefined {
  const name = nameOfSubject(subject);
  if (name === undefined) return undefined;
  const inner = nameSpan(text, occurrence.span);
  const template = found.kind === 'claim' ? (found.template.metadata.name?.value ?? '') : '';
  const skip = found.kind === 'claim' && subject.kind === 'object' ? template.length + 1 : 0;
  const isWhole = found.kind !== 'pod' && found.kind !== 'claim';
  const start = inner.start + skip;
  const span = isWhole ? inner : { start, end: start + name.length };
  return text.slice(span.start, span.end) === name ? span : undefined;
}

function reasonAgainst(referents: readonly Referent[]): string {
  const [referent] = referents;
  if ((referent?.kind === 'pod' || referent?.kind === 'object') && referent.as?.name !== undefined) {
    return `${referent.as.name} is what a kustomization makes of the name by a prefix or suffix: rename it where it is defined.`;
  }
  switch (referent?.kind) {
    case 'object':
      return `Only Services and StatefulSets can be renamed, not a ${referent.resource.kind}.`;
    case 'pod':
    case 'claim':
    case 'claim-template':
    case 'volume':
      return 'The name is not written out here: rename it where it is defined.';
    case 'container-port':
      return 'A port without a name, or given by its number, cannot be renamed.';
    case 'service-port':
      return "The port of a Service cannot be renamed here, only a container's.";
    case 'label':
      return 'A label cannot be renamed: the selector of a StatefulSet cannot be changed.';
    case 'namespace':
      return 'A namespace cannot be renamed.';
    case 'file':
      return 'A file is renamed in the explorer.';
    case 'absent':
      return 'What is named here is not in this workspace: it can only be renamed where it is defined.';
    default:
      return 'This cannot be renamed.';
  }
}

function length({ start, end }: Span): number {
  return end - start;
}
