import type { MapNode } from '../../../yaml/node';
import { entryOf } from '../../../yaml/node';
import type { Check, Found } from './found';
import { has, textAt } from './found';

/** `LabelSelectorRequirement` and `NodeSelectorRequirement`: which operators go with values. */
export const requirement: Check = (map, found) => {
  switch (textAt(map, 'operator')) {
    case 'In':
    case 'NotIn':
      wantsValues(map, found, 'where operator is In or NotIn');
      break;
    case 'Gt':
    case 'Lt':
      wantsValues(map, found, 'where operator is Gt or Lt');
      break;
    case 'Exists':
    case 'DoesNotExist':
      wantsNone(map, found);
      break;
    default:
      break;
  }
};

function wantsValues(map: MapNode, found: Found, when: string): void {
  const values = entryOf(map, 'values')?.value;
  if (!has(map, 'values') || (values?.type === 'list' && values.items.length === 0))
    found.missing([], 'values', found.owner, when);
}

function wantsNone(map: MapNode, found: Found): void {
  const entry = entryOf(map, 'values');
  if (entry?.value.type === 'list' && entry.value.items.length > 0)
    found.refused(['values'], entry, 'must not be there where operator is Exists or DoesNotExist');
}
