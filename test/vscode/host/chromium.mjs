// Which browser draws the embedded editor.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A Chromium that starts on this machine: the one named by STATEFULSET_TOOLS_CHROMIUM, else the bundled one, else the system's.
 * @param {string} bundled the folder that holds the unpacked one
 * @returns {{ executablePath: string, env: NodeJS.ProcessEnv }} the browser and the environment to start it in
 */
export function findChromium(bundled) {
  const named = process.env['STATEFULSET_TOOLS_CHROMIUM'];
  if (named) return { executablePath: named, env: process.env };
  const own = join(bundled, 'chromium');
  // Distributions differ in which libraries a bare machine has; the package brings those it may miss.
  const libraries = join(bundled, 'al2023/lib');
  const withLibraries = {
    ...process.env,
    LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
  };
  const candidates = [
    { executablePath: own, env: process.env },
    { executablePath: own, env: withLibraries },
    ...systemBrowsers.map((executablePath) => ({ executablePath, env: process.env })),
  ];
  const found = candidates.find(starts);
  if (!found) throw new Error('No Chromium starts here. Name one in STATEFULSET_TOOLS_CHROMIUM.');
  const hasFonts = existsSync('/etc/fonts/fonts.conf') || process.platform !== 'linux';
  return hasFonts ? found : { ...found, env: { ...found.env, FONTCONFIG_PATH: join(bundled, 'fonts') } };
}

/** @param {{ executablePath: string, env: NodeJS.ProcessEnv }} browser */
function starts({ executablePath, env }) {
  return (
    existsSync(executablePath) &&
    spawnSync(executablePath, ['--version', '--no-sandbox'], { env, timeout: 10_000 }).status === 0
  );
}
