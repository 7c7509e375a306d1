import { spawnSync } from 'node:child_process';

/** Reads a git repository: the part of `Io` that a test stands in for. */
export interface Git {
  /**
   * The texts, as bytes, of the YAML and JSON files at a commit that lie in `directory` or below, by their path relative to
   * it. Undefined where git does not know the commit, or the directory is in no repository, or there is no git.
   */
  filesAt(ref: string, directory: string): ReadonlyMap<string, Uint8Array> | undefined;
}

/** No manifest repository comes near it; git's own default would cut large ones short. */
const MOST_OUTPUT = 2 ** 30;

/** Git as a process. */
export const processGit: Git = {
  filesAt: (ref, directory) => {
    const commit = git(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
      ?.toString()
      .trim();
    if (commit === undefined) return undefined;
    const listed = git(directory, ['ls-tree', '-r', '-z', '--name-only', commit, '.'])?.toString() ?? '';
    const paths = listed.split('\0').filter((path) => /\.(ya?ml|json)$/i.test(path));
    const objects = git(directory, ['cat-file', '--batch'], paths.map((path) => `${commit}:./${path}\n`).join(''));
    return objects && contents(objects, paths);
  },
};

function git(cwd: string, args: readonly string[], input = ''): Buffer | undefined {
  const { status, stdout } = spawnSync('git', args, {
    cwd,
    input,
    maxBuffer: MOST_OUTPUT,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout : undefined;
}

/** Takes the output of `git cat-file --batch` apart: a line with the size, then so many bytes, then a line break. */
function contents(output: Buffer, paths: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let at = 0;
  for (const path of paths) {
    const end = output.indexOf('\n', at);
    const size = /^\S+ blob (\d+)$/.exec(output.toString('utf8', at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    files.set(path, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return files;
}
