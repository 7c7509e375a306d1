/** Some of a sentence's words as a person lists them: `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' and $1');
}
