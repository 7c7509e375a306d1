// Unpacks the browser of @sparticuz/chromium, the libraries it may miss, and its fonts, into the temporary directory.
// Usage: TMPDIR=target node unpack-chromium.mjs path/to/the/package

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [archives] = process.argv.slice(2);
const { inflate } = await import(pathToFileURL(join(archives, 'build/index.js')).href);
for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
  await inflate(join(archives, 'bin', name));
}
// Its own font list names the folders of a hosted service.
writeFileSync(
  join(tmpdir(), 'fonts/fonts.conf'),
  '<?xml version="1.0"?>\n<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n',
);
