import type { Severity } from '../core/rules/finding';

type Style = (text: string) => string;

/** How parts of a text stand out on a terminal. */
export type Styles = Readonly<Record<Severity | 'title' | 'dim', Style>>;

const PLAIN: Style = (text) => text;

/** ANSI styles, or none. */
export function stylesFor(color: boolean): Styles {
  const style = (code: number, off = 39): Style => (color ? (text) => `\u001B[${code}m${text}\u001B[${off}m` : PLAIN);
  return {
    error: style(31),
    warning: style(33),
    information: style(36),
    hint: style(90),
    title: style(1, 22),
    dim: style(90),
  };
}
