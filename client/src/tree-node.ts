import type { PlainLocation } from '../../server/src/core/protocol';

/** A row of a tree view as plain data: what it says and shows, without a word of VS Code. */
export interface TreeNode {
  /** Unique in its tree and the same from one picture to the next, so that what a person opened stays open. */
  readonly id: string;
  readonly label: string;
  /** Said after the label, in a fainter colour. */
  readonly description?: string;
  /** Markdown. */
  readonly tooltip?: string;
  readonly icon?: NodeIcon;
  /** What menus ask for: words separated by spaces. */
  readonly context?: string;
  /** What a click goes to. */
  readonly location?: PlainLocation;
  /** What "Copy" copies. */
  readonly copy?: string;
  /** Spoken in place of label and description. */
  readonly spoken?: string;
  readonly children?: readonly TreeNode[];
  /** Whether the children show before anyone opens the row. */
  readonly open?: boolean;
}

export interface NodeIcon {
  /** The name of a product icon (codicon). */
  readonly id: string;
  /** The name of a theme colour. */
  readonly color?: string;
}
