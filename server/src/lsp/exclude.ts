import { compileGlob } from './glob';
import { isWithin } from './uri';

/** A test for files and folders that the globs leave out; each glob is relative to the workspace folder it is tried in. */
export function createExclusion(globs: readonly string[], folders: readonly string[]): (uri: string) => boolean {
  const tests = globs.map(compileGlob);
  if (tests.length === 0) return () => false;
  return (uri) => {
    const folder = folders.find((candidate) => isWithin(uri, candidate));
    const path = decodeURIComponent(uri.slice(folder === undefined ? uri.indexOf('://') + 3 : folder.length)).replace(
      /^\/+/,
      '',
    );
    return path !== '' && tests.some((matches) => matches(path));
  };
}
