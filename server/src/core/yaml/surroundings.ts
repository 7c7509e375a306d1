import { lineEnd, lineStart } from './edit';

const KEY = /^[ ]*(?:- +)*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'#{}[\],][^:#]*?))\s*:(?=\s|$)/;

/** What stands around a line of a document, told from indentation alone: the lines may be unfinished or broken. */
export interface Surroundings {
  /** The lines under which a line stands, outermost first. */
  readonly ancestors: readonly string[];
  /** The keys beside what is written in it. */
  readonly siblings: readonly string[];
  readonly opened: string | undefined;
  /** Whether a key may stand in the column of the line: the map around has no others, or some there. */
  readonly aligned: boolean;
  /** Whether the lines that follow are what is under its key. */
  readonly hasLinesBeneath: boolean;
}

/** The surroundings of a text in braces, which is read as a whole. */
export const NOTHING_AROUND: Surroundings = {
  ancestors: [],
  siblings: [],
  opened: undefined,
  aligned: true,
  hasLinesBeneath: false,
};

/** Looks around the line that begins at `start` and in which somebody writes at a column. */
export function surroundings(text: string, start: number, line: string, column: number): Surroundings {
  const [, lead = '', dashes = ''] = /^([ ]*)((?:- +)*)/.exec(line) ?? [];
  const keyColumn = line.trim() === '' ? column : lead.length + dashes.length;
  const ancestors: string[] = [];
  const siblings: string[] = [];
  let limit = dashes === '' ? keyColumn : lead.length;
  let isItem = dashes !== '';
  let opened: string | undefined;
  let isNext = true;
  // Lines of the map around in another column than this.
  let isAside = false;
  let hasLinesBeneath = false;
  for (const above of linesAbove(text, start)) {
    if (isMarker(above)) break;
    if (isIdle(above)) continue;
    const indent = above.search(/\S/);
    const isDash = /^[ ]*-(?: |$)/.test(above);
    if (isNext && columnOfKey(above) === keyColumn && /:\s*(?:#.*)?$/.test(above)) opened = keyOf(above)[0];
    isNext = false;
    if (indent < limit || (indent === limit && isItem && !isDash)) {
      ancestors.unshift(above);
      limit = indent;
      isItem = isDash;
    } else if (ancestors.length === 0 && dashes === '' && indent === keyColumn && !isDash) {
      siblings.push(...keyOf(above));
    } else if (ancestors.length === 0) isAside = true;
    if (limit === 0 && !isItem && ancestors.length > 0) break;
  }
  const nearest = ancestors.at(-1) ?? '';
  const parent = nearest.search(/\S/);
  const isInItem = /^[ ]*-(?: |$)/.test(nearest);
  isNext = true;
  for (const below of linesBelow(text, lineEnd(text, start))) {
    if (isMarker(below)) break;
    if (isIdle(below)) continue;
    const indent = below.search(/\S/);
    const isDash = /^[ ]*-(?: |$)/.test(below);
    if (isNext) {
      hasLinesBeneath = indent > keyColumn || (indent === keyColumn && isDash);
      if (indent !== keyColumn && (indent > parent || (indent === parent && isDash && !isInItem))) isAside = true;
    }
    isNext = false;
    if (indent < keyColumn) break;
    if (indent === keyColumn && !isDash) siblings.push(...keyOf(below));
  }
  const isBesideFirst = isInItem && columnOfKey(nearest) === keyColumn;
  const isUnderValue = /:\s+[^\s#&!|>{[]/.test(nearest) && columnOfKey(nearest) < keyColumn;
  const isKnown = siblings.length > 0 || dashes !== '' || isBesideFirst;
  const aligned = isKnown || !(isAside || isUnderValue);
  return { ancestors, siblings, opened: dashes === '' ? opened : undefined, aligned, hasLinesBeneath };
}

function columnOfKey(line: string): number {
  return /^[ ]*(?:- +)*/.exec(line)?.[0].length ?? 0;
}

function keyOf(line: string): readonly string[] {
  const match = KEY.exec(line);
  const key = match?.[1] ?? match?.[2] ?? match?.[3];
  return key === undefined ? [] : [key];
}

function isMarker(line: string): boolean {
  return /^(?:---|\.\.\.)(?:\s|$)/.test(line);
}

function isIdle(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function* linesAbove(text: string, start: number): Iterable<string> {
  let end = start - 1;
  while (end >= 0) {
    const begin = lineStart(text, end);
    yield text
      .slice(begin, end)
      .replace(/\r$/, '')
      .replace(/^\uFEFF/, '');
    end = begin - 1;
  }
}

function* linesBelow(text: string, end: number): Iterable<string> {
  let begin = text.indexOf('\n', end);
  while (begin >= 0) {
    const next = text.indexOf('\n', begin + 1);
    yield text.slice(begin + 1, next < 0 ? text.length : next).replace(/\r$/, '');
    begin = next;
  }
}
