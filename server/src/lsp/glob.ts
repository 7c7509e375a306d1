/**
 * Compiles a glob of a settings file: `*` within a segment, `**` across segments, `?`, `[abc]`, `[!abc]` and `{a,b}`.
 * It matches a path with `/` between segments and none before the first, and all that lies below a path it matches.
 */
export function compileGlob(glob: string): (path: string) => boolean {
  const expression = new RegExp(`^${translate(glob.replace(/^\.?\/+/, '').replace(/\/+$/, ''))}(?:/.*)?$`, 's');
  return (path) => expression.test(path);
}

function translate(glob: string): string {
  let out = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at += 1) {
    const char = glob[at] ?? '';
    if (glob.startsWith('**/', at) && atSegmentStart(glob, at)) {
      out += '(?:[^/]+/)*';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      out += '.*';
      at += 1;
    } else if (char === '*') {
      out += '[^/]*';
    } else if (char === '?') {
      out += '[^/]';
    } else if (char === '{' && glob.includes('}', at)) {
      out += '(?:';
      depth += 1;
    } else if (char === '}' && depth > 0) {
      out += ')';
      depth -= 1;
    } else if (char === ',' && depth > 0) {
      out += '|';
    } else if (char === '[' && /^\[!?[^\]/]+\]/.test(glob.slice(at))) {
      const end = glob.indexOf(']', at + 2);
      const body = glob.slice(at + 1, end).replaceAll('\\', '\\\\');
      out += body.startsWith('!') ? `[^${body.slice(1)}]` : `[${body.replace(/^\^/, '\\^')}]`;
      at = end;
    } else {
      out += char.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    }
  }
  return out + ')'.repeat(depth);
}

function atSegmentStart(glob: string, at: number): boolean {
  return at === 0 || '/{,'.includes(glob[at - 1] ?? '');
}
