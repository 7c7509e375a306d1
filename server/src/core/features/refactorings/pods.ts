import { podName } from '../../kubernetes/identity';

/** The Pods of a set from an ordinal up, for a person to read: `web-0`, `web-0 and web-1`, `web-0 to web-2`. */
export function podsFrom(set: string, first: number, count: number): string {
  const last = podName(set, first + count - 1);
  if (count === 1) return last;
  return `${podName(set, first)} ${count === 2 ? 'and' : 'to'} ${last}`;
}
