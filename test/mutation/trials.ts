import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Fate } from './mutant';

/** How long a mutant may take before it counts as endless; a rule's checks take some hundredths of that. */
const PATIENCE_MS = 10_000;

/** How long it may take to read all that a file's rules are tried on. */
const WARM_UP_MS = 60_000;

/** Tries broken files one after another in a thread of its own, so that neither an endless loop nor endless memory gets out. */
export class Trials {
  #worker: Worker | undefined;
  #warm: string | undefined;

  /** What notices this JavaScript in place of a file of rules. Throws where the file's rules fail unbroken. */
  async try(file: string, code: string): Promise<Fate> {
    if (this.#worker === undefined || this.#warm !== file) {
      this.#worker ??= new Worker(join(__dirname, 'worker.js'), { resourceLimits: { maxOldGenerationSizeMb: 1024 } });
      const ready = await answerOf(this.#worker, { warmUp: file }, WARM_UP_MS);
      if (ready !== 'ready') throw new Error(`${file}: not ready in time`);
      this.#warm = file;
    }
    const worker = this.#worker;
    try {
      const answer = await answerOf(worker, { file, code }, PATIENCE_MS);
      if (answer !== 'late') return answer as Fate;
    } catch {
      // It ran out of memory or ended its own thread.
    }
    await this.end();
    return { by: 'clock' };
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
    this.#warm = undefined;
  }
}

/** The next message of a worker once it was asked; 'late' where there is none in time. Rejects where the worker fails. */
async function answerOf(worker: Worker, question: unknown, patience: number): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  try {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's, not a window's
    worker.postMessage(question);
    return await Promise.race([
      once(worker, 'message', { signal }).then(([answer]: readonly unknown[]) => answer),
      setTimeout(patience, 'late', { signal }),
    ]);
  } finally {
    done.abort();
  }
}
