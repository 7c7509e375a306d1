import type { Container, ContainerPort } from '../../kubernetes/pod';
import { servingContainers } from '../../kubernetes/pod';
import type { Service } from '../../kubernetes/service';
import { mayBePatched } from '../../workspace/applied';
import { podsBehind } from '../../workspace/pods-behind';
import type { PodMaker, Workspace } from '../../workspace/workspace';

/** A port that a container declares, and where that is. */
export interface DeclaredPort extends ContainerPort {
  readonly maker: PodMaker;
  readonly container: Container;
}

/**
 * The ports that the containers behind a Service declare: an empty list where they declare none, undefined where nobody
 * can tell, because no such container is in view, something may patch it, or a name is a placeholder.
 */
export function declaredPorts(service: Service, workspace: Workspace): readonly DeclaredPort[] | undefined {
  if (!workspace.complete) return undefined;
  const makers = podsBehind(service, workspace);
  if (makers.length === 0 || [service, ...makers].some((object) => mayBePatched(object, workspace))) return undefined;
  const ports = makers.flatMap((maker) =>
    (maker.template?.spec === undefined ? [] : servingContainers(maker.template.spec)).flatMap((container) =>
      container.ports.map((port) => ({ ...port, maker, container })),
    ),
  );
  const readable = ports.every(({ name }) => name === undefined || name.value !== undefined);
  const complete = makers.every((maker) => (maker.template?.spec?.containers.length ?? 0) > 0);
  return readable && complete ? ports : undefined;
}
