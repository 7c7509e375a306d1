// Opens a workbench in a browser that nobody sees.

import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
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

/**
 * Has the workbench load an extension into the browser, as VS Code for the Web does. To be called before the page is opened.
 * @param {import('playwright-core').Page} page
 * @param {number} port the server's
 * @param {string} extension its folder
 * @param {string} [tests] the file, in that folder, of the module whose run() is called in the browser's extension host
 */
export async function developInBrowser(page, port, extension, tests) {
  // At the server's own address, since the workbench may fetch from no other; the server itself never sees these requests.
  const base = '/extension-under-development';
  const root = resolve(extension);
  await page.context().route(`http://127.0.0.1:${port}${base}/**`, async (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname);
    const file = join(root, path.slice(base.length));
    if (existsSync(file)) await route.fulfill({ path: file });
    else await route.fulfill({ status: 404 });
  });
  const place = (/** @type {string} */ file) => {
    const path = relative(root, file).replaceAll('\\', '/');
    return { scheme: 'http', authority: `127.0.0.1:${port}`, path: path ? `${base}/${path}` : base };
  };
  const options = {
    extensions: [place(root)],
    ...(tests ? { extensionTestsPath: place(resolve(tests)) } : {}),
  };
  // The workbench takes such an extension from its page only; the address can name none but those on the server.
  await page.addInitScript((added) => {
    if (window !== window.top) return;
    const observer = new MutationObserver(() => {
      const element = document.getElementById('vscode-workbench-web-configuration');
      if (!element) return;
      observer.disconnect();
      const configuration = JSON.parse(element.dataset.settings);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...added };
      element.dataset.settings = JSON.stringify(configuration);
    });
    observer.observe(document, { childList: true, subtree: true });
  }, options);
}
