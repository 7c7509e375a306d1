/** How the picture looks. The page takes its colours from the editor's theme; an exported picture brings its own. */

/** The shapes, in terms of colours that the page and the exported picture each define. */
export const SHAPE_STYLE = `
.plot, .axis, .labels, .swatch { font-family: var(--font); font-size: 12px; }
text { fill: var(--text); }
.label.faint, .time { fill: var(--faint); }
.frame-number, .time { font-size: 11px; }
.template { font-size: 11px; font-weight: 600; pointer-events: none; }
.grid { stroke: var(--grid); stroke-width: 1; shape-rendering: crispEdges; }
.tick { stroke: var(--grid); stroke-width: 1; shape-rendering: crispEdges; }
.present { fill: var(--present); fill-opacity: 0.22; }
.present-mark { fill: var(--present); fill-opacity: 0.45; }
.bar { fill-opacity: 0.3; stroke-width: 1.5; }
.bar.pending { fill: var(--pending); stroke: var(--pending); stroke-dasharray: 3 2; fill-opacity: 0.15; }
.bar.running { fill: var(--running); stroke: var(--running); stroke-dasharray: 6 2; }
.bar.ready { fill: var(--running); stroke: var(--running); fill-opacity: 0.5; }
.bar.available { fill: var(--available); stroke: var(--available); fill-opacity: 0.45; }
.bar.terminating { fill: var(--terminating); stroke: var(--terminating); stroke-dasharray: 2 2; }
.bar.failed { fill: var(--failed); stroke: var(--failed); fill-opacity: 0.6; }
.bar.succeeded, .bar.unknown { fill: var(--faint); stroke: var(--faint); }
.wait { fill: url(#hatch); pointer-events: none; }
.hatch { stroke: var(--wait); stroke-width: 1.6; stroke-opacity: 0.75; }
.mark { fill: var(--text); stroke: var(--paper); stroke-width: 1; }
.deed { fill: var(--present); stroke: var(--text); stroke-width: 1; }
`;

/** The stripes of a wait, for the definitions of a picture. */
export const HATCH =
  '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  '<line class="hatch" x1="1" y1="0" x2="1" y2="7"/></pattern>';

/** The colours of an exported picture, for light and for dark surroundings. */
export const EXPORT_COLOURS = `
svg { --font: system-ui, sans-serif; --paper: #ffffff; --text: #1f2328; --faint: #59636e; --grid: #d8dee4;
  --present: #0969da; --pending: #9a6700; --running: #0969da; --available: #1a7f37; --terminating: #8250df;
  --failed: #cf222e; --wait: #9a6700; background: var(--paper); }
@media (prefers-color-scheme: dark) {
  svg { --paper: #1e1e1e; --text: #e6edf3; --faint: #9198a1; --grid: #3d444d; --present: #4493f8; --pending: #d29922;
    --running: #4493f8; --available: #3fb950; --terminating: #ab7df8; --failed: #f85149; --wait: #d29922; }
}
`;

/** The page around the picture, in the colours of the theme. */
export const PAGE_STYLE = `
:root { --font: var(--vscode-font-family); --paper: var(--vscode-editor-background); --text: var(--vscode-foreground);
  --faint: var(--vscode-descriptionForeground); --grid: var(--vscode-editorIndentGuide-background1, var(--vscode-widget-border));
  --present: var(--vscode-focusBorder); --pending: var(--vscode-charts-yellow); --running: var(--vscode-charts-blue);
  --available: var(--vscode-charts-green); --terminating: var(--vscode-charts-purple); --failed: var(--vscode-charts-red);
  --wait: var(--vscode-charts-yellow); }
[hidden] { display: none !important; }
body { margin: 0; padding: 0; height: 100vh; display: flex; flex-direction: column; color: var(--text);
  background: var(--paper); font-family: var(--font); font-size: var(--vscode-font-size); }
h1 { font-size: 1.15em; font-weight: 600; margin: 0; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
header { padding: 12px 16px 8px; display: grid; gap: 8px; }
.transport { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
.buttons { display: flex; gap: 4px; }
button { display: inline-flex; align-items: center; justify-content: center; min-width: 28px; height: 28px; padding: 0 6px;
  color: var(--vscode-foreground); background: transparent; border: 1px solid var(--vscode-contrastBorder, transparent);
  border-radius: 5px; cursor: pointer; font: inherit; }
button:hover { background: var(--vscode-toolbar-hoverBackground); }
button:disabled { opacity: 0.5; cursor: default; }
button svg { width: 16px; height: 16px; fill: currentColor; }
button:focus-visible, summary:focus-visible, #viewport:focus-visible, li button:focus-visible {
  outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
#scrubber { flex: 1 1 12em; min-width: 8em; accent-color: var(--vscode-focusBorder); }
.vscode-dark #scrubber, .vscode-high-contrast:not(.vscode-high-contrast-light) #scrubber { color-scheme: dark; }
#place { font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--faint); }
#sentence { margin: 0; min-height: 5.6em; line-height: 1.4; }
#viewport { flex: 1 1 auto; min-height: 80px; overflow: auto; border-top: 1px solid var(--grid); position: relative; }
#grid { display: grid; width: max-content; }
#grid svg { display: block; }
#corner { position: sticky; top: 0; left: 0; z-index: 3; background: var(--paper); }
.axis { position: sticky; top: 0; z-index: 2; background: var(--paper); cursor: ew-resize; }
.labels { position: sticky; left: 0; z-index: 1; background: var(--paper); }
.plot { cursor: pointer; }
footer { border-top: 1px solid var(--grid); padding: 6px 16px 8px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0 0 4px; padding: 0; list-style: none; color: var(--faint);
  font-size: 0.92em; }
.legend li { display: inline-flex; align-items: center; gap: 5px; }
.swatch { width: 18px; height: 14px; }
summary { cursor: pointer; width: max-content; }
#list { margin: 4px 0 0; padding-left: 0; max-height: 38vh; overflow: auto; list-style: none; }
#list button { display: block; width: 100%; height: auto; text-align: left; padding: 3px 6px; border-radius: 3px; line-height: 1.35; }
#list button[aria-current="step"] { color: var(--vscode-list-activeSelectionForeground);
  background: var(--vscode-list-activeSelectionBackground); outline: 1px dashed var(--vscode-contrastActiveBorder, transparent); }
.vscode-high-contrast .bar, .vscode-high-contrast-light .bar { fill-opacity: 0.12; stroke-width: 2; }
.vscode-high-contrast .bar.available, .vscode-high-contrast-light .bar.available { fill-opacity: 0.4; }
.vscode-high-contrast .grid, .vscode-high-contrast-light .grid { stroke-opacity: 0.45; }
.vscode-high-contrast .present, .vscode-high-contrast-light .present { fill-opacity: 0.15; stroke: var(--vscode-contrastActiveBorder); }
`;
