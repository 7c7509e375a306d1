import { Disposable, extensions, workspace } from 'vscode';
import type { SchemaSupport } from '../../server/src/core/protocol';

/**
 * Whether another extension checks YAML against the Kubernetes schema, and completes from it: Red Hat's YAML extension
 * does, once it knows the schema from the Kubernetes extension or from the person's settings.
 */
export function schemaSupport(): Required<SchemaSupport> {
  return { schemaValidation: isSchemaKnownTo('validate'), schemaCompletion: isSchemaKnownTo('completion') };
}

/** Calls back when that has changed, because an extension came or went or its settings say otherwise. */
export function watchSchemaSupport(onChange: (support: SchemaSupport) => void): Disposable {
  let known = schemaSupport();
  const look = (): void => {
    const now = schemaSupport();
    const isSame = now.schemaValidation === known.schemaValidation && now.schemaCompletion === known.schemaCompletion;
    known = now;
    if (!isSame) onChange(now);
  };
  return Disposable.from(
    extensions.onDidChange(look),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('yaml')) look();
    }),
  );
}

function isSchemaKnownTo(ability: 'validate' | 'completion'): boolean {
  if (extensions.getExtension('redhat.vscode-yaml') === undefined) return false;
  const settings = workspace.getConfiguration('yaml');
  if (!settings.get(ability, true)) return false;
  if (extensions.getExtension('ms-kubernetes-tools.vscode-kubernetes-tools') !== undefined) return true;
  return Object.keys(settings.get<Readonly<Record<string, unknown>>>('schemas', {})).some((schema) =>
    /kubernetes/i.test(schema),
  );
}
