// A test runner for the extension host, where node:test cannot report: tests run one after the other, in the order given.

/** Seconds that one test may take. */
const testSeconds = 30;

interface Test {
  readonly name: string;
  readonly body: () => Promise<void> | void;
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

const tests: Test[] = [];

/** Adds a test. Names are sentences: what the user sees. */
export function test(name: string, body: () => Promise<void> | void): void {
  tests.push({ name, body });
}

/** Runs the tests that were added, calling `after` behind each, and prints a line for each. */
export async function runAll(after: () => Promise<void>): Promise<Totals> {
  let failed = 0;
  for (const { name, body } of tests) {
    const started = performance.now();
    const error = await failureOf(body);
    const cleanupError = await failureOf(after);
    const took = `${(performance.now() - started).toFixed(0)} ms`;
    const found = error ?? cleanupError;
    if (found === undefined) {
      console.log(`✔ ${name} (${took})`);
    } else {
      failed += 1;
      console.log(`✖ ${name} (${took})\n${indented(found)}`);
    }
  }
  return { passed: tests.length - failed, failed };
}

/** What a body throws, as text; undefined where it does not, or not in time. */
async function failureOf(body: () => Promise<void> | void): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done after ${testSeconds} s`)), testSeconds * 1000);
  });
  try {
    await Promise.race([Promise.resolve().then(body), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
