import type { Area, Layout, Shape } from './layout';
import { EXPORT_COLOURS, HATCH, SHAPE_STYLE } from './style';

/** The whole picture as the text of an SVG file that needs nothing else. */
export function toSvg(layout: Layout, title: string): string {
  const { corner, plot } = layout;
  const [width, height] = [corner.width + plot.width, corner.height + plot.height];
  const areas: readonly (readonly [Area, number, number])[] = [
    ['plot', corner.width, corner.height],
    ['axis', corner.width, 0],
    ['labels', 0, corner.height],
  ];
  const groups = areas.map(([area, x, y]) => {
    const shapes = layout.shapes.filter((shape) => shape.area === area).map(element);
    return `<g class="${area}" transform="translate(${x} ${y})">\n${shapes.join('\n')}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${EXPORT_COLOURS}${SHAPE_STYLE}</style>`,
    `<defs>${HATCH}</defs>`,
    ...groups,
    '</svg>',
    '',
  ].join('\n');
}

function element({ tag, kind, attributes, text, title }: Shape): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const content = [title === undefined ? '' : `<title>${escaped(title)}</title>`, escaped(text ?? '')].join('');
  const opening = `<${tag} class="${kind}"${written.join('')}`;
  return content === '' ? `${opening}/>` : `${opening}>${content}</${tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
