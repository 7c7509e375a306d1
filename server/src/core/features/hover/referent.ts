import type { Referent } from '../../workspace/referent';
import type { Workspace } from '../../workspace/workspace';
import { claimTemplateHover, volumeHover } from './claims';
import { podLabelHover } from './labels';
import { claimHover, podHover } from './pod';
import { fileHover, namespaceHover } from './places';
import { containerPortHover, servicePortHover } from './ports';
import { serviceHover } from './service';
import { setHover } from './statefulset';

/** On a name that stands for something: what that is. Undefined where there is nothing to say beyond the name. */
export function referentHover(referent: Referent, workspace: Workspace): string | undefined {
  switch (referent.kind) {
    case 'object':
      if (referent.resource.kind === 'StatefulSet') return setHover(referent.resource, workspace);
      return referent.resource.kind === 'Service' ? serviceHover(referent.resource, workspace, referent.as) : undefined;
    case 'pod':
      return podHover(referent.set, referent.ordinal, workspace, {
        service: undefined,
        inFull: false,
        as: referent.as,
      });
    case 'claim-template':
      return claimTemplateHover(referent.set, referent.template, workspace);
    case 'claim':
      return claimHover(referent.set, referent.template, referent.ordinal, workspace);
    case 'volume':
      return volumeHover(referent.maker, referent.volume);
    case 'container-port':
      return containerPortHover(referent.maker, referent.container, referent.port, workspace);
    case 'service-port':
      return servicePortHover(referent.service, referent.port, workspace);
    case 'label':
      return podLabelHover(referent.maker, referent.label, workspace);
    case 'namespace':
      return namespaceHover(referent.name, referent.holder);
    case 'file':
      return fileHover(referent.uri, workspace);
    case 'absent':
      return undefined;
  }
}
