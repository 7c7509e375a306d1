import type { ParsedDocument } from '../workspace/document';
import type { Span } from '../yaml/span';
import { covers } from '../yaml/span';
import type { Workspace } from '../workspace/workspace';
import type { Finding, Fix, Severity } from './finding';
import { RULES } from './index';
import type { Rule } from './rule';
import type { Suppression } from './suppression/suppression';
import { silences, suppressionsOf } from './suppression/suppression';

/** Severities that a person has set, by rule id; `off` silences the rule. */
export type SeveritySettings = Readonly<Record<string, Severity | 'off'>>;

/** `json`: of JSON alone, where another extension checks YAML, and nothing but YAML. */
export type SchemaValidation = boolean | 'json';

/** What a person sets about what is said; see `AnalysisSettings`. */
interface CheckSettings {
  readonly severities: SeveritySettings;
  readonly schemaValidation: SchemaValidation;
}

/** A finding with all that a reader needs to know about it. */
export interface Diagnostic extends Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The page that explains what the rule rests on, if Kubernetes has one. */
  readonly documentation: string | undefined;
}

/**
 * Everything the rules find in one document, in the order of the text. Templates, patches and other partial objects
 * are passed over; of text that cannot be read only that is said. Whether the file as a whole is a template is for the
 * caller to look at.
 */
export function checkDocument(
  document: ParsedDocument,
  workspace: Workspace,
  { severities, schemaValidation: validation }: CheckSettings,
): readonly Diagnostic[] {
  if (document.state === 'template' || document.state === 'unrelated') return [];
  const schemaValidation = validation === 'json' ? /\.json$/i.test(document.id.uri) : validation;
  const suppressions = suppressionsOf(document);
  const used = new Set<Suppression>();
  const diagnostics: Diagnostic[] = [];
  const report = (rule: Rule, findings: Iterable<Finding>): void => {
    for (const finding of findings) {
      if (finding.schema === true && !schemaValidation) continue;
      // What is said of a suppression it cannot silence itself, or one without a rule would never be called unused.
      const silencing = suppressions.filter(
        (suppression) => finding.span !== suppression.span && silences(suppression, rule.id, finding.span),
      );
      for (const suppression of silencing) used.add(suppression);
      if (silencing.length === 0) diagnostics.push(diagnosticOf(rule, finding, workspace, severities));
    }
  };
  const silent = workspace.isPatch({ document: document.id });
  const isOff = (rule: Rule): boolean => severities[rule.id] === 'off' || (rule.schema === 'all' && !schemaValidation);
  const active = RULES.filter((rule) => !isOff(rule));
  for (const rule of active) report(rule, findingsOf(rule, document, workspace, silent));
  // Before the workspace is read, and in text that cannot be, a suppression may yet turn out to be needed.
  if (workspace.complete && !silent && document.state === 'manifest') {
    // What is not said for now may be said again: a suppression of it is no mistake.
    const quiet = RULES.filter((rule) => isOff(rule) || (rule.schema !== undefined && !schemaValidation));
    const unused = suppressions.filter(({ rule }) => !quiet.some(({ id }) => id === rule));
    const ids = RULES.map(({ id }) => id);
    const idle = (isOwnRule: boolean) =>
      unused.filter((each) => !used.has(each) && (each.rule === 'unused-suppression') === isOwnRule);
    for (const rule of active) {
      if (rule.kinds !== 'suppression') continue;
      report(rule, rule.check(document, idle(false), ids));
      // Whether one of this very rule is used shows only then.
      report(rule, rule.check(document, idle(true), ids));
    }
  }
  return diagnostics.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function diagnosticOf(rule: Rule, finding: Finding, workspace: Workspace, severities: SeveritySettings): Diagnostic {
  const setting = severities[rule.id];
  const fixes = finding.fixes?.filter((fix) => isOwn(fix, workspace));
  return {
    ...finding,
    ...(fixes === undefined ? {} : { fixes }),
    rule: rule.id,
    severity: setting === undefined || setting === 'off' ? (finding.severity ?? rule.severity) : setting,
    documentation: rule.documentation,
  };
}

function* findingsOf(rule: Rule, document: ParsedDocument, workspace: Workspace, silent: boolean): Iterable<Finding> {
  if (rule.kinds === 'suppression') return;
  if (rule.kinds === 'document') {
    yield* rule.check(document, workspace);
    return;
  }
  if (silent || document.state !== 'manifest') return;
  for (const resource of document.resources) {
    if (!resource.partial && rule.kinds.includes(resource.kind)) yield* rule.check(resource, workspace);
  }
}

/** Whether a fix changes only text that stands for itself: text under an anchor is used elsewhere too. */
function isOwn(fix: Fix, workspace: Workspace): boolean {
  return fix.edits.every((edit) => {
    const shared = 'document' in edit ? (workspace.document(edit.document)?.shared ?? []) : [];
    return !('document' in edit) || !shared.some((span) => covers(span, edit.span) || overlaps(span, edit.span));
  });
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
