import type { ParsedDocument } from '../workspace/document';
import { covers } from '../yaml/span';
import type { Workspace } from '../workspace/workspace';
import type { Finding, Fix, Severity } from './finding';
import { RULES } from './index';
import type { Rule } from './rule';

/** Severities that a person has set, by rule id; `off` silences the rule. */
export type SeveritySettings = Readonly<Record<string, Severity | 'off'>>;

/** A finding with all that a reader needs to know about it. */
export interface Diagnostic extends Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The page that explains the rule. */
  readonly documentation: string;
}

/**
 * Everything the rules find in one document, in the order of the text. Templates, patches and other partial objects
 * are passed over; of text that cannot be read only that is said. Whether the file as a whole is a template is for the
 * caller to look at.
 */
export function checkDocument(
  document: ParsedDocument,
  workspace: Workspace,
  severities: SeveritySettings,
): readonly Diagnostic[] {
  if (document.state === 'template' || document.state === 'unrelated') return [];
  const diagnostics: Diagnostic[] = [];
  const silent = workspace.isPatch({ document: document.id });
  for (const rule of RULES) {
    const setting = severities[rule.id];
    if (setting === 'off') continue;
    for (const finding of findingsOf(rule, document, workspace, silent)) {
      const fixes = finding.fixes?.filter((fix) => isOwn(fix, workspace));
      diagnostics.push({
        ...finding,
        ...(fixes === undefined ? {} : { fixes }),
        rule: rule.id,
        severity: setting ?? finding.severity ?? rule.severity,
        documentation: rule.documentation,
      });
    }
  }
  return diagnostics.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function* findingsOf(rule: Rule, document: ParsedDocument, workspace: Workspace, silent: boolean): Iterable<Finding> {
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
    return !('document' in edit) || !shared.some((span) => covers(span, edit.span));
  });
}
