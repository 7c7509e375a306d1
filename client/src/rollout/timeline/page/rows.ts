import type { PodMark, PodState, TimelineFrame } from './messages';

/** One Pod's life. Frames are indexes; `to` is excluded. */
export interface Row {
  readonly name: string;
  readonly ordinal: number;
  readonly bars: readonly Bar[];
  readonly waits: readonly Stretch[];
  readonly marks: readonly (PodMark & { readonly frame: number })[];
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch in which a Pod stays in one state at one template. */
export interface Bar extends Stretch {
  readonly state: PodState;
  readonly template: string;
}

interface GrowingRow {
  readonly name: string;
  readonly ordinal: number;
  readonly bars: { from: number; to: number; state: PodState; template: string }[];
  readonly waits: { from: number; to: number }[];
  readonly marks: (PodMark & { readonly frame: number })[];
}

/**
 * The lives of a run's Pods, by ordinal, put together from what changed in each frame. A Pod that the controller only
 * waits for has a row too.
 */
export function rowsOf(frames: readonly TimelineFrame[]): readonly Row[] {
  const rows = new Map<number, GrowingRow>();
  const rowOf = ({ name, ordinal }: { readonly name: string; readonly ordinal: number }): GrowingRow => {
    const known = rows.get(ordinal);
    if (known !== undefined) return known;
    const row: GrowingRow = { name, ordinal, bars: [], waits: [], marks: [] };
    rows.set(ordinal, row);
    return row;
  };
  const open = new Map<number, GrowingRow['bars'][number]>();
  for (const [frame, { changes, marks, waiting }] of frames.entries()) {
    for (const change of changes) {
      const ended = open.get(change.ordinal);
      if (ended !== undefined) ended.to = frame;
      open.delete(change.ordinal);
      if (change.state === null) continue;
      const bar = { from: frame, to: frames.length, state: change.state, template: change.template };
      open.set(change.ordinal, bar);
      rowOf(change).bars.push(bar);
    }
    for (const mark of marks) rowOf(mark).marks.push({ ...mark, frame });
    if (waiting !== null) extend(rowOf(waiting).waits, frame);
  }
  return [...rows.values()].toSorted((left, right) => left.ordinal - right.ordinal);
}

/** Adds a frame to the last stretch where that ends right before it, else begins one. */
function extend(stretches: { from: number; to: number }[], frame: number): void {
  const last = stretches.at(-1);
  if (last?.to === frame) last.to = frame + 1;
  else stretches.push({ from: frame, to: frame + 1 });
}
