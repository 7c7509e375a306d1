import type { StatefulSetSummary } from '../core/features/statefulset-summary';
import type { PlainLocation, PlainRange, StatefulSetSummary as ProtocolSummary } from '../core/protocol';
import type { Place } from '../core/kubernetes/resource';
import type { Snapshot } from '../core/workspace/snapshot';
import type { Spell } from './convert';
import { locationOf } from './convert';

/** A summary with lines for its places; undefined if it is of another snapshot. */
export function toProtocolSummary(
  summary: StatefulSetSummary,
  snapshot: Snapshot,
  spell: Spell,
): ProtocolSummary | undefined {
  const placed = (place: Place | undefined): PlainLocation | undefined => {
    const location = place && locationOf(snapshot, place);
    return location && { uri: spell(location.uri), range: location.range };
  };
  const location = placed(summary.location);
  if (location === undefined) return undefined;
  const fields = Object.entries(summary.fields).flatMap(([name, place]): [string, PlainRange][] => {
    const range = placed(place)?.range;
    return range === undefined ? [] : [[name, range]];
  });
  return {
    ...summary,
    location,
    fields: Object.fromEntries(fields),
    service: { ...summary.service, location: placed(summary.service.location) },
  };
}
