// The timeline's page in a browser of its own, with a stand-in for the editor around it.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Uri, Webview } from 'vscode';
import type { FromPage, ToPage } from '../../../client/src/rollout/timeline/page/messages';
import { timelineHtml } from '../../../client/src/rollout/timeline/html';

const root = resolve(__dirname, '../../../..');

/** As much of playwright's page as is used here. */
export interface Page {
  evaluate<T>(script: string): Promise<T>;
  locator(selector: string): Locator;
  readonly keyboard: { press(key: string): Promise<void> };
  readonly mouse: { click(x: number, y: number): Promise<void> };
  goto(address: string): Promise<unknown>;
  reload(): Promise<unknown>;
  addInitScript(script: string): Promise<void>;
  on(event: 'console', hear: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', hear: (error: Error) => void): void;
}

export interface Locator {
  click(): Promise<void>;
  focus(): Promise<void>;
  fill(value: string): Promise<void>;
  first(): Locator;
  nth(index: number): Locator;
  count(): Promise<number>;
  isVisible(): Promise<boolean>;
  isDisabled(): Promise<boolean>;
  getAttribute(name: string): Promise<string | null>;
  textContent(): Promise<string | null>;
  inputValue(): Promise<string>;
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
}

interface Browser {
  readonly browser: { close(): Promise<void> };
  readonly page: Page;
}

/** Colours of the editor's themes that the page uses, under the names it uses. */
export const THEMES = {
  dark: {
    class: 'vscode-dark',
    colours: {
      'editor-background': '#1f1f1f',
      foreground: '#cccccc',
      descriptionForeground: '#9d9d9d',
      'editorIndentGuide-background1': '#404040',
      focusBorder: '#0078d4',
      'charts-yellow': '#cca700',
      'charts-blue': '#59a4f9',
      'charts-green': '#89d185',
      'charts-purple': '#b180d7',
      'charts-red': '#f14c4c',
      'list-activeSelectionBackground': '#04395e',
      'list-activeSelectionForeground': '#ffffff',
    },
  },
  light: {
    class: 'vscode-light',
    colours: {
      'editor-background': '#ffffff',
      foreground: '#3b3b3b',
      descriptionForeground: '#3b3b3b',
      'editorIndentGuide-background1': '#d3d3d3',
      focusBorder: '#005fb8',
      'charts-yellow': '#bf8803',
      'charts-blue': '#0063d3',
      'charts-green': '#388a34',
      'charts-purple': '#652d90',
      'charts-red': '#e51400',
      'list-activeSelectionBackground': '#e8e8e8',
      'list-activeSelectionForeground': '#000000',
    },
  },
  contrast: {
    class: 'vscode-high-contrast',
    colours: {
      'editor-background': '#000000',
      foreground: '#ffffff',
      descriptionForeground: '#b3b3b3',
      'editorIndentGuide-background1': '#ffffff',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'charts-yellow': '#ffd370',
      'charts-blue': '#59a4f9',
      'charts-green': '#89d185',
      'charts-purple': '#b180d7',
      'charts-red': '#f48771',
      'list-activeSelectionForeground': '#ffffff',
    },
  },
} as const;

/** The page, and what the editor would see of it. */
export interface Timeline {
  readonly page: Page;
  /** What the browser complained about, refusals by the content security policy among them. */
  readonly complaints: readonly string[];
  /** Sends what the extension would send, and waits until it is drawn. */
  readonly tell: (...messages: readonly ToPage[]) => Promise<void>;
  /** What the page told the extension so far. */
  readonly told: () => Promise<readonly FromPage[]>;
}

/** Runs a test with the page as the extension makes it, empty as yet. */
export async function withTimeline(
  theme: keyof typeof THEMES,
  run: (timeline: Timeline) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/timeline.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? readFileSync(join(root, 'dist/client/timeline.js')) : html());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { browser, page } = await open();
  try {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript(standIn(theme));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await run({
      page,
      complaints,
      tell: async (...messages) => {
        const posted = messages.map((message) => `window.postMessage(${JSON.stringify(message)}, '*');`).join('\n');
        await page.evaluate(`new Promise((drawn) => {
          ${posted}
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(drawn)), 30);
        })`);
      },
      told: () => page.evaluate('window.told'),
    });
  } finally {
    await browser.close();
    server.close();
  }
}

function html(): string {
  const webview = { asWebviewUri: (uri: Uri) => uri } as Webview;
  const script = { toString: () => '/timeline.js' } as Uri;
  return timelineHtml(webview, script);
}

/** What the editor gives a webview: its theme, and a way to talk and to remember. */
function standIn(theme: keyof typeof THEMES): string {
  const { class: name, colours } = THEMES[theme];
  return `
    window.told = [];
    window.drawingTook = 0;
    const requestFrame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) => requestFrame((time) => {
      const started = performance.now();
      draw(time);
      const took = performance.now() - started;
      if (!String(draw).includes('native code')) window.drawingTook = took;
    });
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.told.push(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    });
    document.addEventListener('DOMContentLoaded', () => {
      document.body.classList.add(${JSON.stringify(name)});
      const style = document.documentElement.style;
      for (const [name, value] of Object.entries(${JSON.stringify(colours)})) style.setProperty('--vscode-' + name, value);
      style.setProperty('--vscode-font-family', 'sans-serif');
      style.setProperty('--vscode-font-size', '13px');
    });`;
}

async function open(): Promise<Browser> {
  const host = join(root, 'test/vscode/host');
  const [{ installation }, { openBrowser }] = (await Promise.all(
    ['installation.mjs', 'workbench.mjs'].map((name) => import(pathToFileURL(join(host, name)).href)),
  )) as [
    { readonly installation: () => unknown },
    { readonly openBrowser: (installation: unknown) => Promise<Browser> },
  ];
  return await openBrowser(installation());
}
