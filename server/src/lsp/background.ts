/** A task in steps: each call of `next` does a little. */
export type Steps<T = void> = Iterator<unknown, T>;

/** Milliseconds of work at a time: a message that arrives in a slice waits for its end. */
const SLICE = 6;
/** Turns of the event loop to stand back after a message, for the next one of a burst to come in. */
const STAND_BACK = 2;
/** A slice is due after this many milliseconds, whatever comes in. */
const LONGEST_PAUSE = 200;

interface Task {
  step(): boolean;
  fail(error: unknown): void;
}

/** Does long work in slices between messages. Tasks take turns. */
export class Background {
  readonly #immediate: (run: () => void) => void;
  #tasks: Task[] = [];
  #scheduled = false;
  #standBack = 0;
  #lastSlice = 0;

  constructor(immediate: (run: () => void) => void) {
    this.#immediate = immediate;
  }

  /** Runs the steps to their end, a slice at a time. Rejects with what a step throws. */
  run<T>(steps: Steps<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const step = (): boolean => {
        const { done, value } = steps.next();
        if (done === true) resolve(value);
        return done !== true;
      };
      this.#tasks.push({ step, fail: reject });
      this.#schedule();
    });
  }

  /** Says that a message came in: others may follow, and they go first. */
  standBack(): void {
    this.#standBack = STAND_BACK;
  }

  /** Drops all that is not done. */
  stop(): void {
    this.#tasks = [];
  }

  #schedule(): void {
    if (this.#scheduled || this.#tasks.length === 0) return;
    this.#scheduled = true;
    // The second turn lets a message that came in during the last slice go first.
    this.#immediate(() => this.#immediate(() => this.#turn()));
  }

  #turn(): void {
    this.#scheduled = false;
    if (this.#standBack > 0 && performance.now() - this.#lastSlice < LONGEST_PAUSE) this.#standBack -= 1;
    else this.#slice();
    this.#schedule();
  }

  #slice(): void {
    const start = performance.now();
    const task = this.#tasks.shift();
    if (task === undefined) return;
    try {
      let going = true;
      while (going && performance.now() - start < SLICE) going = task.step();
      if (going) this.#tasks.push(task);
    } catch (error) {
      task.fail(error);
    }
    this.#lastSlice = performance.now();
  }
}
