/**
 * What Kubernetes allows as names and label values (kubernetes.io, "Object Names and IDs", and "Labels and Selectors",
 * "Syntax and character set").
 */

/** The most characters of a DNS label and of a label's value. */
export const LONGEST_LABEL = 63;

/**
 * The longest name with which a StatefulSet always works: every Pod carries its revision's name in a label, which is the
 * set's name, a hyphen and a hash of up to 10 characters.
 */
export const LONGEST_SET_NAME = LONGEST_LABEL - 1 - 10;

/**
 * What is wrong with a name that must be a DNS label (RFC 1123): `has a dot`, to be read after the name. Undefined where
 * nothing is.
 */
export function dnsLabelProblem(name: string): string | undefined {
  const wrong = /[^-a-z0-9]/u.exec(name)?.[0];
  if (wrong !== undefined) return characterProblem(wrong);
  if (name.startsWith('-')) return 'begins with a hyphen';
  if (name.endsWith('-')) return 'ends with a hyphen';
  return name.length > LONGEST_LABEL
    ? `has ${name.length} characters, where ${LONGEST_LABEL} are the most allowed`
    : undefined;
}

/** Older API servers want a Service's name to begin with a letter (RFC 1035). */
export function beginsWithDigit(name: string): boolean {
  return /^[0-9]/.test(name);
}

function characterProblem(character: string): string {
  if (/[A-Z]/.test(character)) return 'has upper-case letters';
  if (character === '.') return 'has a dot';
  if (character === '_') return 'has an underscore';
  return /\s/.test(character) ? 'has white space' : `has the character ${character}`;
}
