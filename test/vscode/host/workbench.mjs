// Opens a workbench in a browser that nobody sees.

import { findChromium } from './chromium.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {import("./installation.mjs").Installation} installation
 * @param {{ width?: number, height?: number, scale?: number }} [size] of the window, in CSS pixels; device pixels per CSS pixel
 */
export async function openBrowser(installation, { width = 1280, height = 800, scale = 1 } = {}) {
  const { executablePath, env } = findChromium(installation.bundledChromium);
  const browser = await installation.playwright.chromium.launch({ executablePath, env, args: flags });
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: 'en-US' });
  // Nothing outside this machine is asked for: the run is the same with a network and without.
  await context.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => route.abort(),
  );
  return { browser, page: await context.newPage() };
}
