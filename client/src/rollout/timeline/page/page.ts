// The timeline's page: keeps the frames it was told of, draws them, and tells the extension what the person wants.

import { Drawing } from './draw';
import type { Layout, Part } from './layout';
import { frameAt, layOut, seconds } from './layout';
import { FrameList } from './list';
import type { FromPage, TimelineFrame, ToPage, TransportCommand } from './messages';

interface Host {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}

/** What outlives the page while it is hidden. */
interface PageState {
  readonly left: number;
  readonly top: number;
  readonly isListOpen: boolean;
}

declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const viewport = part('viewport', HTMLElement);
const grid = part('grid', HTMLElement);
const corner = part('corner', HTMLElement);
const axis = part('axis', SVGElement);
const plot = part('plot', SVGElement);
const scrubber = part('scrubber', HTMLInputElement);
const place = part('place', HTMLElement);
const sentence = part('sentence', HTMLElement);
const heading = part('heading', HTMLElement);
const details = part('details', HTMLDetailsElement);
const drawing = new Drawing({ axis, labels: part('labels', SVGElement), plot });
const list = new FrameList(part('list', HTMLElement), show);
const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-command]')];

let frames: readonly TimelineFrame[] = [];
let present = 0;
let isPlaying = false;
let canStepForward = false;
let layout: Layout | undefined;
/** Where the page was before it was hidden; put back once there is something to scroll. */
let scroll = host.getState();

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.type === 'frames') {
    frames = [...frames.slice(0, data.from), ...data.frames];
    heading.textContent = data.title;
    document.title = data.title;
    list.update(frames, data.from);
  } else {
    present = data.index;
    isPlaying = data.playing;
    canStepForward = data.canStepForward;
  }
  schedule();
});

/** What of the picture can be seen, kept up by events. */
const seen = {
  left: viewport.scrollLeft,
  top: viewport.scrollTop,
  width: viewport.clientWidth,
  height: viewport.clientHeight,
};

/** The frame that was last scrolled to: who scrolls away from it is let go. */
let followed = -1;

let isScheduled = false;

/** Draws once for all that comes in before the next picture of the screen. */
function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    draw();
  });
}

function draw(): void {
  if (frames.length === 0) return;
  present = Math.min(present, frames.length - 1);
  layout = layOut(frames, { width: seen.width, present, part: partToDraw() });
  grid.style.gridTemplateColumns = `${layout.corner.width}px ${layout.plot.width}px`;
  corner.style.height = `${layout.corner.height}px`;
  drawing.draw(layout);
  describe(frames[present]);
  list.point(present, details.open);
  if (scroll !== undefined) {
    details.open = scroll.isListOpen;
    viewport.scrollTo(scroll.left, scroll.top);
    scroll = undefined;
  } else if (present !== followed) {
    keepInView(layout);
  }
  followed = present;
}

/** What can be seen, and as much again on each side: scrolling shows it before it is drawn anew. */
function partToDraw(): Part {
  const { left, top, width, height } = seen;
  return { left: left - width, right: left + 2 * width, top: top - height, bottom: top + 2 * height };
}

function describe(frame: TimelineFrame | undefined): void {
  if (frame === undefined) return;
  const where = `Frame ${present + 1} of ${frames.length}, ${seconds(frame.time)}`;
  place.textContent = where;
  sentence.textContent = frame.text;
  scrubber.max = String(frames.length - 1);
  scrubber.value = String(present);
  scrubber.setAttribute('aria-valuetext', `${where}. ${frame.text}`);
  for (const button of buttons) {
    const { command } = button.dataset;
    if (command === 'stepBack') button.disabled = present === 0;
    if (command === 'stepForward') button.disabled = !canStepForward;
    if (command === 'play') {
      button.hidden = isPlaying;
      button.disabled = !canStepForward;
    }
    if (command === 'pause') button.hidden = !isPlaying;
  }
}

/**
 * Scrolls sideways where the present frame cannot be seen, so far that the frames to come can be. Asks the document for
 * nothing: it would have to work out where everything is, in the middle of being changed.
 */
function keepInView({ corner, frameWidth }: Layout): void {
  const left = present * frameWidth;
  const width = seen.width - corner.width;
  const isSeen = left >= seen.left && left + frameWidth <= seen.left + width;
  if (isSeen) return;
  // The scroll that follows has this place drawn.
  viewport.scrollLeft = Math.max(0, left - width / 3);
}

function show(index: number): void {
  if (index === present || frames.length === 0) return;
  present = index;
  // At once: the next key may come before the next picture.
  scrubber.value = String(index);
  schedule();
  tell({ type: 'show', index });
}

scrubber.addEventListener('input', () => show(Number(scrubber.value)));

for (const button of buttons) {
  button.addEventListener('click', () => send(button.dataset['command']));
}

function send(command: string | undefined): void {
  const known: readonly TransportCommand[] = ['play', 'pause', 'stepForward', 'stepBack', 'restart', 'exportTimeline'];
  const name = known.find((each) => each === command);
  if (name !== undefined) tell({ type: 'command', name });
}

for (const area of [axis, plot]) {
  const follow = (event: PointerEvent): void => {
    if (layout === undefined || (event.buttons & 1) === 0) return;
    show(frameAt(layout, frames.length, event.clientX - area.getBoundingClientRect().left));
  };
  area.addEventListener('pointerdown', follow);
  area.addEventListener('pointermove', follow);
}

viewport.addEventListener('keydown', (event) => {
  const target = keyTarget(event.key);
  if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  show(target);
});

function keyTarget(key: string): number | undefined {
  const last = frames.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: Math.max(0, present - 1),
    ArrowRight: Math.min(last, present + 1),
    PageUp: Math.max(0, present - 10),
    PageDown: Math.min(last, present + 10),
    Home: 0,
    End: last,
  };
  return targets[key];
}

function remember(): void {
  const { scrollLeft: left, scrollTop: top } = viewport;
  seen.left = left;
  seen.top = top;
  schedule();
  host.setState({ left, top, isListOpen: details.open });
}

viewport.addEventListener('scroll', remember, { passive: true });
details.addEventListener('toggle', remember);
new ResizeObserver(() => {
  seen.width = viewport.clientWidth;
  seen.height = viewport.clientHeight;
  schedule();
}).observe(viewport);
tell({ type: 'ready' });

function tell(message: FromPage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the host is the editor's, not a window
  host.postMessage(message);
}

function part<T extends Element>(id: string, type: abstract new (...parameters: never) => T): T {
  const found = document.getElementById(id);
  const element: unknown = found;
  if (!(element instanceof type)) throw new Error(`The page has no part ${id}.`);
  return element;
}
