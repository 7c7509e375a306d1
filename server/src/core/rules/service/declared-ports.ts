import type { Container, ContainerPort } from '../../kubernetes/pod';
import { servingContainers } from '../../kubernetes/pod';
import type { Service, ServicePort } from '../../kubernetes/service';
import { isBroken, mayBePatched } from '../../workspace/applied';
import { podsBehind } from '../../workspace/pods-behind';
import type { PodMaker, Workspace } from '../../workspace/workspace';
import type { Span } from '../../yaml/span';

/** A port that a container declares, and where that is. */
export interface DeclaredPort extends ContainerPort {
  readonly maker: PodMaker;
  readonly container: Container;
}

/** A port of a Service that is sent on to a port of the Pods by its name. */
export interface NamedTarget {
  readonly port: ServicePort;
  readonly index: number;
  readonly target: string;
  /** Where the name stands. */
  readonly span: Span;
}

/** The ports of a Service that are sent on by name. */
export function namedTargets(service: Service): readonly NamedTarget[] {
  return service.ports.flatMap((port, index) => {
    const { value: target, span } = port.targetPort ?? {};
    return typeof target === 'string' && span !== undefined ? [{ port, index, target, span }] : [];
  });
}

/**
 * The ports that the containers behind a Service declare: an empty list where they declare none, undefined where nobody
 * can tell, because no such container is in view, something may patch it, its document is no valid YAML, or a name
 * is a placeholder.
 */
export function declaredPorts(service: Service, workspace: Workspace): readonly DeclaredPort[] | undefined {
  const makers = podsBehind(service, workspace);
  if (makers.length === 0 || [service, ...makers].some((object) => mayBePatched(object, workspace))) return undefined;
  if (makers.some((maker) => isBroken(maker, workspace))) return undefined;
  const ports = makers.flatMap((maker) =>
    (maker.template?.spec === undefined ? [] : servingContainers(maker.template.spec)).flatMap((container) =>
      container.ports.map((port) => ({ ...port, maker, container })),
    ),
  );
  const readable = ports.every(({ name }) => name === undefined || name.value !== undefined);
  const complete = makers.every((maker) => (maker.template?.spec?.containers.length ?? 0) > 0);
  return readable && complete ? ports : undefined;
}
