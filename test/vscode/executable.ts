import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { join } from 'node:path';

/** Seconds to wait for the download site before it counts as out of reach. */
const probeSeconds = 3;

/**
 * The VS Code to run the tests in: the one that VSCODE_EXECUTABLE names; else the desktop build, where one can be had and
 * there is a screen to show it on; else the embedded one, which is made of npm packages and needs neither.
 */
export async function findExecutable(root: string): Promise<string> {
  const named = process.env['VSCODE_EXECUTABLE'];
  if (named !== undefined && named !== '') return named;
  if (hasScreen() && (await canDownload())) {
    try {
      return await downloadAndUnzipVSCode('stable');
    } catch (error) {
      console.log(`The desktop VS Code could not be downloaded (${String(error)}); using the embedded one.`);
    }
  }
  return join(root, 'test/vscode/host/launch.mjs');
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

async function canDownload(): Promise<boolean> {
  try {
    const url = 'https://update.code.visualstudio.com/api/releases/stable';
    return (await fetch(url, { signal: AbortSignal.timeout(probeSeconds * 1000) })).ok;
  } catch {
    return false;
  }
}
