import type { WorkspaceFolder } from 'vscode';
import { RelativePattern, Uri, workspace } from 'vscode';

const MANIFESTS = '**/*.{yaml,yml,json}';

/** The URIs of the workspace's YAML and JSON files, without those that the person excluded from the explorer or the search. */
export async function listFiles(): Promise<readonly string[]> {
  const folders = workspace.workspaceFolders ?? [];
  const found = await Promise.all(
    folders.map((folder) => workspace.findFiles(new RelativePattern(folder, MANIFESTS), excludesOf(folder))),
  );
  return [...new Set(found.flat().map((uri) => uri.toString()))];
}

/** The text of a file without its byte-order mark, as an editor has it; null where it cannot be read or is not UTF-8. */
export async function readFile(uri: string): Promise<string | null> {
  try {
    const bytes = await workspace.fs.readFile(Uri.parse(uri, true));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** One glob of all that is switched on in `files.exclude` and `search.exclude`; null (exclude nothing) where that is none. */
function excludesOf(folder: WorkspaceFolder): string | null {
  const configured = ['files', 'search'].flatMap((section) =>
    Object.entries(workspace.getConfiguration(section, folder).get<Readonly<Record<string, unknown>>>('exclude', {})),
  );
  // An entry with a condition (`{"when": …}`) hides a file beside another; it means the explorer.
  const globs = configured.filter(([, value]) => value === true).map(([glob]) => glob);
  return globs.length === 0 ? null : `{${globs.join(',')}}`;
}
