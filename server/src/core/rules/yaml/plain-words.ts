/** What the parser says, by the beginning of it, and what a person needs to know. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /^Nested mappings are not allowed in compact mappings/,
    'a value cannot hold a colon and a space unless it is in quotes',
  ],
  [
    /^Implicit (?:map )?keys need.*/,
    'a colon is missing after this key, or the line is not indented as those around it',
  ],
  [
    /^Implicit keys of flow.*/,
    'in brackets a key and its colon stand on one line, and commas part the items, not hyphens',
  ],
  [/^All mapping items must start.*/, 'this key does not begin in the same column as the others of its map'],
  [/^All sequence items must start.*/, 'this hyphen does not stand in the same column as the others of its list'],
  [
    /^A block sequence may not be used as an implicit map key/,
    'this hyphen does not stand in the same column as the others of its list',
  ],
  [
    /^Unexpected .* at node end/,
    'this does not belong to what is before it: a quote, a colon or the indentation is wrong',
  ],
  [/^Unexpected block-seq-ind on same line.*/, 'a list of lines with hyphens begins on the line below its key'],
  [/^Unexpected .* token.*/, 'this does not belong here: a quote, a bracket or the indentation is wrong'],
  [/^Plain value cannot start with a tab.*/, 'a value cannot begin with a tab'],
  [/^Plain value cannot start with .*(\S)$/, 'a value cannot begin with $1 unless it is in quotes'],
  [/^Alias cannot be an empty string/, 'a value cannot begin with * unless it is in quotes'],
  [/^No anchor named (.*[^\w-].*) stands before this alias/, 'a value cannot begin with * unless it is in quotes'],
  [
    /^No anchor named (.*) stands before this alias/,
    'no anchor &$1 stands above this *$1 in the same document, and none reaches past a line of ---',
  ],
  [/^Missing closing (["']).*/, 'the closing $1 is missing'],
  [/^Flow (?:sequence|map) .* end with an? (\S)$/, 'the closing $1 is missing'],
  [
    /^Block collections are not allowed within flow.*/,
    'in brackets a value cannot hold a colon and a space, or begin with a hyphen and a space, unless it is in quotes',
  ],
  [
    /^Block scalar header includes extra.*/,
    'behind | or > there can only be a sign and a digit; the text begins on the next line',
  ],
  [/^Sequence item without - indicator.*/, 'this line is not indented as the item before it'],
  [/^Not a YAML token: (.*)$/, '$1 does not belong here'],
  [/^Invalid escape sequence (.*)$/, '$1 is no escape; in double quotes a backslash is written \\\\'],
];

/** The parser's words for a syntax error, without its terms; as a part of a sentence. */
export function inPlainWords(message: string): string {
  const text = message.replace(/\.$/, '');
  const [pattern, words] = WORDS.find(([known]) => known.test(text)) ?? [];
  return pattern === undefined || words === undefined
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text.replace(pattern, words);
}
