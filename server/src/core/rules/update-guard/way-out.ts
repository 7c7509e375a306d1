import { replicasOf, startOf } from '../../kubernetes/defaults';
import { claimName, namesInRow } from '../../kubernetes/identity';
import type { Resource } from '../../kubernetes/read';
import { nameOf } from '../../kubernetes/resource';
import type { Service } from '../../kubernetes/service';
import { shellWord } from '../../kubernetes/shell-word';
import type { StatefulSet } from '../../kubernetes/statefulset';
import { appliedNames, isPatchedIn, mayBePatched } from '../../workspace/applied';
import { folderOf } from '../../workspace/kustomize';
import { namespaceIn, outermost } from '../../workspace/namespaces';
import { scalersOf } from '../../workspace/ordinals';
import type { Workspace } from '../../workspace/workspace';
import type { CopiedPart, Fix } from '../finding';

/** Of so many claims each has a command of its own. */
const CLAIMS = 100;

/** Of so many kustomizations that build an object each has commands of its own. */
const BUILDS = 5;

/** How kubectl names an object that is in the cluster, and what applies it there. */
export interface Live {
  readonly name: string;
  /** ` -n NAMESPACE`; empty where the workspace leaves the namespace open. */
  readonly inNamespace: string;
  /** `kubectl apply` of its file, or of the kustomization that builds it. */
  readonly apply: readonly CopiedPart[];
  /** Which it is of several: `, as prod builds it`; else empty. */
  readonly asBuilt: string;
  /** Whether a patch or an autoscaler may give it other replicas than its file does. */
  readonly scaled: boolean;
}

/**
 * The object as it is in the cluster: once for each kustomization that builds it, under the name and in the namespace that
 * this gives. As it is written where there is none, or none whose name for it can be read.
 */
export function livesOf(resource: Resource, workspace: Workspace): readonly [Live, ...Live[]] {
  const builds = outermost(workspace.buildsOf(resource));
  const hasScaler = resource.kind === 'StatefulSet' && scalersOf(resource, workspace).length > 0;
  const lives = builds.slice(0, BUILDS).flatMap((build): readonly Live[] => {
    const [applied] = appliedNames(resource, workspace, [build]);
    const root = build.chain.at(-1);
    if (applied === undefined || root === undefined) return [];
    const folder = folderOf(root.document.uri);
    return [
      {
        name: applied.name,
        inNamespace: option(namespaceIn(resource, build)),
        apply: ['kubectl apply -k ', { uri: folder }],
        asBuilt: builds.length > 1 ? `, as ${folder.slice(folder.lastIndexOf('/') + 1)} builds it` : '',
        scaled: hasScaler || isPatchedIn(build, resource, workspace),
      },
    ];
  });
  const [first, ...others] = lives;
  if (first !== undefined) return [first, ...others];
  return [
    {
      name: nameOf(resource) ?? '',
      inNamespace: option(namespaceIn(resource)),
      apply: ['kubectl apply -f ', { uri: resource.document.uri }],
      asBuilt: '',
      scaled: hasScaler || mayBePatched(resource, workspace),
    },
  ];
}

function option(namespace: string | undefined): string {
  return namespace === undefined ? '' : ` -n ${shellWord(namespace)}`;
}

/** Copies commands, one a line, the last of which applies what is written. */
export function copyCommands(title: string, commands: readonly string[], live: Live): Fix {
  return {
    title: `${title}${live.asBuilt}`,
    edits: [],
    copy: [commands.map((command) => `${command}\n`).join(''), ...live.apply, '\n'],
  };
}

/** Copies the commands that delete a Service and apply it again. */
export function replaceCommands(service: Service, workspace: Workspace): readonly Fix[] {
  return livesOf(service, workspace).map((live) =>
    copyCommands(
      `Copy the commands that replace Service ${live.name}`,
      [`kubectl delete service ${shellWord(live.name)}${live.inNamespace}`],
      live,
    ),
  );
}

/** Deletes the set but neither Pods nor claims: once it is applied again, it adopts the Pods. */
export function orphan({ name, inNamespace }: Live): string {
  return `kubectl delete statefulset ${shellWord(name)}${inNamespace} --cascade=orphan`;
}

/** The claims that a template has made for the Pods of a set, for a person to read. */
export function claimsOf(set: StatefulSet, { name, scaled }: Live, template: string): string {
  const start = startOf(set) ?? 0;
  const count = replicasOf(set) ?? 1;
  if (count < 1 || scaled) return `each existing claim of ${template}`;
  const claims = namesInRow(start, start + count - 1, (ordinal) => claimName(template, name, ordinal));
  return `the existing ${count === 1 ? 'claim' : 'claims'} ${claims}`;
}

/**
 * Asks for more storage in each claim that a template has made for the Pods of a set, which is the set as it was: the
 * controller never changes a claim. Where there are no Pods, more than anybody lists, or nobody can tell how many,
 * whatever claims there are.
 */
export function enlargeClaims(
  set: StatefulSet,
  { name, inNamespace, scaled }: Live,
  template: string,
  storage: string,
): readonly string[] {
  const start = startOf(set) ?? 0;
  const count = replicasOf(set) ?? 1;
  const patch = `--type=merge -p '${JSON.stringify({ spec: { resources: { requests: { storage } } } })}'`;
  if (count < 1 || count > CLAIMS || scaled)
    return [
      `kubectl get pvc${inNamespace} -o name | grep -E ${shellWord(`/${template}-${name}-[0-9]+$`)} | xargs -I @ kubectl patch @${inNamespace} ${patch}`,
    ];
  return Array.from(
    { length: count },
    (_, index) => `kubectl patch pvc ${shellWord(claimName(template, name, start + index))}${inNamespace} ${patch}`,
  );
}
