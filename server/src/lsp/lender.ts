import type { Connection } from 'vscode-languageserver';
import type { ReadFileParams } from '../core/protocol';
import { LIST_FILES_REQUEST, READ_FILE_REQUEST } from '../core/protocol';
import type { Lender } from './scan';

/** Files as the client lends them. What it answers is looked at before it is believed. */
export function createLender(connection: Connection): Lender {
  return {
    listFiles: async () => {
      const answer: unknown = await connection.sendRequest(LIST_FILES_REQUEST);
      if (!Array.isArray(answer)) throw new Error('it answered no list');
      return answer.filter((uri) => typeof uri === 'string');
    },
    readFile: async (uri) => {
      const params: ReadFileParams = { uri };
      const answer: unknown = await connection.sendRequest(READ_FILE_REQUEST, params);
      return typeof answer === 'string' ? answer : null;
    },
  };
}
