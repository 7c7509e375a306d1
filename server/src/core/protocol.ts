/**
 * What client and server say to each other beyond LSP: the names of requests and the plain types of their parameters and
 * results. Names instead of `RequestType` objects, because client and server bring different copies of the protocol
 * library.
 */

import type { StatefulSetInput } from './rollout/spec';

/** Client to server, no parameters: the StatefulSets of the workspace, as `StatefulSetSummary[]`. */
export const STATEFUL_SETS_REQUEST = 'statefulset/statefulSets';

/** Server to client, no parameters: what `STATEFUL_SETS_REQUEST` would answer may have changed. */
export const CHANGED_NOTIFICATION = 'statefulset/changed';

/** Server to client, no parameters: the URIs of the workspace's YAML and JSON files, as `string[]`. */
export const LIST_FILES_REQUEST = 'statefulset/listFiles';

/** Server to client, `ReadFileParams`: the text of a file that is not on the server's disk, or null. */
export const READ_FILE_REQUEST = 'statefulset/readFile';

/** Server to client, `ReadFileParams`: the text of a file as last committed, or null where there is none. */
export const COMMITTED_TEXT_REQUEST = 'statefulset/committedText';

/**
 * Client to server, `StatefulSetParams`: the set as it stands in the committed text of its file, as `StatefulSetInput`, or
 * null where it is not committed. The labels of the Pod templates are equal to those of `StatefulSetSummary.input` where
 * the templates are.
 */
export const COMMITTED_STATEFUL_SET_REQUEST = 'statefulset/committedStatefulSet';

/** Client to server, no parameters: what `COMMITTED_TEXT_REQUEST` would answer may have changed. */
export const COMMITTED_CHANGED_NOTIFICATION = 'statefulset/committedChanged';

/** Client to server, `SchemaSupport`: what of the schema the client sees to by itself from now on. */
export const SCHEMA_SUPPORT_NOTIFICATION = 'statefulset/schemaSupport';

/** A command of the client, with the text as its argument: puts it on the clipboard. */
export const COPY_TEXT_COMMAND = 'statefulset.copyText';

export interface ReadFileParams {
  readonly uri: string;
}

export interface StatefulSetParams {
  /** `StatefulSetSummary.id`. */
  readonly id: string;
}

/** What the client, or another extension beside it, does by the Kubernetes schema; what is left out it does not. */
export interface SchemaSupport {
  /** It checks the syntax of YAML and the Kubernetes schema by itself, so that `schemaValidation: auto` is `off`. */
  readonly schemaValidation?: boolean;
  /** It completes fields and values from the Kubernetes schema by itself: only names and snippets are left to complete. */
  readonly schemaCompletion?: boolean;
}

/** What the client offers, in `initializationOptions`; another editor's client may offer nothing. */
export interface ClientOffers extends SchemaSupport {
  /** It answers `LIST_FILES_REQUEST` and `READ_FILE_REQUEST`. */
  readonly files?: boolean;
  /** It answers `COMMITTED_TEXT_REQUEST`. */
  readonly committedText?: boolean;
  /** It has the command `COPY_TEXT_COMMAND`. */
  readonly copyText?: boolean;
  /** It lets links in hovers run that command. */
  readonly hoverCommands?: boolean;
}

/** LSP's range: zero-based lines, UTF-16 characters. */
export interface PlainRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A place in a file, for the client to open. */
export interface PlainLocation {
  readonly uri: string;
  readonly range: PlainRange;
}

/** One StatefulSet with all that the views show of it before anything runs. */
export interface StatefulSetSummary {
  /** The same for the same object across edits: its file, namespace and name. */
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  /** Where its name is written. */
  readonly location: PlainLocation;
  /** Where fields that explain a rollout are written, by their name in the API, such as `podManagementPolicy`. */
  readonly fields: Readonly<Record<string, PlainRange>>;
  readonly service: ServiceSummary;
  readonly pods: readonly PodSummary[];
  /**
   * What the simulator starts from. Its template label and the fingerprints of its claim templates are the same for the
   * same content, across edits, and differ where the content does.
   */
  readonly input: StatefulSetInput;
}

export interface ServiceSummary {
  /** `serviceName`; empty where it is not stated. */
  readonly name: string;
  readonly state:
    | 'headless'
    | 'not-headless'
    | 'external-name'
    | 'missing'
    | 'in-other-namespace'
    | 'unstated'
    | 'unknown';
  /** The state as a short sentence for a person. */
  readonly sentence: string;
  readonly location: PlainLocation | undefined;
  readonly publishNotReadyAddresses: boolean;
}

export interface PodSummary {
  readonly name: string;
  readonly ordinal: number;
  readonly claims: readonly string[];
  /** Its full DNS name; undefined where it gets none. */
  readonly dns: string | undefined;
}
