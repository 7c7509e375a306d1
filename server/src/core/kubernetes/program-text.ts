import type { MapNode, Node, ScalarNode } from '../yaml/node';
import { entryOf, valueAt } from '../yaml/node';

/** A string of a manifest that a program reads, as opposed to names, labels and images. */
export interface ProgramText {
  /** As it is written, quotes included, with spaces in place of what is no part of a name. */
  readonly text: string;
  /** Where it starts in the document. */
  readonly offset: number;
  /**
   * The name of the environment variable, or the key under which it stands; of an item of a list the option before it, as
   * `--host` is, if there is one.
   */
  readonly key: string | undefined;
}

/** The keys under which a manifest holds such text. */
const TEXT_KEYS = new Set(['env', 'args', 'command', 'annotations', 'data', 'stringData', 'externalName']);
/** Those of a kustomization: what it makes ConfigMaps of, and patches written in place. */
const KUSTOMIZATION_KEYS = new Set(['literals', 'patch', 'patchesStrategicMerge']);
/** What kubectl keeps of an earlier version of the object: its names are not in use. */
const COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whether what stands at a path of an object is such text. */
export function isProgramText(path: readonly (string | number)[], isKustomization: boolean): boolean {
  const keys = isKustomization ? KUSTOMIZATION_KEYS : TEXT_KEYS;
  return path.some((step) => typeof step === 'string' && keys.has(step)) && !path.includes(COPY);
}

export interface ProgramTexts {
  /** In no certain order. */
  readonly texts: readonly ProgramText[];
  /** The environment variables that hold the name of the Pod (`EnvVarSource`, `fieldRef`). */
  readonly podNames: ReadonlySet<string>;
}

/** The texts of an object that programs read. `source` is the text of the object's document. */
export function readProgramTexts(object: MapNode, source: string, isKustomization: boolean): ProgramTexts {
  const keys = isKustomization ? KUSTOMIZATION_KEYS : TEXT_KEYS;
  const texts: ProgramText[] = [];
  const podNames = new Set<string>();
  // Aliases make a graph of the tree: what stands under an anchor is visited once.
  const visited = new Set<unknown>();
  const visit = (node: Node, inText: boolean, key: string | undefined): void => {
    if (node.type === 'scalar') {
      if (inText && typeof node.value === 'string') {
        texts.push({ text: textOf(node, source), offset: node.span.start, key });
      }
    } else if (node.type === 'list') {
      if (visited.has(node.items)) return;
      visited.add(node.items);
      let option: string | undefined;
      for (const item of node.items) {
        visit(item, inText, option);
        option = item.type === 'scalar' && /^--?[\w-]+$/.test(item.text) ? item.text : undefined;
      }
    } else if (node.type === 'map') {
      if (visited.has(node.entries)) return;
      visited.add(node.entries);
      const name = inText ? entryOf(node, 'name')?.value : undefined;
      if (name?.type === 'scalar' && isPodName(valueAt(node, 'valueFrom', 'fieldRef', 'fieldPath'))) {
        podNames.add(name.text);
      }
      for (const entry of node.entries) {
        if (entry.key === COPY) continue;
        const variable = entry.key === 'value' && name?.type === 'scalar' ? name.text : entry.key;
        visit(entry.value, inText || keys.has(entry.key), variable);
      }
    }
  };
  visit(object, false, undefined);
  return { texts, podNames };
}

function isPodName(path: Node | undefined): boolean {
  return path?.type === 'scalar' && path.text === 'metadata.name';
}

/**
 * The text of a scalar as it is written, with spaces in place of escapes (`\n` before a name would lend it an `n`) and of
 * comment lines of the program in a block scalar, which nobody looks up.
 */
function textOf(node: ScalarNode, source: string): string {
  const text = source.slice(node.span.start, node.span.end);
  const blank = (part: string): string => ' '.repeat(part.length);
  if (node.style === 'double') {
    return text.replaceAll(/\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^/])/g, blank);
  }
  return node.style === 'block' ? text.replaceAll(/^[ \t]*(?:#|\/\/).*$/gm, blank) : text;
}
