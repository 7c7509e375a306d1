import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Background, Steps } from './background';
import type { Log } from './log';

type Handler<P, R> = (params: P, token: CancellationToken) => R;

/** Wraps handlers of requests. */
export interface Answer {
  /** For what is quickly told. */
  <P, R>(name: string, fallback: R, handle: (params: P) => R): Handler<P, R | ResponseError>;
  /** For what takes long: it is worked out between other messages, and given up when it is cancelled. */
  inSteps<P, R>(name: string, fallback: R, handle: (params: P) => Steps<R>): Handler<P, Promise<R | ResponseError>>;
}

/**
 * The one way in which requests are answered. A request that was cancelled while it waited is not begun and says so,
 * which is not the same as an empty answer; a handler that fails is logged and answers its fallback.
 */
export function createAnswer(background: Background, log: Log): Answer {
  const failed = <R>(name: string, error: unknown, fallback: R): R => {
    log.error(`The request ${name} failed`, error);
    return fallback;
  };
  const answer = <P, R>(name: string, fallback: R, handle: (params: P) => R): Handler<P, R | ResponseError> => {
    return (params, token) => {
      background.standBack();
      if (token.isCancellationRequested) return cancelled();
      try {
        return handle(params);
      } catch (error) {
        return failed(name, error, fallback);
      }
    };
  };
  const inSteps = <P, R>(
    name: string,
    fallback: R,
    handle: (params: P) => Steps<R>,
  ): Handler<P, Promise<R | ResponseError>> => {
    return async (params, token) => {
      try {
        return await background.run(untilCancelled(() => handle(params), token));
      } catch (error) {
        return failed(name, error, fallback);
      }
    };
  };
  return Object.assign(answer, { inSteps });
}

function* untilCancelled<R>(begin: () => Steps<R>, token: CancellationToken): Generator<undefined, R | ResponseError> {
  if (token.isCancellationRequested) return cancelled();
  const steps = begin();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    yield undefined;
    if (token.isCancellationRequested) return cancelled();
  }
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}
