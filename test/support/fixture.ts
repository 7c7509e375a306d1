/**
 * Fixtures: YAML (or JSON) texts that carry what a test expects of them.
 *
 * One string may hold several files, a cursor and marks:
 *
 *     #// FILE: web.yaml
 *     kind: StatefulSet
 *     spec:
 *       serviceName: ng$0inx
 *       #            ^^^^^^^ governing-service-missing warning: No Service "nginx"
 *     #// FILE: service.yaml
 *     kind: Service
 *
 * - `#// FILE: name` starts a file. Text before the first header belongs to a file named by the caller.
 * - A line of carets, with or without `#` before them, marks that range of the nearest line above that is not itself
 *   such a line, and carries a text. Without `#` it can begin at column 0. One caret stands for one UTF-16 unit, a tab
 *   included. Carets line up with the line as it is written in the fixture, cursor included.
 * - `^^^~ text` opens a range that ends after the carets of a later `~^^^`.
 * - `$0` is the cursor: at most one in a fixture.
 *
 * Headers, marks and the cursor are taken out of the text; everything else, line endings included, stays as it is.
 * A single line break at the very start is dropped, so that a template literal can open on a line of its own.
 */

/** A range in UTF-16 offsets, `end` excluded. */
export interface MarkSpan {
  readonly start: number;
  readonly end: number;
}

/** A range of a file and the text written beside its carets ('' where there is none). */
export interface Mark {
  readonly span: MarkSpan;
  readonly text: string;
}

export interface FixtureFile {
  readonly name: string;
  /** The text without headers, marks and cursor. */
  readonly text: string;
  /** In the order of their starts. */
  readonly marks: readonly Mark[];
}

export interface Cursor {
  /** Name of the file that holds the cursor. */
  readonly file: string;
  readonly offset: number;
}

export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly cursor: Cursor | undefined;
}

/** What a mark says of a finding: `rule-id severity: part of the message`. */
export interface ExpectedFinding {
  readonly span: MarkSpan;
  readonly rule: string;
  readonly severity: Severity;
  /** A part of the message; '' where the mark gives none. */
  readonly message: string;
}

const severities = ['error', 'warning', 'information', 'hint'] as const;
type Severity = (typeof severities)[number];

const fileHeader = /^#\/\/ FILE:[ \t]*(\S.*?)[ \t]*$/;
const markLine = /^([ \t]*#?[ \t]*)(~?)(\^+)(~?)(?:[ \t]+(.*?))?[ \t]*$/;
const cursorMarker = '$0';

/**
 * Reads a fixture. Throws an error that names the line when the fixture itself is malformed: a mark with no line
 * above it or past its end, a range never closed, two cursors, two files of one name.
 */
export function parseFixture(source: string, defaultName = 'main.yaml'): Fixture {
  const files: FixtureFile[] = [];
  let cursor: Cursor | undefined;
  let reader = new FileReader(defaultName);

  const finish = (): void => {
    const file = reader.finish();
    if (reader.cursor !== undefined) {
      if (cursor !== undefined) throw new Error(`fixture: a second ${cursorMarker}, in ${file.name}`);
      cursor = { file: file.name, offset: reader.cursor };
    }
    if (files.some((other) => other.name === file.name)) throw new Error(`fixture: two files named ${file.name}`);
    files.push(file);
  };

  const lines = splitLines(source.replace(/^\r?\n/, ''));
  for (const [index, line] of lines.entries()) {
    const header = fileHeader.exec(withoutLineEnding(line));
    if (header === null) {
      reader.read(line, index + 1);
      continue;
    }
    if (index > 0) finish();
    reader = new FileReader(header[1] ?? defaultName);
  }
  finish();
  return { files, cursor };
}

/** Reads a fixture that holds one file only; throws if it holds more. */
export function parseFile(source: string, name = 'main.yaml'): FixtureFile & { readonly cursor: number | undefined } {
  const { files, cursor } = parseFixture(source, name);
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error(`fixture: one file expected, ${files.length} found`);
  return { ...file, cursor: cursor?.offset };
}

/** Reads the text of a mark as an expected finding; throws if it does not have the form. */
export function expectedFinding(mark: Mark): ExpectedFinding {
  const match = /^([a-z][a-z0-9-]*) ([a-z]+)(?::[ \t]*(.*))?$/.exec(mark.text);
  const severity = severities.find((name) => name === match?.[2]);
  if (match?.[1] === undefined || severity === undefined) {
    throw new Error(`fixture: expected "rule-id ${severities.join('|')}: message part", found "${mark.text}"`);
  }
  return { span: mark.span, rule: match[1], severity, message: match[3] ?? '' };
}

/** Collects one file of a fixture, line by line. */
class FileReader {
  cursor: number | undefined;
  private text = '';
  private readonly marks: Mark[] = [];
  private open: Mark | undefined;
  /** The nearest line above that is text: where it starts, and its cursor's and its end's column as written. */
  private above: { readonly start: number; readonly cursorColumn: number; readonly length: number } | undefined;

  constructor(private readonly name: string) {}

  read(line: string, lineNumber: number): void {
    const match = markLine.exec(withoutLineEnding(line));
    if (match === null) this.readText(line, lineNumber);
    else this.readMark(match, lineNumber);
  }

  finish(): FixtureFile {
    if (this.open !== undefined) throw new Error(`fixture: "${this.open.text}" in ${this.name} is never closed by ~^`);
    const marks = this.marks.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    return { name: this.name, text: this.text, marks };
  }

  private readText(line: string, lineNumber: number): void {
    const cursorColumn = line.indexOf(cursorMarker);
    this.above = {
      start: this.text.length,
      cursorColumn: cursorColumn === -1 ? Infinity : cursorColumn,
      length: withoutLineEnding(line).length,
    };
    if (cursorColumn !== -1) {
      const second = line.includes(cursorMarker, cursorColumn + cursorMarker.length);
      if (this.cursor !== undefined || second) throw new Error(`fixture, line ${lineNumber}: a second ${cursorMarker}`);
      this.cursor = this.text.length + cursorColumn;
    }
    this.text += line.replace(cursorMarker, '');
  }

  private readMark(match: RegExpExecArray, lineNumber: number): void {
    const [, lead = '', closes = '', carets = '', opens = '', text = ''] = match;
    const column = lead.length + closes.length;
    const start = this.offsetAt(column, lineNumber);
    const end = this.offsetAt(column + carets.length, lineNumber);
    if (closes !== '') {
      if (this.open === undefined) throw new Error(`fixture, line ${lineNumber}: ~^ closes nothing`);
      this.marks.push({ span: { start: this.open.span.start, end }, text: this.open.text });
      this.open = undefined;
      return;
    }
    const mark: Mark = { span: { start, end }, text };
    if (opens === '') {
      this.marks.push(mark);
    } else if (this.open === undefined) {
      this.open = mark;
    } else {
      throw new Error(`fixture, line ${lineNumber}: a range is still open`);
    }
  }

  /** Offset in the text of a column of the line above, as written; the cursor's own columns fall on the cursor. */
  private offsetAt(column: number, lineNumber: number): number {
    const { above } = this;
    if (above === undefined) throw new Error(`fixture, line ${lineNumber}: a mark with no line above it`);
    if (column > above.length) throw new Error(`fixture, line ${lineNumber}: a mark past the end of the line above it`);
    const past = Math.min(Math.max(column - above.cursorColumn, 0), cursorMarker.length);
    return above.start + column - past;
  }
}

/** The lines of a text with their endings: LF, CRLF or a lone CR. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

function withoutLineEnding(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}
