import type { GeneratedNames } from '../core/features/generated-names';
import { generatedNames } from '../core/features/generated-names';
import type { PlainRange } from '../core/protocol';
import { DEFAULT_CLUSTER_SETTINGS } from '../core/workspace/settings';
import { createWorkspace } from '../core/workspace/workspace';
import { rangeOf } from '../lsp/convert';
import { isDomainName, isNamespaceName } from '../lsp/settings';
import { choiceOf, parseArguments } from './arguments';
import type { ExitCode, Io } from './io';
import { UsageError } from './io';
import { load } from './load';
import { stylesFor } from './styles';

/** The names that one StatefulSet makes, and where the set is. */
interface NamedSet extends GeneratedNames {
  readonly file: string;
  /** Of the set's name. */
  readonly range: PlainRange;
}

/** Prints the names that StatefulSets make: Pods, claims, DNS. */
export function names(args: readonly string[], io: Io): ExitCode {
  const { operands, options } = parseArguments(args, ['format', 'cluster-domain', 'namespace']);
  const format = choiceOf('format', options.format, ['text', 'json']);
  const { unreadable, files, snapshot, pathOf } = load(operands, io);
  const workspace = createWorkspace(snapshot, {
    ...DEFAULT_CLUSTER_SETTINGS,
    clusterDomain:
      valid('cluster-domain', options['cluster-domain'], isDomainName, 'a DNS name') ??
      DEFAULT_CLUSTER_SETTINGS.clusterDomain,
    defaultNamespace:
      valid('namespace', options.namespace, isNamespaceName, 'the name of a namespace') ??
      DEFAULT_CLUSTER_SETTINGS.defaultNamespace,
  });
  const sets: NamedSet[] = [];
  for (const file of files) {
    for (const { document, start } of file.documents) {
      for (const set of document.resources) {
        if (set.kind !== 'StatefulSet') continue;
        const range = rangeOf(file, start, set.metadata.name?.span ?? set.kindField.span);
        const made = generatedNames(set, workspace);
        if (made !== undefined) sets.push({ file: pathOf(file.uri), range, ...made });
        else
          io.error(
            `${pathOf(file.uri)}:${range.start.line + 1}: a StatefulSet whose names cannot be told is left out.\n`,
          );
      }
    }
  }
  io.out(
    format === 'json'
      ? `${JSON.stringify({ version: 1, statefulSets: sets.map(inOrder) }, undefined, 2)}\n`
      : formatSets(sets, io),
  );
  for (const sentence of unreadable) io.error(`${sentence}\n`);
  return unreadable.length > 0 ? 2 : 0;
}

function valid(
  name: string,
  value: string | undefined,
  isValid: (value: string) => boolean,
  expected: string,
): string | undefined {
  if (value !== undefined && !isValid(value))
    throw new UsageError(`The option --${name} takes ${expected}, not ${value}.`);
  return value?.replace(/\.$/, '');
}

/** The keys of the contract in its order. */
function inOrder({ file, range, name, namespace, replicas, start, service, pods }: NamedSet): NamedSet {
  return {
    file,
    range,
    name,
    namespace,
    replicas,
    start,
    service,
    pods: pods.map((pod) => ({
      name: pod.name,
      ordinal: pod.ordinal,
      hostname: pod.hostname,
      dns: pod.dns,
      claims: pod.claims,
    })),
  };
}

function formatSets(sets: readonly NamedSet[], io: Io): string {
  if (sets.length === 0) return 'No StatefulSet found.\n';
  return sets.map((set) => formatSet(set, io)).join('\n');
}

function formatSet(set: NamedSet, { color }: Io): string {
  const styles = stylesFor(color);
  const rows = set.pods.map((pod) => [
    pod.name,
    pod.dns?.fqdn ?? 'no DNS name',
    ...(pod.claims.length > 0 ? [pod.claims.join(', ')] : []),
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
  );
  const left = Math.max(0, set.replicas) - set.pods.length;
  const more = left > 0 ? [`  and ${left} more`] : [];
  const heading = `${styles.title(`${set.namespace}/${set.name}`)}  ${styles.dim(`${set.file}:${set.range.start.line + 1}`)}`;
  return [heading, `  ${serviceSentence(set)}`, ...lines, ...more].map((line) => `${line}\n`).join('');
}

function serviceSentence({ service, replicas }: NamedSet): string {
  const pods = `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`;
  if (service === null) return `${pods}, no governing Service`;
  const state = !service.found ? 'not found' : service.headless ? 'headless' : 'not headless';
  return `${pods}, governing Service ${service.name} (${state})`;
}
