import type { Resource } from '../kubernetes/read';
import type { ParsedDocument } from '../workspace/document';
import type { ClusterSettings } from '../workspace/settings';
import type { Workspace } from '../workspace/workspace';
import type { Finding, Severity } from './finding';
import type { Suppression } from './suppression/suppression';

/** What every rule says of itself. The documentation of rules and the settings are generated from it. */
interface RuleDescription {
  /** Lower-case words joined by hyphens; named in settings and suppressions, so it never changes. */
  readonly id: string;
  /** The severity of its gravest case; a finding may name another. */
  readonly severity: Severity;
  /** What the rule reports, as one sentence. */
  readonly summary: string;
  /** Why it matters: what happens in the cluster. */
  readonly why: string;
  /** The section of the Kubernetes documentation that it rests on; undefined where the rule is about this tool itself. */
  readonly documentation: string | undefined;
  /**
   * Manifests that show it. In `bad` a comment line of `^^^` marks each finding in the line above; the text may hold
   * several files, each after a line `#// FILE: name.yaml`. Both are tests: `bad` yields just those findings of this
   * rule, each of its fixes removes its finding and leaves valid YAML, and `good` yields none.
   */
  readonly bad: string;
  readonly good: string;
  /**
   * How much of what it says a schema of the document or a YAML parser says too: that is left out where another extension
   * checks both. Of some findings each says so itself.
   */
  readonly schema?: 'all' | 'some';
  /** What the examples take for granted where it is not the default, such as an older version of Kubernetes. */
  readonly exampleSettings?: Partial<ClusterSettings>;
}

/** A rule about resources of certain kinds. */
export interface ResourceRule<K extends Resource['kind'] = Resource['kind']> extends RuleDescription {
  readonly kinds: readonly K[];
  check(resource: Extract<Resource, { kind: K }>, workspace: Workspace): Iterable<Finding>;
}

/** A rule about the text of a document, whether or not it can be read as resources. */
export interface DocumentRule extends RuleDescription {
  readonly kinds: 'document';
  check(document: ParsedDocument, workspace: Workspace): Iterable<Finding>;
}

/** A rule about comments and annotations that silence other rules; it hears which of them silenced nothing. */
export interface SuppressionRule extends RuleDescription {
  readonly kinds: 'suppression';
  /** `known` are the ids of all rules. */
  check(document: ParsedDocument, unused: readonly Suppression[], known: readonly string[]): Iterable<Finding>;
}

export type Rule = ResourceRule | DocumentRule | SuppressionRule;

/** Types a rule by the kinds that it names, so that `check` gets just those. */
export function defineRule<K extends Resource['kind']>(rule: ResourceRule<K>): Rule {
  // Whoever runs rules hands a resource only to rules that name its kind.
  return rule;
}
