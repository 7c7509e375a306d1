import type { Dirent } from 'node:fs';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Disk, DiskEntry } from './lsp/host';

/** The disk of a Node process. */
export const nodeDisk: Disk = {
  list: (folder) => {
    const path = fileURLToPath(`${folder}/`);
    return readdirSync(path, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: kindOfEntry(path, entry),
    }));
  },
  read: (uri, most) => {
    const path = fileURLToPath(uri);
    const stats = statSync(path);
    // Opening a pipe would wait for somebody to write to it.
    if (!stats.isFile()) throw new Error('it is not a regular file');
    if (stats.size > most) throw new Error(`it has more than ${most} bytes`);
    return readFileSync(path);
  },
  kindOf: (uri) => kindOfPath(fileURLToPath(uri)),
};

function kindOfEntry(folder: string, entry: Dirent): DiskEntry['kind'] {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  return entry.isSymbolicLink() && kindOfPath(`${folder}/${entry.name}`) === 'file' ? 'file' : 'other';
}

function kindOfPath(path: string): DiskEntry['kind'] | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other';
  } catch {
    // Something is there, but nobody may see what, or its links go round in a circle.
    return 'other';
  }
}
