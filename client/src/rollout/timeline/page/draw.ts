import type { Area, Layout, Shape } from './layout';

const SVG = 'http://www.w3.org/2000/svg';

interface Drawn {
  readonly element: SVGElement;
  shape: Shape;
}

/** Draws layouts into the page, one after the other. Touches only what is different from the one before. */
export class Drawing {
  readonly #areas: Readonly<Record<Area, SVGElement>>;
  #drawn = new Map<string, Drawn>();

  constructor(areas: Readonly<Record<Area, SVGElement>>) {
    this.#areas = areas;
  }

  draw({ shapes, corner, plot }: Layout): void {
    resize(this.#areas.axis, plot.width, corner.height);
    resize(this.#areas.labels, corner.width, plot.height);
    resize(this.#areas.plot, plot.width, plot.height);
    const before = this.#drawn;
    const now = new Map<string, Drawn>();
    for (const shape of shapes) {
      const known = before.get(shape.key);
      before.delete(shape.key);
      now.set(shape.key, known === undefined ? this.#create(shape) : changed(known, shape));
    }
    for (const { element } of before.values()) element.remove();
    this.#drawn = now;
  }

  #create(shape: Shape): Drawn {
    const element = document.createElementNS(SVG, shape.tag);
    element.setAttribute('class', shape.kind);
    for (const [name, value] of Object.entries(shape.attributes)) element.setAttribute(name, String(value));
    setContent(element, shape);
    this.#areas[shape.area].append(element);
    return { element, shape };
  }
}

function changed(drawn: Drawn, shape: Shape): Drawn {
  const { element, shape: before } = drawn;
  if (before.kind !== shape.kind) element.setAttribute('class', shape.kind);
  for (const [name, value] of Object.entries(shape.attributes)) {
    if (before.attributes[name] !== value) element.setAttribute(name, String(value));
  }
  if (before.text !== shape.text || before.title !== shape.title) setContent(element, shape);
  drawn.shape = shape;
  return drawn;
}

function setContent(element: SVGElement, { text, title }: Shape): void {
  if (text === undefined && title === undefined) return;
  element.textContent = text ?? '';
  if (title === undefined) return;
  const said = document.createElementNS(SVG, 'title');
  said.textContent = title;
  element.prepend(said);
}

function resize(svg: SVGElement, width: number, height: number): void {
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
}
