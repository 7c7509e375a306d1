import type { Disposable, Event } from 'vscode';
import { EventEmitter } from 'vscode';
import type { Session } from './session';
import { canStepForward, stepForward } from './session';

/** Milliseconds that a frame stays at normal speed. */
const FRAME_MILLISECONDS = 900;

/** Holds the run that is shown, and plays it. The run itself is a value; this is the only place where one follows another. */
export class Player implements Disposable {
  readonly onDidChange: Event<void>;
  readonly #changed = new EventEmitter<void>();
  #session: Session | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #speed = 1;

  constructor() {
    this.onDidChange = this.#changed.event;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  get isPlaying(): boolean {
    return this.#timer !== undefined;
  }

  /** How many times as fast as normal. */
  get speed(): number {
    return this.#speed;
  }

  set speed(factor: number) {
    this.#speed = factor;
    this.#changed.fire();
  }

  /** Shows another run, or another state of this one. Does nothing where it is the very same. */
  set(session: Session | undefined): void {
    if (session === this.#session) return;
    this.#session = session;
    if (session === undefined) this.#stop();
    this.#changed.fire();
  }

  /** Makes of the run what `change` says; without a run nothing happens. */
  change(change: (session: Session) => Session): void {
    if (this.#session !== undefined) this.set(change(this.#session));
  }

  /** Goes on until the run's end, frame by frame. */
  play(): void {
    if (this.isPlaying || this.#session === undefined || !canStepForward(this.#session)) return;
    this.#wait();
    this.#changed.fire();
  }

  pause(): void {
    if (!this.isPlaying) return;
    this.#stop();
    this.#changed.fire();
  }

  dispose(): void {
    this.#stop();
    this.#changed.dispose();
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#tick(), FRAME_MILLISECONDS / this.#speed);
  }

  #tick(): void {
    this.#timer = undefined;
    if (this.#session === undefined) return;
    this.#session = stepForward(this.#session);
    if (canStepForward(this.#session)) this.#wait();
    this.#changed.fire();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
