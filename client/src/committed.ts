// What is committed, by way of the git extension that VS Code brings along. Its API is described in its own repository
// folder (extensions/git/src/api/git.d.ts); these are the parts used here.

import type { Event, Extension } from 'vscode';
import { Disposable, extensions, Uri, workspace } from 'vscode';

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: Event<boolean>;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: Event<'uninitialized' | 'initialized'>;
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: Event<Repository>;
  readonly onDidCloseRepository: Event<Repository>;
  getRepository(uri: Uri): Repository | null;
}

interface Repository {
  readonly state: { readonly HEAD?: { readonly commit?: string }; readonly onDidChange: Event<void> };
  show(ref: string, path: string): Promise<string>;
}

const GIT = 'vscode.git';

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

/**
 * Calls back when another commit is at HEAD of some repository, be it new, checked out, or just found. Git may come late:
 * its extension is not there until the workspace is trusted, nor while somebody has it switched off.
 */
export function watchCommits(onChange: () => void): Disposable {
  const listeners: Disposable[] = [];
  let known: GitExtension | undefined;
  let watched: GitApi | undefined;
  const begin = async (): Promise<void> => {
    const extension = extensions.getExtension<GitExtension>(GIT);
    const git = extension && (await exportsOf(extension));
    if (git !== undefined && git !== known) {
      known = git;
      listeners.push(git.onDidChangeEnablement(look));
    }
    const api = await gitApi();
    if (api === undefined || api === watched) return;
    watched = api;
    listeners.push(...watchRepositories(api, onChange));
    onChange();
  };
  // Without git there is nothing to watch.
  const look = (): void => void begin().catch(() => {});
  listeners.push(extensions.onDidChange(look), workspace.onDidGrantWorkspaceTrust(look));
  look();
  return new Disposable(() => listeners.forEach((listener) => void listener.dispose()));
}

function watchRepositories(api: GitApi, onChange: () => void): readonly Disposable[] {
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
  api.repositories.forEach(watch);
  listeners.push(
    api.onDidOpenRepository((repository) => {
      watch(repository);
      onChange();
    }),
    api.onDidCloseRepository(onChange),
  );
  return listeners;
}

async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<GitExtension>(GIT);
  if (extension === undefined) return undefined;
  const git = await exportsOf(extension);
  if (!git.enabled) return undefined;
  const api = git.getAPI(1);
  if (api.state !== 'initialized') await initialized(api);
  return api;
}

async function exportsOf(extension: Extension<GitExtension>): Promise<GitExtension> {
  return extension.isActive ? extension.exports : await extension.activate();
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
