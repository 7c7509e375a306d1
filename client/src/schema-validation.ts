import { extensions, workspace } from 'vscode';

/**
 * Whether another extension checks YAML against the Kubernetes schema: Red Hat's YAML extension does, once it knows the
 * schema from the Kubernetes extension or from the person's settings.
 */
export function isSchemaValidatedElsewhere(): boolean {
  return isSchemaKnownTo('validate');
}

/** Whether it also completes fields and values from that schema. */
export function isSchemaCompletedElsewhere(): boolean {
  return isSchemaKnownTo('completion');
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
