// The embedded editor in the hands of a script: for pictures, and for looking at what was built.
//
//   const editor = await openEditor({ folder: 'examples' });
//   await editor.openFile('web/web.yaml');
//   await editor.hover('serviceName: |web');
//   await editor.picture('hover.png');
//   await editor.close();
//
// A text with `|` names the place of the mark in the first occurrence of the rest of the text, in the file as it is on disk.

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installation } from './installation.mjs';
import { startServer } from './server.mjs';
import { developInBrowser, openBrowser } from './workbench.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What would only distract in a picture, or make two pictures of the same thing differ. */
const pictureSettings = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.renderWhitespace': 'none',
  'editor.stickyScroll.enabled': false,
  'git.blame.statusBarItem.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
};

/**
 * Opens a folder in the embedded editor, with the extension as it was last built.
 * @param {object} options
 * @param {string} options.folder
 * @param {string} [options.extension] the extension's folder; this project's where left out
 * @param {string} [options.theme] a colour theme by its name
 * @param {object} [options.settings] further user settings
 * @param {boolean} [options.inBrowser] run the extension's browser build
 * @param {number} [options.width] of the window in CSS pixels
 * @param {number} [options.height] of the window in CSS pixels
 * @param {number} [options.scale] device pixels for each CSS pixel
 */
export async function openEditor({
  folder,
  extension = root,
  theme = 'Default Dark Modern',
  settings,
  inBrowser = false,
  ...window
}) {
  const embedded = installation();
  const server = await startServer(embedded, {
    settings: {
      ...pictureSettings,
      'workbench.colorTheme': theme,
      ...settings,
    },
    // Installed, not under development: that would put itself into the window's title.
    extensions: inBrowser ? [] : [extension],
  });
  const { browser, page } = await openBrowser(embedded, window);
  const workspace = resolve(folder);
  if (inBrowser) await developInBrowser(page, server.port, extension);
  await page.goto(server.address({ folder: workspace }));
  await page.locator('.monaco-workbench').waitFor();
  // The smoke test driver that the workbench was started with.
  await page.waitForFunction(() => 'driver' in window);
  await page.evaluate(() => window.driver.whenWorkbenchRestored());

  /** The file in the active editor, by its path in the folder. */
  let current = '';
  const keys = page.keyboard;
  const picker = page.locator('.quick-input-widget');

  /**
   * Types into the box that a key opens, and accepts its first proposal.
   * @param {string} key
   * @param {string} text
   * @param {string} proposal what the first proposal has to contain
   */
  async function pick(key, text, proposal) {
    await keys.press(key);
    await picker.locator('input').first().fill(text);
    await accept(proposal);
  }

  /** Accepts the first proposal of the open box, once it contains a text; what was accepted may open the next box. */
  async function accept(/** @type {string} */ proposal) {
    const input = picker.locator('input').first();
    const typed = await input.inputValue();
    await picker.locator('.monaco-list-row.focused').getByText(proposal).first().waitFor();
    await keys.press('Enter');
    for (let wait = 0; wait < 40 && (await picker.isVisible()) && (await input.inputValue()) === typed; wait += 1) {
      await page.waitForTimeout(50);
    }
  }

  /** Puts the cursor at a marked place, and gives the place on the screen. */
  async function goTo(/** @type {string} */ marked) {
    const text = readFileSync(join(workspace, current), 'utf8');
    const start = text.indexOf(marked.replace('|', ''));
    if (start < 0) throw new Error(`${current} does not contain ${marked.replace('|', '')}`);
    const before = text.slice(0, start + Math.max(0, marked.indexOf('|'))).split('\n');
    await pick('Control+g', `:${before.length}:${(before.at(-1) ?? '').length + 1}`, 'line');
    await page.waitForTimeout(200);
    const cursor = await page.locator('.editor-instance .cursor').first().boundingBox();
    if (!cursor) throw new Error('The cursor is not to be seen');
    return { x: cursor.x + 4, y: cursor.y + cursor.height / 2 };
  }

  /** Takes the mouse to where nothing answers to it. */
  const restMouse = () => page.mouse.move(0, 0);

  const editor = {
    /** The page, for whatever is not offered here. */
    page,

    /** Runs a command by its title in the palette, such as "View: Toggle Terminal". */
    command: (/** @type {string} */ title) => pick('F1', `>${title}`, title),

    /** Chooses from the box that a command has opened. */
    async choose(/** @type {string} */ label) {
      await picker.locator('input').first().fill(label);
      await accept(label);
    },

    /** Opens a file of the folder. */
    async openFile(/** @type {string} */ path) {
      const name = path.split('/').at(-1) ?? path;
      await pick('Control+p', path, name);
      current = path;
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    },

    goTo,

    /** Waits until a problem is underlined in the part of the active editor that shows. */
    async waitForProblem() {
      await page.locator('.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint').first().waitFor();
    },

    /** Waits until a code lens with a text shows. */
    async waitForLens(/** @type {string} */ text) {
      await page.locator('.codelens-decoration').getByText(text, { exact: false }).first().waitFor();
    },

    /** Rests the mouse on a marked place until its hover shows. */
    async hover(/** @type {string} */ marked) {
      const { x, y } = await goTo(marked);
      await page.mouse.move(x, y, { steps: 4 });
      await page.locator('.monaco-hover:not(.hidden) .hover-contents').first().waitFor();
    },

    /** Opens the menu of quick fixes at a marked place. */
    async openQuickFixes(/** @type {string} */ marked) {
      await goTo(marked);
      await restMouse();
      const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
      for (let tries = 5; tries > 0 && !(await menu.isVisible()); tries -= 1) {
        // The editor closes the menu again if the cursor's move reaches it late.
        await keys.press('Control+.');
        await menu.waitFor({ timeout: 2000 }).catch(() => {});
      }
      await menu.waitFor({ timeout: 1000 });
    },

    /** Shows a view container by its name in the activity bar. */
    async openView(/** @type {string} */ name) {
      await page.locator(`.activitybar a.action-label[aria-label^="${name}"]`).click();
      await page.locator('.sidebar .composite.title').getByText(name, { exact: false }).first().waitFor();
      // Away from the icon, whose name would show beside it.
      await restMouse();
    },

    /** Takes a picture of the window, without notifications. */
    async picture(/** @type {string} */ file) {
      await page.addStyleTag({ content: '.notifications-toasts { display: none !important; }' });
      await page.waitForTimeout(300);
      await page.screenshot({ path: file, animations: 'disabled' });
    },

    async close() {
      await browser.close();
      server.stop();
    },
  };
  return editor;
}
