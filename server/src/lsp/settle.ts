/** Turns of the event loop without a change after which things have settled: one for the next message to be taken up. */
const TURNS = 2;
/** Milliseconds after which a change is answered even though others keep coming. */
const LONGEST_DELAY = 100;

/**
 * Returns a function that brings `run` about as soon as no further change is waiting to be taken in: at once for a
 * single keystroke, once for many where they come faster than they can be answered.
 */
export function settled(immediate: (run: () => void) => void, run: () => void): () => void {
  let turns = 0;
  let since = 0;
  const turn = (): void => {
    turns -= 1;
    if (turns > 0 && performance.now() - since < LONGEST_DELAY) {
      immediate(turn);
      return;
    }
    turns = 0;
    run();
  };
  return () => {
    if (turns === 0) {
      since = performance.now();
      immediate(turn);
    }
    turns = TURNS;
  };
}
