/** A word of a command that somebody pastes into a shell, in quotes where the shell would read more in it than a word. */
export function shellWord(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
