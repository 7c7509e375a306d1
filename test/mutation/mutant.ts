/** A small breakage of one file: what stands at a place is replaced. */
export interface Mutant {
  /** Path from the root of the repository, with slashes. */
  readonly file: string;
  /** UTF-16 offsets in the file's text. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** What was done, in a few words. */
  readonly what: string;
  /** What it can make wrong: that something is found, or only the words that say so. */
  readonly touches: 'finding' | 'words';
}

/** What became of a mutant. */
export type Fate =
  | { readonly by: 'check'; readonly rule: string; readonly name: string }
  | { readonly by: 'compiler'; readonly message: string }
  | { readonly by: 'clock' }
  | undefined;

/** The text of a file once a mutant has its way. */
export function mutated(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
