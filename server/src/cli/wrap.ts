/**
 * Breaks a text into lines of at most `width` characters, indentation included; a longer word gets a line of its own.
 * Lines after the first are indented by `hanging` more.
 */
export function wrap(text: string, width: number, indent: string, hanging = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const prefix = lines.length === 0 ? indent : indent + hanging;
    if (line !== '' && prefix.length + line.length + 1 + word.length > width) {
      lines.push(prefix + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, (lines.length === 0 ? indent : indent + hanging) + line];
}
