import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readSource } from '../core/workspace/file';
import type { SourceFile } from '../core/workspace/file';
import type { Layer } from '../core/workspace/snapshot';
import { createLayer } from '../core/workspace/snapshot';
import { decode } from '../lsp/decode';
import { canonicalFolder } from '../lsp/uri';
import type { Io } from './io';
import { UsageError } from './io';

/**
 * The files below the paths as they were at a commit. What cannot be read of it counts as not committed. Throws a
 * {@link UsageError} where git does not know the commit.
 */
export function loadBaseline(ref: string, paths: readonly string[], { cwd, disk, git }: Io): Layer {
  const sources = new Map<string, SourceFile>();
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const isFolder = disk.kindOf(canonicalFolder(pathToFileURL(absolute).href)) === 'folder';
    const directory = isFolder ? absolute : dirname(absolute);
    const files = git.filesAt(ref, directory);
    if (files === undefined) {
      const folder = isFolder ? path : dirname(path);
      throw new UsageError(`Git knows no commit ${ref} in ${folder === '.' ? 'this folder' : folder}.`);
    }
    for (const [name, bytes] of files) {
      const uri = canonicalFolder(pathToFileURL(join(directory, name)).href);
      if (!isFolder && join(directory, name) !== absolute) continue;
      try {
        sources.set(uri, readSource(uri, decode(bytes), false));
      } catch {
        // It was no text then.
      }
    }
  }
  return createLayer(sources.values());
}
