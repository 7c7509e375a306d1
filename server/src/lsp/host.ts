/** What differs between a process and a browser's worker. Nothing below the entry points asks which one is running. */
export interface Host {
  /** The files of `file:` URIs; undefined where there is no disk. Then the client lends their texts. */
  readonly disk: Disk | undefined;
  /** Runs a function as soon as messages that have already arrived were handled. */
  readonly immediate: (run: () => void) => void;
}

/** Files by canonical `file:` URI. Synchronous: read in small slices that is twice as fast as the other way. */
export interface Disk {
  /** What a folder holds. Throws an error for a person to read where it cannot be listed. */
  list(folder: string): readonly DiskEntry[];
  /** The bytes of a regular file. Throws where it cannot be read, is something else, or has more than `most` bytes. */
  read(uri: string, most: number): Uint8Array;
  /** What stands at that place now, symbolic links followed. */
  kindOf(uri: string): 'file' | 'folder' | 'other' | undefined;
}

export interface DiskEntry {
  readonly name: string;
  /** A symbolic link to a folder is `other`: following it may never end. */
  readonly kind: 'file' | 'folder' | 'other';
}
