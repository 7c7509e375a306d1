import type { PlacedEdit } from './convert';
import { decode, MOST_BYTES } from './decode';
import type { Session } from './session';
import { schemeOf } from './uri';

/** Whether what an edit rests on still holds, as far as it can be seen from here. */
export function isApplicable({ uri, creates }: PlacedEdit, { files, host: { disk }, scan }: Session): boolean {
  if (files.openDocument(uri) !== undefined) return !creates && files.isCurrent(uri);
  if (disk === undefined || schemeOf(uri) !== 'file') return true;
  if (creates) return disk.kindOf(uri) === undefined;
  try {
    if (decode(disk.read(uri, MOST_BYTES)) === files.onDisk(uri)?.text) return true;
  } catch {
    // It is gone, or cannot be read any more.
  }
  scan.changed([{ uri, kind: 'changed' }]);
  return false;
}
