/**
 * URIs as keys. Editors spell one file in several ways (`c:` or `c%3A`, `(` or `%28`), so everything inside speaks the
 * one spelling made here: each segment of the path as `encodeURIComponent` writes it, a drive letter in lower case.
 */
export function canonicalUri(uri: string): string {
  const match = /^([A-Za-z][-+.A-Za-z0-9]*:)(\/\/[^/?#]*)?([^?#]*)(.*)$/s.exec(uri);
  if (match === null) return uri;
  const [, scheme = '', authority = '', path = '', rest = ''] = match;
  const segments = path.split('/').map(canonicalSegment);
  return `${scheme.toLowerCase()}${authority}${segments.join('/')}${rest}`;
}

/** The canonical URI of a folder: without a slash at its end. */
export function canonicalFolder(uri: string): string {
  // Of `file:///` the two slashes stay that stand before the authority.
  return canonicalUri(uri).replace(/(?<!:|:\/)\/+$/, '');
}

/** The scheme of a URI, without the colon; empty where it has none. */
export function schemeOf(uri: string): string {
  return /^([A-Za-z][-+.A-Za-z0-9]*):/.exec(uri)?.[1]?.toLowerCase() ?? '';
}

/** Whether the URI is the folder or lies in it, at any depth. Both canonical. */
export function isWithin(uri: string, folder: string): boolean {
  return uri.startsWith(folder) && (uri.length === folder.length || uri[folder.length] === '/');
}

/** The folders that hold a URI, nearest first. */
export function* ancestorsOf(uri: string): Iterable<string> {
  for (let end = uri.lastIndexOf('/'); end > 0 && uri[end - 1] !== '/'; end = uri.lastIndexOf('/', end - 1)) {
    yield uri.slice(0, end);
  }
}

/** A URI for a person to read. */
export function readableUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The path of a file or folder from the workspace folder that holds it; its name alone where none does. */
export function pathWithin(uri: string, folders: readonly string[]): string {
  const holder = folders.find((folder) => isWithin(uri, folder)) ?? uri.slice(0, uri.lastIndexOf('/'));
  return readableUri(uri.slice(holder.length + 1)) || '.';
}

/** Whether a file's name says that it may hold manifests: `.yaml`, `.yml` or `.json`. */
export function isManifestName(uri: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(uri);
}

function canonicalSegment(segment: string): string {
  let plain = segment;
  try {
    plain = decodeURIComponent(segment);
  } catch {
    // A stray percent sign: it stands for itself.
  }
  return encodeURIComponent(/^[A-Z]:$/.test(plain) ? plain.toLowerCase() : plain);
}
