/** A name in braces with more behind it, such as `{name}-config`, where a value begins: no YAML, but a format string. */
const FORMAT = /^(?:- +)*(?:[\w./-]+: +|- +)\{[A-Za-z_]\w*\}(?:[-./\w]|:\S)/;

/**
 * Whether a text is input of a template engine (Helm, Jinja, Go templates, format strings) and no YAML yet: its marks
 * outside comments and outside block scalars, where they may well belong to the program that reads the scalar. Judged
 * without parsing, because a parser is slowest on just these texts.
 */
export function isTemplate(text: string): boolean {
  if (!/\{\{|\{%|<%|\{\w+\}[-./\w:]/.test(text)) return false;
  let blockIndent: number | undefined;
  for (const line of text.split(/\r?\n/)) {
    const indent = line.search(/\S/);
    if (indent < 0) continue;
    if (blockIndent !== undefined && indent > blockIndent) continue;
    blockIndent = undefined;
    const code = line.trimStart();
    if (code.startsWith('#')) continue;
    if (/\{\{|\{%|<%/.test(code) || FORMAT.test(code)) return true;
    if (/(?:^|[:\s-])[|>][-+0-9]*\s*(?:#.*)?$/.test(code)) blockIndent = indent;
  }
  return false;
}
