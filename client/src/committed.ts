// What is committed, by way of the git extension that VS Code brings along. Its API is described in its own repository
// folder (extensions/git/src/api/git.d.ts); these are the parts used here.

import type { Event } from 'vscode';
import { Disposable, extensions, Uri } from 'vscode';

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: Event<'uninitialized' | 'initialized'>;
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: Event<Repository>;
  getRepository(uri: Uri): Repository | null;
}

interface Repository {
  readonly state: { readonly HEAD?: { readonly commit?: string }; readonly onDidChange: Event<void> };
  show(ref: string, path: string): Promise<string>;
}

/** Milliseconds to wait for git to look around; on a machine without git it never says that it did. */
const GIT_PATIENCE = 5000;

/** The text of a file at git HEAD; null where there is no git, no commit, or the file is not in it. */
export async function committedText(uri: string): Promise<string | null> {
  const file = Uri.parse(uri);
  if (file.scheme !== 'file') return null;
  try {
    const api = await gitApi();
    const repository = api?.getRepository(file);
    // git.autofetch and the like play no part: this reads the object database alone.
    return (await repository?.show('HEAD', file.fsPath)) ?? null;
  } catch {
    return null;
  }
}

/** Calls back when another commit is at HEAD of some repository, be it new, checked out, or just found. */
export function watchCommits(onChange: () => void): Disposable {
  const listeners: Disposable[] = [];
  const watch = (repository: Repository): void => {
    let commit = repository.state.HEAD?.commit;
    const look = (): void => {
      if (repository.state.HEAD?.commit === commit) return;
      commit = repository.state.HEAD?.commit;
      onChange();
    };
    listeners.push(repository.state.onDidChange(look));
  };
  const begin = async (): Promise<void> => {
    const api = await gitApi();
    api?.repositories.forEach(watch);
    const opened = api?.onDidOpenRepository((repository) => {
      watch(repository);
      onChange();
    });
    if (opened !== undefined) listeners.push(opened);
  };
  // Without git there is nothing to watch.
  begin().catch(() => {});
  return new Disposable(() => listeners.forEach((listener) => void listener.dispose()));
}

async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return undefined;
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled) return undefined;
  const api = git.getAPI(1);
  if (api.state !== 'initialized') await initialized(api);
  return api;
}

function initialized(api: GitApi): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, GIT_PATIENCE);
    const listener = api.onDidChangeState(done);
    function done(): void {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    }
  });
}
