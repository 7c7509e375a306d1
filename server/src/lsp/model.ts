import type { PlacedDiagnostic } from '../core/rules/analysis';
import { Analysis } from '../core/rules/analysis';
import type { Snapshot } from '../core/workspace/snapshot';
import { EMPTY_SNAPSHOT } from '../core/workspace/snapshot';
import type { Workspace } from '../core/workspace/workspace';
import { createWorkspace } from '../core/workspace/workspace';
import type { Span } from '../core/yaml/span';
import type { Files } from './files';
import type { Settings } from './settings';
import { DEFAULT_SETTINGS } from './settings';

/** The workspace as it is understood now: whoever asks gets an answer about the present texts and settings. */
export class Model {
  readonly #files: Files;
  readonly #onAffected: (uris: ReadonlySet<string>) => void;
  readonly #analysis = new Analysis();
  #settings = DEFAULT_SETTINGS;
  #snapshot = EMPTY_SNAPSHOT;
  #analysed = DEFAULT_SETTINGS.analysis;
  #workspace: Workspace | undefined;

  constructor(files: Files, onAffected: (uris: ReadonlySet<string>) => void) {
    this.#files = files;
    this.#onAffected = onAffected;
  }

  get settings(): Settings {
    return this.#settings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
  }

  /** Takes in what changed since. */
  refresh(): Snapshot {
    const snapshot = this.#files.snapshot();
    const { analysis } = this.#settings;
    if (snapshot === this.#snapshot && analysis === this.#analysed) return snapshot;
    this.#snapshot = snapshot;
    this.#analysed = analysis;
    this.#workspace = undefined;
    this.#onAffected(this.#analysis.update(snapshot, analysis));
    return snapshot;
  }

  /** Lookups in the snapshot of the last refresh. */
  get workspace(): Workspace {
    this.#workspace ??= createWorkspace(this.#snapshot, this.#analysed.cluster);
    return this.#workspace;
  }

  /** What the rules find in a file of the snapshot of the last refresh, or in a stretch of it, in file offsets. */
  diagnosticsOf(uri: string, within?: Span): readonly PlacedDiagnostic[] {
    return this.#analysis.diagnosticsOf(uri, within);
  }

  /**
   * Checks a file of that snapshot a document at a time, so that a large one need not stop everything. Ends with false
   * where a refresh brought another version of the file meanwhile.
   */
  prepare(uri: string): Generator<undefined, boolean> {
    return this.#analysis.prepare(uri);
  }
}
