import { comparableInput } from '../core/features/simulator-input';
import { summaryIds } from '../core/features/statefulset-summary';
import type { ReadFileParams, StatefulSetParams } from '../core/protocol';
import { COMMITTED_STATEFUL_SET_REQUEST, COMMITTED_TEXT_REQUEST } from '../core/protocol';
import type { StatefulSetInput } from '../core/rollout/spec';
import { readSource } from '../core/workspace/file';
import type { Snapshot } from '../core/workspace/snapshot';
import { createLayer } from '../core/workspace/snapshot';
import type { Workspace } from '../core/workspace/workspace';
import { createWorkspace } from '../core/workspace/workspace';
import type { Session } from './session';

/** Answers for a set as it is committed. The client is asked each time: nobody tells when HEAD moves. */
export function registerCommittedSet({ connection, client, files, model, log }: Session): void {
  connection.onRequest(
    COMMITTED_STATEFUL_SET_REQUEST,
    async ({ id }: StatefulSetParams): Promise<StatefulSetInput | null> => {
      if (!client.offersCommittedText) return null;
      try {
        const snapshot = model.refresh();
        const uri = fileOfSet(id, model.workspace);
        if (uri === undefined) return null;
        const params: ReadFileParams = { uri: files.openDocument(uri)?.spelling ?? uri };
        const text: unknown = await connection.sendRequest(COMMITTED_TEXT_REQUEST, params);
        if (typeof text !== 'string') return null;
        return inputIn(createWorkspace(withText(snapshot, uri, text), model.settings.analysis.cluster), uri, id);
      } catch (error) {
        log.error('The committed text could not be had', error);
        return null;
      }
    },
  );
}

/** The file of the set with an id; undefined where there is none now. */
function fileOfSet(id: string, workspace: Workspace): string | undefined {
  const ids = summaryIds(workspace.all('StatefulSet'), workspace);
  return [...ids].find(([, known]) => known === id)?.[0].document.uri;
}

/** The workspace's files, one of them with another text: what is around it, a kustomization say, stays as it is. */
function withText(snapshot: Snapshot, uri: string, text: string): Snapshot {
  const others = [...snapshot.open.files.values()].filter((file) => file.uri !== uri);
  return { ...snapshot, open: createLayer([...others, readSource(uri, text, false)]) };
}

function inputIn(workspace: Workspace, uri: string, id: string): StatefulSetInput | null {
  const sets = workspace.all('StatefulSet').filter((set) => set.document.uri === uri);
  const found = [...summaryIds(sets, workspace)].find(([, known]) => known === id);
  return (found && comparableInput(found[0], workspace)) ?? null;
}
