import type { Copy } from '../core/features/hover/copies';
import { COPY_TEXT_COMMAND } from '../core/protocol';

/** A line of links that put texts on the clipboard, for a client that lets hovers run that command; empty for none. */
export function copyLinks(copies: readonly Copy[]): string {
  const links = copies.map(({ label, text }) => {
    const argument = encodeURIComponent(JSON.stringify([text])).replaceAll(/[()']/g, percentEncoded);
    return `[${label}](command:${COPY_TEXT_COMMAND}?${argument} "${title(text)}")`;
  });
  return links.length === 0 ? '' : `\n\nCopy: ${links.join(' · ')}`;
}

/** What `encodeURIComponent` leaves, though it would end a link. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}

function title(text: string): string {
  return text.replaceAll(/["\\\n]/g, ' ');
}
