import { Analysis, DEFAULT_ANALYSIS_SETTINGS } from '../core/rules/analysis';
import type { PlacedDiagnostic } from '../core/rules/analysis';
import type { Severity } from '../core/rules/finding';
import { copiedText } from '../core/rules/finding';
import type { PlainRange } from '../core/protocol';
import type { SourceFile } from '../core/workspace/file';
import { locationOf, placeEdits, rangeOf } from '../lsp/convert';
import type { Loaded } from './load';

/** What `check` has to say, in the form in which it is printed as JSON. */
export interface Report {
  readonly findings: readonly ReportedFinding[];
  readonly summary: Summary;
}

export interface ReportedFinding {
  /** Relative to the working directory. */
  readonly file: string;
  readonly range: PlainRange;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly related: readonly { readonly file: string; readonly range: PlainRange; readonly message: string }[];
  readonly fixes: readonly { readonly title: string; readonly edits: readonly ReportedEdit[] }[];
  /** Commands that lead round what cannot be mended in the text: for a person, not for a program. */
  readonly commands?: readonly string[];
}

/** An edit; one of a file that does not exist yet inserts at its very start. */
export interface ReportedEdit {
  readonly file: string;
  readonly range: PlainRange;
  readonly newText: string;
}

export interface Summary {
  readonly files: number;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
}

/** Checks every file with the default settings: findings by path, then by place. */
export function report(loaded: Loaded): Report {
  const analysis = new Analysis();
  analysis.update(loaded.snapshot, DEFAULT_ANALYSIS_SETTINGS);
  const findings = loaded.files.flatMap((file) =>
    analysis.diagnosticsOf(file.uri).map((placed) => reported(file, placed, loaded)),
  );
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const resources = loaded.files.flatMap((file) => file.documents).flatMap(({ document }) => document.resources);
  return {
    findings,
    summary: {
      files: loaded.files.length,
      resources: resources.length,
      errors: count('error'),
      warnings: count('warning'),
      information: count('information'),
      hints: count('hint'),
    },
  };
}

function reported(file: SourceFile, { start, diagnostic }: PlacedDiagnostic, loaded: Loaded): ReportedFinding {
  const { snapshot, pathOf } = loaded;
  const commands = (diagnostic.fixes ?? []).flatMap(({ copy }) =>
    copy === undefined ? [] : copiedText(copy, pathOf).trimEnd().split('\n'),
  );
  return {
    ...(commands.length === 0 ? {} : { commands }),
    file: pathOf(file.uri),
    range: rangeOf(file, start, diagnostic.span),
    severity: diagnostic.severity,
    rule: diagnostic.rule,
    message: diagnostic.message,
    related: (diagnostic.related ?? []).flatMap((place) => {
      const location = locationOf(snapshot, place);
      return location === undefined
        ? []
        : [{ file: pathOf(location.uri), range: location.range, message: place.message }];
    }),
    // What is only copied is of no use to whoever reads a report by program.
    fixes: (diagnostic.fixes ?? [])
      .filter((fix) => fix.copy === undefined)
      .map((fix) => ({
        title: fix.title,
        edits: (placeEdits(fix, snapshot) ?? []).map(({ uri, range, newText }) => ({
          file: pathOf(uri),
          range,
          newText,
        })),
      })),
  };
}
