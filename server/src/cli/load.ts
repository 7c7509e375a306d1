import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SourceFile } from '../core/workspace/file';
import { readSource } from '../core/workspace/file';
import type { Snapshot } from '../core/workspace/snapshot';
import { createLayer } from '../core/workspace/snapshot';
import { decode, MOST_BYTES } from '../lsp/decode';
import { reasonOf } from '../lsp/log';
import { canonicalFolder } from '../lsp/uri';
import { walk } from '../lsp/walk';
import type { Io } from './io';
import { UsageError } from './io';

/** The files that a command was given, as one workspace. */
export interface Loaded {
  readonly snapshot: Snapshot;
  /** In the order of their paths. */
  readonly files: readonly SourceFile[];
  /** What could not be read and why, as sentences. */
  readonly unreadable: readonly string[];
  /** The path of a URI relative to the working directory, with `/` between its parts. */
  readonly pathOf: (uri: string) => string;
}

/**
 * Loads files and, from directories, all `.yaml`, `.yml` and `.json` below them. They are the whole workspace for every
 * rule. Throws a {@link UsageError} where there is nothing at a path.
 */
export function load(paths: readonly string[], io: Io): Loaded {
  if (paths.length === 0) throw new UsageError('Name at least one file or directory.');
  const pathOf = (uri: string): string => relative(io.cwd, fileURLToPath(uri)).replaceAll('\\', '/') || '.';
  const unreadable: string[] = [];
  const onUnreadable = (uri: string, error: unknown): void => {
    unreadable.push(`${pathOf(uri)} cannot be read: ${reasonOf(error)}.`);
  };
  const files: SourceFile[] = [];
  for (const uri of find(paths, io, onUnreadable)) {
    try {
      files.push(readSource(uri, decode(io.disk.read(uri, MOST_BYTES)), false));
    } catch (error) {
      onUnreadable(uri, error);
    }
  }
  const sorted = files.toSorted((a, b) => (pathOf(a.uri) < pathOf(b.uri) ? -1 : 1));
  const snapshot = { disk: createLayer(sorted), open: createLayer([]), complete: true };
  return { snapshot, files: sorted, unreadable, pathOf };
}

function find(
  paths: readonly string[],
  { cwd, disk }: Io,
  onUnreadable: (uri: string, error: unknown) => void,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const uri = canonicalFolder(pathToFileURL(resolve(cwd, path)).href);
    const kind = disk.kindOf(uri);
    if (kind === undefined) throw new UsageError(`There is no file or directory ${path}.`);
    if (kind === 'folder') {
      for (const file of walk(disk, uri, { skip: () => false, onUnreadable })) if (file !== undefined) found.add(file);
    } else {
      found.add(uri);
    }
  }
  return found;
}
