import type { Disk } from './host';
import { isManifestName } from './uri';

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);

export interface WalkOptions {
  /** Files and folders to leave out, by canonical URI. */
  readonly skip: (uri: string) => boolean;
  /** Hears of each folder that cannot be listed. */
  readonly onUnreadable: (folder: string, error: unknown) => void;
}

/**
 * Finds the manifests below a folder by name, in the order of their names. Yields undefined once for each folder, so
 * that a caller can pause anywhere. `node_modules` and `.git` are never entered.
 */
export function* walk(disk: Disk, folder: string, options: WalkOptions): Generator<string | undefined, void> {
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield undefined;
    const below: string[] = [];
    for (const { name, kind } of entriesOf(disk, next, options)) {
      const uri = `${next}/${encodeURIComponent(name)}`;
      if (kind === 'folder' ? SKIPPED_FOLDERS.has(name) : kind !== 'file' || !isManifestName(name)) continue;
      if (options.skip(uri)) continue;
      if (kind === 'folder') below.push(uri);
      else yield uri;
    }
    pending.push(...below.toReversed());
  }
}

function entriesOf(disk: Disk, folder: string, options: WalkOptions): ReturnType<Disk['list']> {
  try {
    return disk.list(folder).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    options.onUnreadable(folder, error);
    return [];
  }
}
