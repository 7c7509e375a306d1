import { LARGEST_FILE } from '../core/workspace/file';

/** Bytes beyond this cannot be a file that is read: in UTF-16 each unit takes two. */
export const MOST_BYTES = 2 * LARGEST_FILE;

/**
 * The text of a file's bytes, without its byte-order mark, as an editor has it: UTF-8, or UTF-16 where a byte-order mark
 * says so. Throws an error that tells a person what is wrong with it.
 */
export function decode(bytes: Uint8Array): string {
  const text = decoderFor(bytes).decode(bytes);
  if (text.includes('\0')) throw new Error('it holds zero characters, so it is no text');
  if (text.length > LARGEST_FILE) throw new Error(`it has more than ${LARGEST_FILE} characters`);
  return text;
}

function decoderFor(bytes: Uint8Array): { decode(bytes: Uint8Array): string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  return { decode: decodeUtf8 };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Error('it is not UTF-8');
  }
}
