import type { SourceFile } from '../../server/src/core/workspace/file';
import { readSource } from '../../server/src/core/workspace/file';
import { treeOf } from '../../server/src/core/workspace/document';
import type { ClusterSettings } from '../../server/src/core/workspace/settings';
import { DEFAULT_CLUSTER_SETTINGS } from '../../server/src/core/workspace/settings';
import type { Snapshot } from '../../server/src/core/workspace/snapshot';
import { createLayer } from '../../server/src/core/workspace/snapshot';
import type { Workspace } from '../../server/src/core/workspace/workspace';
import { createWorkspace } from '../../server/src/core/workspace/workspace';
import type { Span } from '../../server/src/core/yaml/span';
import { shifted } from '../../server/src/core/yaml/span';
import type { DocumentId, Place } from '../../server/src/core/kubernetes/resource';
import type { Fixture } from './fixture';
import { parseFixture } from './fixture';
import { deepFreeze } from './freeze';

/** A fixture read as the files of a workspace, frozen so that whoever changes what is shared fails the test. */
export interface FixtureWorkspace {
  readonly fixture: Fixture;
  readonly snapshot: Snapshot;
  readonly workspace: Workspace;
  /** The file of a name in the fixture; throws where there is none. */
  readonly file: (name: string) => SourceFile;
  /** The file that holds the cursor and the cursor's offset in it; throws where the fixture has no cursor. */
  readonly cursor: () => { readonly file: SourceFile; readonly offset: number };
  /** A span of a document as offsets of its file, which is what a fixture's marks count in. */
  readonly inFile: (place: Place) => Span;
  /** The text of a place. */
  readonly textAt: (place: Place) => string;
}

export interface WorkspaceOptions {
  readonly settings?: Partial<ClusterSettings>;
  /** Whether the first scan counts as done; it does unless this is false. */
  readonly complete?: boolean;
  /** The name of the file that holds what stands before the first header. */
  readonly defaultName?: string;
  /** Changes the text of each file before it is read. */
  readonly restyle?: (text: string) => string;
}

/** The URI that a file of a fixture has. */
export function uriOf(name: string): string {
  return `file:///workspace/${name}`;
}

/** A file whose name in a fixture begins like this is one as it was last committed: `#// FILE: HEAD:web.yaml`. */
const COMMITTED = 'HEAD:';

/** Reads a fixture (see fixture.ts) as a workspace of files on disk. */
export function workspaceOf(source: string, options: WorkspaceOptions = {}): FixtureWorkspace {
  const fixture = parseFixture(source, options.defaultName);
  const restyle = options.restyle ?? ((text: string) => text);
  const committed = fixture.files.filter(({ name }) => name.startsWith(COMMITTED));
  const files = fixture.files
    .filter((file) => !committed.includes(file))
    .map(({ name, text }) => readSource(uriOf(name), restyle(text), true));
  const snapshot: Snapshot = deepFreeze({
    disk: createLayer(files),
    open: createLayer([]),
    committed: createLayer(
      committed.map(({ name, text }) => readSource(uriOf(name.slice(COMMITTED.length)), restyle(text), false)),
    ),
    complete: options.complete ?? true,
  });
  // Trees are kept beside their documents, where freezing the documents does not reach.
  for (const { document } of files.flatMap((file) => file.documents)) deepFreeze(treeOf(document));
  const workspace = createWorkspace(snapshot, { ...DEFAULT_CLUSTER_SETTINGS, ...options.settings });
  const file = (name: string): SourceFile => {
    const found = snapshot.disk.files.get(uriOf(name));
    if (found === undefined) throw new Error(`fixture: no file named ${name}`);
    return found;
  };
  const placeOf = (id: DocumentId): { readonly start: number; readonly text: string } => {
    const place = workspace.file(id.uri)?.documents.find(({ document }) => document.id === id);
    if (place === undefined) throw new Error(`fixture: no such document in ${id.uri}`);
    return { start: place.start, text: place.document.text };
  };
  return {
    fixture,
    snapshot,
    workspace,
    file,
    cursor: () => {
      if (fixture.cursor === undefined) throw new Error('fixture: no $0');
      return { file: file(fixture.cursor.file), offset: fixture.cursor.offset };
    },
    inFile: ({ document, span }) => shifted(span, placeOf(document).start),
    textAt: ({ document, span }) => placeOf(document).text.slice(span.start, span.end),
  };
}
