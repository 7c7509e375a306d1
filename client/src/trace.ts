import type { LogOutputChannel } from 'vscode';
import { EventEmitter, LogLevel, workspace } from 'vscode';

/**
 * The channel with its level lowered to tracing while the setting `<section>.trace.server` is on. The client library traces
 * only at that level, which people would have to set in a second place.
 */
export function traceChannel(channel: LogOutputChannel, section: string): LogOutputChannel {
  const isAsked = (): boolean => workspace.getConfiguration(section).get('trace.server', 'off') !== 'off';
  const level = (): LogLevel => (isAsked() ? LogLevel.Trace : channel.logLevel);
  const changed = new EventEmitter<LogLevel>();
  const subscriptions = [
    changed,
    channel.onDidChangeLogLevel(() => changed.fire(level())),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${section}.trace.server`)) changed.fire(level());
    }),
  ];
  return {
    name: channel.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message, ...rest) => {
      if (channel.logLevel === LogLevel.Trace) channel.trace(message, ...rest);
      else channel.info(message, ...rest);
    },
    debug: (message, ...rest) => channel.debug(message, ...rest),
    info: (message, ...rest) => channel.info(message, ...rest),
    warn: (message, ...rest) => channel.warn(message, ...rest),
    error: (message, ...rest) => channel.error(message, ...rest),
    append: (value) => channel.append(value),
    appendLine: (value) => channel.appendLine(value),
    replace: (value) => channel.replace(value),
    clear: () => channel.clear(),
    show: (first?: unknown, second?: boolean) => channel.show(typeof first === 'boolean' ? first : second),
    hide: () => channel.hide(),
    dispose: () => {
      for (const each of subscriptions) each.dispose();
    },
  };
}
