import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Background } from './background';
import type { Log } from './log';

/** Wraps a handler of a request. */
export type Answer = <P, R>(
  name: string,
  fallback: R,
  handle: (params: P) => R,
) => (params: P, token: CancellationToken) => R | ResponseError;

/**
 * The one way in which requests are answered. A request that was cancelled while it waited is not begun and says so,
 * which is not the same as an empty answer; a handler that fails is logged and answers its fallback.
 */
export function createAnswer(background: Background, log: Log): Answer {
  return (name, fallback, handle) => (params, token) => {
    background.standBack();
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
    try {
      return handle(params);
    } catch (error) {
      log.error(`The request ${name} failed`, error);
      return fallback;
    }
  };
}
