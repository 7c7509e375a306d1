// The workbench writes its own log and the extension host's console to one stream. This tells them apart.

const verbose = process.env['STATEFULSET_TOOLS_VERBOSE'] === '1';

const ownMessages = [
  // Its services prefix what they say with their name.
  /^\[[A-Za-z][\w -]*(:[\w -]+)?\]/,
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket|^The reconnection|^Updating additional builtin|^Extension host \(Remote\)/,
  /\/vs\/code\/browser\/workbench\/workbench\.js:/,
  /^Loading development extension|^Request to '.*package\.nls\.json'/,
  // Native modules that are not built, and services that are not reached.
  /Could not locate the bindings file|build\/Release|open-vsx\.org|native-watchdog|ERR_NAME_NOT_RESOLVED|Failed to fetch/,
];

/**
 * Whether a line was written by code in the extension host rather than by the workbench. STATEFULSET_TOOLS_VERBOSE=1 lets all through.
 * @param {string} line
 */
export function isFromExtensions(line) {
  return verbose || !ownMessages.some((pattern) => pattern.test(line));
}
