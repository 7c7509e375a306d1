import type { Event, TreeDataProvider } from 'vscode';
import { EventEmitter, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TreeNode } from './tree-node';

/** The command a click on a row with a place runs. */
export const OPEN_LOCATION_COMMAND = 'statefulset.openLocation';

/** Shows plain nodes in a tree view. It asks for the roots each time VS Code draws, and VS Code draws only what is visible. */
export class NodeProvider implements TreeDataProvider<TreeNode> {
  readonly onDidChangeTreeData: Event<undefined>;
  readonly #changed = new EventEmitter<undefined>();
  readonly #roots: () => readonly TreeNode[] | Promise<readonly TreeNode[]>;
  #parents = new Map<string, TreeNode>();

  constructor(roots: () => readonly TreeNode[] | Promise<readonly TreeNode[]>) {
    this.onDidChangeTreeData = this.#changed.event;
    this.#roots = roots;
  }

  /** Has the whole tree drawn anew; rows with the same id keep their state. */
  refresh(): void {
    this.#parents = new Map();
    this.#changed.fire(undefined);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const children = node === undefined ? await this.#roots() : (node.children ?? []);
    if (node !== undefined) for (const child of children) this.#parents.set(child.id, node);
    return [...children];
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItem(node);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#parents.get(node.id);
  }
}

function treeItem(node: TreeNode): TreeItem {
  const item = new TreeItem(node.label, collapsibleState(node));
  item.id = node.id;
  if (node.description !== undefined) item.description = node.description;
  if (node.tooltip !== undefined) item.tooltip = new MarkdownString(node.tooltip);
  if (node.context !== undefined) item.contextValue = node.context;
  if (node.spoken !== undefined) item.accessibilityInformation = { label: node.spoken };
  if (node.icon !== undefined) {
    const { id, color } = node.icon;
    item.iconPath = color === undefined ? new ThemeIcon(id) : new ThemeIcon(id, new ThemeColor(color));
  }
  if (node.location !== undefined) {
    item.command = { command: OPEN_LOCATION_COMMAND, title: 'Go to Definition', arguments: [node.location] };
  }
  return item;
}

function collapsibleState(node: TreeNode): TreeItemCollapsibleState {
  if (node.children === undefined || node.children.length === 0) return TreeItemCollapsibleState.None;
  return node.open === true ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
