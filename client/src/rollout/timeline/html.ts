import type { Uri, Webview } from 'vscode';
import type { PodState } from './page/messages';
import { HATCH, PAGE_STYLE, SHAPE_STYLE } from './page/style';

const LEGEND: readonly (readonly [PodState, string])[] = [
  ['pending', 'pending'],
  ['running', 'running, not ready'],
  ['ready', 'ready, not yet available'],
  ['available', 'ready'],
  ['terminating', 'terminating'],
  ['failed', 'failed'],
];

const BUTTONS = [
  ['stepBack', 'Step back', 'M11 3v10L5 8zM3 3h1.5v10H3z'],
  ['play', 'Play', 'M4 2.5v11L13 8z'],
  ['pause', 'Pause', 'M4 3h3v10H4zM9 3h3v10H9z'],
  ['stepForward', 'Step forward', 'M5 3v10l6-5zM11.5 3H13v10h-1.5z'],
  ['restart', 'Restart', 'M8 3a5 5 0 1 1-4.9 6h1.6A3.5 3.5 0 1 0 8 4.5V7L3.5 3.8 8 .6z'],
  ['exportTimeline', 'Export as SVG', 'M7.2 2h1.6v6l2-2 1.1 1.1L8 11 4.100 7.100 5.200 6l2 2zM3 12h10v1.600H3z'],
] as const;

/** The page of the timeline. Nothing runs in it but the bundle that `script` names, and nothing is fetched. */
export function timelineHtml(webview: Webview, script: Uri): string {
  const nonce = randomNonce();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const buttons = BUTTONS.map(
    ([command, label, path]) =>
      `<button type="button" data-command="${command}" title="${label}" aria-label="${label}">` +
      `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg></button>`,
  );
  const legend = LEGEND.map(
    ([state, words]) =>
      `<li><svg class="swatch" viewBox="0 0 18 14" aria-hidden="true">` +
      `<rect class="bar ${state}" x="1" y="1" width="16" height="12" rx="3"/></svg>${words}</li>`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Rollout Timeline</title>
<style nonce="${nonce}">${PAGE_STYLE}${SHAPE_STYLE}</style>
</head>
<body>
<header>
<h1 id="heading">Rollout</h1>
<div class="transport">
<div class="buttons" role="toolbar" aria-label="Rollout">${buttons.join('')}</div>
<input id="scrubber" type="range" min="0" max="0" value="0" step="1" aria-label="Frame">
<span id="place"></span>
</div>
<p id="sentence"></p>
</header>
<main id="viewport" tabindex="0" aria-label="Picture of the rollout: Pods by frames. The same run stands below as a list.">
<div id="grid">
<div id="corner"></div>
<svg id="axis" class="axis" aria-hidden="true"></svg>
<svg id="labels" class="labels" aria-hidden="true"></svg>
<svg id="plot" class="plot" aria-hidden="true"><defs>${HATCH}</defs></svg>
</div>
</main>
<footer>
<ul class="legend" aria-label="Legend">${legend.join('')}
<li><svg class="swatch" viewBox="0 0 18 14" aria-hidden="true"><rect class="wait" width="18" height="14"/></svg>waited for</li>
<li><svg class="swatch" viewBox="0 0 18 14" aria-hidden="true"><path class="mark" d="M4 11l5 -7l5 7z"/></svg>created</li>
<li><svg class="swatch" viewBox="0 0 18 14" aria-hidden="true"><path class="mark" d="M4 4l5 7l5 -7z"/></svg>deleted</li>
<li><svg class="swatch" viewBox="0 0 18 14" aria-hidden="true"><path class="deed" d="M9 1l6 6l-6 6l-6 -6z"/></svg>someone did something</li>
</ul>
<details id="details">
<summary>The run as a list</summary>
<ol id="list"></ol>
</details>
</footer>
<script nonce="${nonce}" src="${webview.asWebviewUri(script).toString()}"></script>
</body>
</html>`;
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
