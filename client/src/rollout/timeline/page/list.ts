import { seconds } from './layout';
import type { TimelineFrame } from './messages';

/** The run as a list, for those who do not see the picture: an entry a frame, and each entry leads to its frame. */
export class FrameList {
  readonly #list: HTMLElement;
  readonly #show: (index: number) => void;
  readonly #entries: HTMLButtonElement[] = [];
  #present: HTMLButtonElement | undefined;

  constructor(list: HTMLElement, show: (index: number) => void) {
    this.#list = list;
    this.#show = show;
  }

  /** Takes in frames that are new or different from an index on. */
  update(frames: readonly TimelineFrame[], from: number): void {
    for (const entry of this.#entries.splice(from)) entry.parentElement?.remove();
    const added = document.createDocumentFragment();
    for (const [offset, frame] of frames.slice(from).entries()) added.append(this.#entry(frame, from + offset));
    this.#list.append(added);
  }

  /** Points out the frame that is shown, and scrolls to it where the list is open. */
  point(index: number, isOpen: boolean): void {
    const entry = this.#entries[index];
    if (entry === this.#present) return;
    this.#present?.removeAttribute('aria-current');
    entry?.setAttribute('aria-current', 'step');
    this.#present = entry;
    if (isOpen) entry?.scrollIntoView({ block: 'nearest' });
  }

  #entry(frame: TimelineFrame, index: number): HTMLElement {
    const button = document.createElement('button');
    button.textContent = `Frame ${index + 1}, ${seconds(frame.time)}: ${frame.text}`;
    button.addEventListener('click', () => this.#show(index));
    this.#entries.push(button);
    const item = document.createElement('li');
    item.append(button);
    return item;
  }
}
