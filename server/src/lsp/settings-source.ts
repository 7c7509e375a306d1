import type { Connection } from 'vscode-languageserver';
import type { SchemaSupport } from '../core/protocol';
import type { Client } from './client';
import type { Log } from './log';
import { reasonOf } from './log';
import type { Settings } from './settings';
import { readSettings } from './settings';

const SECTION = 'statefulset';
/** Milliseconds after which a client that does not answer is taken to have no settings. */
const PATIENCE = 5000;

/** The settings as they are now: asked of the client, or else what it pushed in `didChangeConfiguration`. */
export async function fetchSettings(
  connection: Connection,
  client: Client,
  schema: SchemaSupport,
  pushed: unknown,
  log: Log,
): Promise<Settings> {
  const section = client.hasConfiguration ? await ask(connection, log) : sectionOf(pushed);
  return readSettings(section, (message) => log.warnOnce(message), schema.schemaValidation === true);
}

async function ask(connection: Connection, log: Log): Promise<unknown> {
  let stopWaiting = (): void => {};
  const patience = new Promise<undefined>((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    stopWaiting = () => clearTimeout(timer);
  });
  try {
    return await Promise.race([connection.workspace.getConfiguration(SECTION) as Promise<unknown>, patience]);
  } catch (error) {
    log.warnOnce(`The client did not tell the settings: ${reasonOf(error)}.`);
    return undefined;
  } finally {
    stopWaiting();
  }
}

function sectionOf(pushed: unknown): unknown {
  return typeof pushed === 'object' && pushed !== null && SECTION in pushed ? pushed[SECTION] : undefined;
}
