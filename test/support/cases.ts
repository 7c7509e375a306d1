/**
 * Cases that share a workspace: what stands before the first header is the fixture of the workspace (see fixture.ts), and
 * each header begins the text of one more file, with a cursor, that is looked at in that workspace.
 *
 *     #// FILE: service.yaml
 *     …
 *     #// CASE: a value that is not there yet (trigger=.)
 *     spec:
 *       serviceName: $0
 */
export interface Case {
  readonly title: string;
  /** What stands in brackets at the end of the header, as `name=value`. */
  readonly options: ReadonlyMap<string, string>;
  /** A fixture: the workspace, and the case as its last file, of the name {@link CASE_FILE} unless an option `file` says another. */
  readonly source: string;
  /** The name of the file that the case is. */
  readonly file: string;
}

const CASE_FILE = 'case.yaml';

/** Reads the cases of a text. */
export function parseCases(text: string): readonly Case[] {
  const [shared = '', ...sections] = text.split(/^#\/\/ CASE:[ \t]*/m);
  return sections.map((section) => {
    const end = section.indexOf('\n');
    const header = section.slice(0, end).trimEnd();
    const [, title = header, list = ''] = /^(.*?)\s*(?:\(([^()]*=[^()]*)\))?$/.exec(header) ?? [];
    const options = new Map(
      list.split(',').flatMap((option) => {
        const [name = '', value = ''] = option.split('=');
        return name === '' ? [] : [[name.trim(), value.trim()] as const];
      }),
    );
    const file = options.get('file') ?? CASE_FILE;
    return {
      title,
      options,
      file,
      source: `${shared}${shared === '' ? '\n' : ''}#// FILE: ${file}\n${section.slice(end + 1)}`,
    };
  });
}
