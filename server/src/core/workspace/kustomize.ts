import type { Kustomization } from '../kubernetes/kustomization';

/** What the kustomizations of the workspace make of the files they include, as far as it can be told without building. */
export interface Kustomize {
  /** The kustomizations that include a file, directly or through others; none for a file that no kustomization names. */
  includers(uri: string): readonly Kustomization[];
  /** The ways in which a file's objects come to be applied through kustomizations: one for each that may be built. */
  builds(uri: string): readonly Build[];
  /** Whether a kustomization uses the file as a patch. */
  isPatch(uri: string): boolean;
  /**
   * The files that are built together with a file, itself and the kustomizations among them, by folder; empty for one that
   * no kustomization names.
   */
  companions(uri: string): Companions;
}

/** Files by the folders in which they stand. */
export type Companions = ReadonlyMap<string, ReadonlySet<string>>;

const NOBODY: Companions = new Map();

/** What happens to the objects of a file when one kustomization is built. */
export interface Build {
  /** The kustomizations between the file and the one that is built, that one last: in the order in which they act. */
  readonly chain: readonly Kustomization[];
  /** Components that the build uses, which change what others include. */
  readonly components: readonly Kustomization[];
}

/** Works out which files each kustomization includes. Paths that lead out of the workspace or to a URL lead nowhere. */
export function readKustomize(kustomizations: readonly Kustomization[]): Kustomize {
  const byFolder = new Map(
    kustomizations.map((kustomization) => [folderOf(kustomization.document.uri), kustomization]),
  );
  const builds = new Map<string, Build[]>();
  const patches = new Set<string>();
  const built = new Map<Kustomization, Set<string>>();
  const reached = new Map<string, Kustomization[]>();
  for (const root of kustomizations) {
    const seen = new Set<Kustomization>();
    const components: Kustomization[] = [];
    const visit = (kustomization: Kustomization, outer: readonly Kustomization[]): void => {
      if (seen.has(kustomization)) return;
      seen.add(kustomization);
      const { uri } = kustomization.document;
      built.set(root, (built.get(root) ?? new Set()).add(uri));
      reached.set(uri, [...(reached.get(uri) ?? []), root]);
      if (kustomization !== root && kustomization.kindField.value === 'Component') components.push(kustomization);
      const folder = folderOf(kustomization.document.uri);
      const chain = [kustomization, ...outer];
      for (const path of kustomization.patchPaths)
        if (path.value !== undefined) patches.add(resolvePath(folder, path.value));
      for (const path of kustomization.resources) {
        if (path.value === undefined || path.value.includes('://')) continue;
        const target = resolvePath(folder, path.value);
        const inner = byFolder.get(target);
        if (inner !== undefined) {
          visit(inner, chain);
        } else {
          built.set(root, (built.get(root) ?? new Set()).add(target));
          const known = builds.get(target);
          if (known === undefined) builds.set(target, [{ chain, components }]);
          else if (known.at(-1)?.chain.at(-1) !== root) known.push({ chain, components });
        }
      }
    };
    visit(root, []);
  }
  const includers = (uri: string): readonly Kustomization[] =>
    (builds.get(uri) ?? []).flatMap(({ chain }) => chain.at(-1) ?? []);
  // Files of the same kustomizations have the same companions.
  const companions = new Map<string, Companions>();
  return {
    includers,
    companions: (uri) => {
      const roots = [...includers(uri), ...(reached.get(uri) ?? [])];
      if (roots.length === 0) return NOBODY;
      const key = roots.map((root) => root.document.uri).join('\n');
      const known = companions.get(key) ?? byFolders(roots.flatMap((root) => [...(built.get(root) ?? [])]));
      companions.set(key, known);
      return known;
    },
    builds: (uri) => builds.get(uri) ?? [],
    isPatch: (uri) => patches.has(uri),
  };
}

function byFolders(uris: readonly string[]): Companions {
  const folders = new Map<string, Set<string>>();
  for (const uri of uris) {
    const folder = folderOf(uri);
    folders.set(folder, (folders.get(folder) ?? new Set()).add(uri));
  }
  return folders;
}

/** The URI of the folder that holds a file, without a final slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** A relative path as a Kustomization writes it, resolved against a folder's URI; without a final slash. */
export function resolvePath(folder: string, path: string): string {
  const parts = folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(encodeURIComponent(part));
  }
  return parts.join('/');
}
