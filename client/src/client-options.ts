import type { DocumentSelector, LanguageClientOptions } from 'vscode-languageclient';
import { RevealOutputChannelOn } from 'vscode-languageclient';
import type { LogOutputChannel, Uri } from 'vscode';
import { workspace } from 'vscode';
import type { ClientOffers } from '../../server/src/core/protocol';
import { COPY_TEXT_COMMAND } from '../../server/src/core/protocol';
import { schemaSupport } from './schema-support';
import { traceChannel } from './trace';

/** Also the section of the settings: the client library reads `statefulset.trace.server`. */
export const CLIENT_ID = 'statefulset';

export const CLIENT_NAME = 'StatefulSet Tools';

/** What the client for Node and the client for the browser have in common. */
export function clientOptions(channel: LogOutputChannel): LanguageClientOptions {
  // Asked again whenever the server is started: other extensions come and go.
  const offers = (): ClientOffers => ({
    files: true,
    committedText: true,
    copyText: true,
    hoverCommands: true,
    ...schemaSupport(),
  });
  return {
    documentSelector: documentSelector(),
    outputChannel: channel,
    traceOutputChannel: traceChannel(channel, CLIENT_ID),
    initializationOptions: offers,
    // A failing request is not worth a person's attention; it is in the log.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Text of a manifest is in code spans, where no link can be made of it; and this one command can do no harm.
    markdown: { supportHtml: false, isTrusted: { enabledCommands: [COPY_TEXT_COMMAND] } },
  };
}

/**
 * YAML and JSON of the file systems that the workspace lies on. Not of every scheme: the older side of a diff (`git:`) and
 * the like are documents too, and would count as a second object of the same name.
 */
function documentSelector(): DocumentSelector {
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme);
  const schemes = new Set(['file', 'untitled', ...folders]);
  return [...schemes].flatMap((scheme) => ['yaml', 'json'].map((language) => ({ scheme, language })));
}

/** Where a server's bundle lies. */
export function serverModule(extension: Uri, platform: 'node' | 'browser'): Uri {
  return extension.with({ path: `${extension.path.replace(/\/$/, '')}/dist/server/${platform}.js` });
}
