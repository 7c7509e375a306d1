import type { TimelineFrame } from './messages';
import type { Bar, Row, Stretch } from './rows';
import { rowsOf } from './rows';

/** A part of the picture that scrolls on its own: the axis only sideways, the labels only up and down, the plot both ways. */
export type Area = 'axis' | 'labels' | 'plot';

/** One thing to draw, in CSS pixels from the upper left corner of its area. */
export interface Shape {
  /** Unique in the picture, and the same for the same thing from one picture to the next. */
  readonly key: string;
  readonly area: Area;
  readonly tag: 'rect' | 'path' | 'text' | 'line';
  /** What it is; the style sheet says how that looks. */
  readonly kind: string;
  readonly attributes: Readonly<Record<string, number | string>>;
  /** What a text shape says. */
  readonly text?: string;
  /** Said when the pointer rests on it. */
  readonly title?: string;
}

/** The picture of a run. */
export interface Layout {
  readonly shapes: readonly Shape[];
  /** Width of the labels' column, and height of the axis. */
  readonly corner: { readonly width: number; readonly height: number };
  /** Width and height of the plot. */
  readonly plot: { readonly width: number; readonly height: number };
  /** Width of a frame. */
  readonly frameWidth: number;
}

export interface LayoutOptions {
  /** What is there for the whole picture to show without scrolling sideways. */
  readonly width: number;
  /** Index of the frame to point out. */
  readonly present: number;
  /** The part of the plot to make shapes for; all of it where left out. What lies outside takes its room all the same. */
  readonly part?: Part;
}

/** A part of the plot, in pixels. */
export interface Part {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const EVERYTHING: Part = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };

const ROW = 26;
const BAR = 18;
const AXIS = 38;
const LANE = 24;
const CHARACTER = 7.5;
const PADDING = 12;
/** Widths of a frame, widest first: few, so that a growing run does not shrink with every frame. */
const FRAME_WIDTHS = [32, 24, 16, 12, 8, 6, 4];
/** The least distance between two numbers on the axis. */
const TICK = 52;

/** Lays a run out: Pods from top to bottom by ordinal, frames from left to right, each as wide as every other. */
export function layOut(frames: readonly TimelineFrame[], options: LayoutOptions): Layout {
  const rows = rowsOf(frames);
  const longest = Math.max('Events'.length, ...rows.map((row) => row.name.length));
  const corner = { width: Math.ceil(longest * CHARACTER) + 2 * PADDING, height: AXIS };
  const free = options.width - corner.width - PADDING;
  const fitting = FRAME_WIDTHS.find((width) => width * frames.length <= free);
  const frameWidth = fitting ?? FRAME_WIDTHS.at(-1) ?? 1;
  const plot = { width: frames.length * frameWidth + PADDING, height: LANE + rows.length * ROW + PADDING };
  const canvas: Canvas = { frames, frameWidth, plot, corner, part: options.part ?? EVERYTHING };
  const shapes = [
    ...presentShapes(canvas, options.present),
    ...axisShapes(canvas),
    ...deedShapes(canvas),
    ...rows.flatMap((row, index) => rowShapes(canvas, row, LANE + index * ROW)),
  ];
  return { shapes, corner, plot, frameWidth };
}

/** The frame at a place in the plot, in pixels from its left edge. */
export function frameAt(layout: Layout, frames: number, x: number): number {
  return clamp(Math.floor(x / layout.frameWidth), 0, Math.max(0, frames - 1));
}

interface Canvas extends Pick<Layout, 'plot' | 'corner' | 'frameWidth'> {
  readonly frames: readonly TimelineFrame[];
  readonly part: Part;
}

/** Whether a stretch of frames reaches into the part to be drawn. */
function isInPart({ frameWidth, part }: Canvas, { from, to }: Stretch): boolean {
  return to * frameWidth >= part.left && from * frameWidth <= part.right;
}

function presentShapes({ frameWidth, plot }: Canvas, present: number): readonly Shape[] {
  const x = present * frameWidth;
  const column = { x, y: 0, width: frameWidth };
  return [
    { key: 'present', area: 'plot', tag: 'rect', kind: 'present', attributes: { ...column, height: plot.height } },
    { key: 'present-mark', area: 'axis', tag: 'rect', kind: 'present-mark', attributes: { ...column, height: AXIS } },
  ];
}

function axisShapes(canvas: Canvas): readonly Shape[] {
  const { frames, frameWidth, plot } = canvas;
  const every = tickDistance(frameWidth);
  const shapes: Shape[] = [];
  for (let index = 0; index < frames.length; index += every) {
    // A number reaches beyond its own frame.
    if (!isInPart(canvas, { from: index, to: index + every })) continue;
    const x = index * frameWidth;
    const time = seconds(frames[index]?.time ?? 0);
    shapes.push(
      line(`grid-${index}`, 'plot', 'grid', { x1: x, y1: 0, x2: x, y2: plot.height }),
      line(`tick-${index}`, 'axis', 'tick', { x1: x, y1: 4, x2: x, y2: AXIS }),
      text(`frame-${index}`, 'axis', 'frame-number', x + 4, 15, `${index + 1}`),
      text(`time-${index}`, 'axis', 'time', x + 4, 30, time),
    );
  }
  return shapes;
}

