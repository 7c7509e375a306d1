/**
 * A number of Pods that may be written as a percentage of others (`IntOrString`), before it is rounded: `30%` of 5 is 1.5.
 * Undefined for a text that is no percentage.
 */
export function shareOf(value: number | string, total: number): number | undefined {
  if (typeof value === 'number') return value;
  const percent = /^(\d{1,9})%$/.exec(value)?.[1];
  return percent === undefined ? undefined : (Number(percent) * total) / 100;
}
