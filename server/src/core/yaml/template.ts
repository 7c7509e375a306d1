/** A name in braces with more behind it, such as `{name}-config`, where a value begins: no YAML, but a format string. */
const FORMAT = /^(?:- +)*(?:[\w./-]+: +|- +)\{[A-Za-z_]\w*\}(?:[-./\w]|:\S)/;

const MARK = /\{\{|\{%|<%/;
/** A string in quotes that ends on its line, where a value may begin; in a line without its escapes. */
const QUOTED = /(?<=^|[\s[{,])(?:"[^"]*"|'[^']*')/g;
/** Where Helm and Ansible keep what is not applied as it is. */
const TEMPLATES_FOLDER = '/templates/';

/**
 * Whether the text of a file is input of a template engine (Helm, Jinja, Go templates, format strings) and no YAML yet: its
 * marks outside comments, block scalars and quotes, where they may well belong to the program that reads the value, and
 * where at most that value is to be filled in. In a folder of templates quotes do not count. Judged without parsing,
 * because a parser is slowest on just these texts.
 */
export function isTemplate(text: string, uri: string): boolean {
  if (!MARK.test(text) && !/\{\w+\}[-./\w:]/.test(text)) return false;
  const isAmongTemplates = uri.includes(TEMPLATES_FOLDER);
  let blockIndent: number | undefined;
  for (const line of text.split(/\r?\n/)) {
    const indent = line.search(/\S/);
    if (indent < 0) continue;
    if (blockIndent !== undefined && indent > blockIndent) continue;
    blockIndent = undefined;
    const code = line.trimStart();
    if (code.startsWith('#')) continue;
    if (FORMAT.test(code)) return true;
    if (MARK.test(code) && (isAmongTemplates || MARK.test(code.replaceAll(/\\./g, '').replaceAll(QUOTED, ''))))
      return true;
    if (/(?:^|[:\s-])[|>][-+0-9]*\s*(?:#.*)?$/.test(code)) blockIndent = indent;
  }
  return false;
}
