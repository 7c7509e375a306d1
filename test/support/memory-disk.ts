import type { Disk, DiskEntry } from '../../server/src/lsp/host';

/** A disk in memory: files by canonical URI. What is named unreadable throws as a real one does. */
export class MemoryDisk implements Disk {
  readonly files = new Map<string, Uint8Array>();
  readonly unreadable = new Set<string>();
  /** How often a file was read. */
  reads = 0;

  constructor(texts: Readonly<Record<string, string | Uint8Array>> = {}, root = '') {
    for (const [name, content] of Object.entries(texts)) this.write(root + name, content);
  }

  write(uri: string, content: string | Uint8Array): void {
    this.files.set(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }

  /** Deletes a file, or a folder with all that is in it. */
  delete(uri: string): void {
    for (const name of this.files.keys()) if (name === uri || name.startsWith(`${uri}/`)) this.files.delete(name);
  }

  /** Renames a file or a folder. */
  rename(from: string, to: string): void {
    const moved = [...this.files].filter(([uri]) => uri === from || uri.startsWith(`${from}/`));
    for (const [uri, bytes] of moved) {
      this.files.delete(uri);
      this.files.set(to + uri.slice(from.length), bytes);
    }
  }

  list(folder: string): readonly DiskEntry[] {
    if (this.unreadable.has(folder)) throw new Error('EACCES: permission denied');
    const entries = new Map<string, DiskEntry>();
    for (const uri of [...this.files.keys(), ...this.unreadable]) {
      if (!uri.startsWith(`${folder}/`)) continue;
      const [first = '', ...rest] = uri.slice(folder.length + 1).split('/');
      const name = decodeURIComponent(first);
      const isFolder = rest.length > 0 || (this.unreadable.has(uri) && !this.files.has(uri));
      entries.set(name, { name, kind: isFolder ? 'folder' : 'file' });
    }
    return [...entries.values()];
  }

  read(uri: string, most: number): Uint8Array {
    this.reads += 1;
    const bytes = this.files.get(uri);
    if (bytes === undefined) throw new Error('ENOENT: no such file');
    if (this.unreadable.has(uri)) throw new Error('EACCES: permission denied');
    if (bytes.length > most) throw new Error(`it has more than ${most} bytes`);
    return bytes;
  }

  kindOf(uri: string): DiskEntry['kind'] | undefined {
    if (this.files.has(uri)) return 'file';
    return [...this.files.keys()].some((name) => name.startsWith(`${uri}/`)) ? 'folder' : undefined;
  }
}