/** Every 1, 2, 5, 10, … frames: as many as leave room for the numbers. */
function tickDistance(frameWidth: number): number {
  for (let unit = 1; ; unit *= 10) {
    const fitting = [1, 2, 5].find((step) => step * unit * frameWidth >= TICK);
    if (fitting !== undefined) return fitting * unit;
  }
}

/** What people did, in a lane above the Pods. */
function deedShapes(canvas: Canvas): readonly Shape[] {
  const { frames, frameWidth } = canvas;
  const label = text('label-events', 'labels', 'label faint', PADDING, LANE / 2 + 4, 'Events');
  const deeds = frames.flatMap(({ deeds, time }, index): Shape[] => {
    if (deeds.length === 0 || !isInPart(canvas, { from: index - 1, to: index + 2 })) return [];
    const centre = index * frameWidth + frameWidth / 2;
    const d = `M${centre} ${LANE / 2 - 6}l6 6l-6 6l-6 -6z`;
    const title = `${deeds.join(', ')}, frame ${index + 1} (${seconds(time)})`;
    return [{ key: `deed-${index}`, area: 'plot', tag: 'path', kind: 'deed', attributes: { d }, title }];
  });
  return [label, ...deeds];
}

function rowShapes(canvas: Canvas, row: Row, y: number): readonly Shape[] {
  const { frames, frameWidth, plot, part } = canvas;
  const { name } = row;
  if (y + ROW < part.top || y > part.bottom) return [];
  const isSeen = (stretch: Stretch): boolean => isInPart(canvas, stretch);
  return [
    line(`line-${name}`, 'plot', 'grid', { x1: 0, y1: y, x2: plot.width, y2: y }),
    text(`label-${name}`, 'labels', 'label', PADDING, y + ROW / 2 + 4, name),
    ...row.bars.filter(isSeen).flatMap((bar) => barShapes(canvas, row, bar, y)),
    ...row.waits.filter(isSeen).map((wait): Shape => {
      const span = { x: wait.from * frameWidth, y: y + 1, width: (wait.to - wait.from) * frameWidth, height: ROW - 2 };
      const title = `The controller waits for ${name}, ${when(frames, wait)}`;
      return { key: `wait-${name}-${wait.from}`, area: 'plot', tag: 'rect', kind: 'wait', attributes: span, title };
    }),
    ...row.marks.flatMap((mark, index): Shape[] => {
      if (!isSeen({ from: mark.frame - 1, to: mark.frame + 2 })) return [];
      const key = `mark-${name}-${mark.frame}-${index}`;
      const d = markPath(mark.kind, mark.frame * frameWidth + frameWidth / 2, y);
      return [{ key, area: 'plot', tag: 'path', kind: `mark ${mark.kind}`, attributes: { d }, title: mark.text }];
    }),
  ];
}

function barShapes({ frames, frameWidth }: Canvas, { name }: Row, bar: Bar, y: number): readonly Shape[] {
  const key = `bar-${name}-${bar.from}`;
  const width = (bar.to - bar.from) * frameWidth;
  const top = y + (ROW - BAR) / 2;
  const x = bar.from * frameWidth;
  const shape: Shape = {
    key,
    area: 'plot',
    tag: 'rect',
    kind: `bar ${bar.state}`,
    attributes: { x: x + 0.5, y: top + 0.5, width: Math.max(1, width - 1), height: BAR - 1, rx: 3 },
    title: `${name}: ${STATE_WORDS[bar.state]}, template ${bar.template}, ${when(frames, bar)}`,
  };
  const label = bar.template.slice(0, Math.floor((width - 6) / CHARACTER));
  return label === '' ? [shape] : [shape, text(`${key}-template`, 'plot', 'template', x + 5, y + ROW / 2 + 4, label)];
}

const STATE_WORDS: Readonly<Record<Bar['state'], string>> = {
  pending: 'pending',
  running: 'running, not ready',
  ready: 'ready, not yet available',
  available: 'ready',
  terminating: 'terminating',
  failed: 'failed',
  succeeded: 'succeeded',
  unknown: 'unknown',
};

/** A triangle that points up for a creation and down for a deletion, and a dot for an update. */
function markPath(kind: string, x: number, y: number): string {
  if (kind === 'create') return `M${x - 5} ${y + ROW - 1}l5 -7l5 7z`;
  if (kind === 'delete') return `M${x - 5} ${y + 1}l5 7l5 -7z`;
  return `M${x - 3} ${y + 4}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`;
}

/**
 * A stretch in words: its frames as people count them, from 1, and its seconds. One that goes on is said to, which stays
 * true with the next frame.
 */
function when(frames: readonly TimelineFrame[], { from, to }: Stretch): string {
  if (to === frames.length) return `since frame ${from + 1} (${seconds(frames[from]?.time ?? 0)})`;
  const [start, end] = [frames[from]?.time ?? 0, frames[to]?.time ?? 0];
  const span = to - from === 1 ? `frame ${from + 1}` : `frames ${from + 1} to ${to}`;
  return start === end ? `${span} (${seconds(start)})` : `${span} (${seconds(start)} to ${seconds(end)})`;
}

/** Seconds as people read them; fractions to a tenth. */
export function seconds(time: number): string {
  return `${Math.round(time * 10) / 10} s`;
}

function line(key: string, area: Area, kind: string, attributes: Shape['attributes']): Shape {
  return { key, area, tag: 'line', kind, attributes };
}

function text(key: string, area: Area, kind: string, x: number, y: number, said: string): Shape {
  return { key, area, tag: 'text', kind, attributes: { x, y }, text: said };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
