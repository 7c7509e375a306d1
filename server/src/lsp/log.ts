/** Where the server tells a person what it does; in VS Code the output channel. */
export interface Log {
  info(message: string): void;
  /** Said once for each message: what cannot be read today cannot be read at the next keystroke either. */
  warnOnce(message: string): void;
  error(message: string, error: unknown): void;
  /** Says nothing more: nobody listens. */
  close(): void;
}

interface Console {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** More than anybody reads; a bound, so that a workspace of odd files cannot fill the memory. */
const MOST_WARNINGS = 1000;

export function createLog(console: Console): Log {
  const said = new Set<string>();
  let isOpen = true;
  return {
    info: (message) => {
      if (isOpen) console.info(message);
    },
    warnOnce: (message) => {
      if (!isOpen || said.has(message) || said.size >= MOST_WARNINGS) return;
      said.add(message);
      console.warn(message);
      if (said.size === MOST_WARNINGS) console.warn('No more of this will be said.');
    },
    error: (message, error) => {
      if (isOpen)
        console.error(`${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
    close: () => {
      isOpen = false;
    },
  };
}

/** What an error says to a person, without its stack. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
