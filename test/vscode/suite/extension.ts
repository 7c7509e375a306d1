// The extension under test, and its views as it lets others see them.

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../client/src/extension';
import type { Session } from '../../../client/src/rollout/session';
import type { TreeNode } from '../../../client/src/tree-node';
import { eventually } from './editor';

/** What the activated extension offers. */
export async function api(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('statefulset-tools.statefulset-tools');
  assert.ok(extension, 'VS Code does not know the extension');
  return extension.activate();
}

/** The row of a set in the *StatefulSets* view, once the workspace has been read. */
export async function setNamed(name: string): Promise<TreeNode> {
  const { statefulSets } = await api();
  return eventually(`the set ${name} in the view`, async () =>
    (await statefulSets()).find((one) => one.label === name),
  );
}

/** All rows of a tree, from top to bottom. */
export function rowsOf(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...rowsOf(node.children ?? [])]);
}

/** A row of the *Rollout* view. */
export async function row(id: string): Promise<TreeNode> {
  const nodes = rowsOf((await api()).rollout());
  const found = nodes.find((node) => node.id === id);
  assert.ok(found, `There is no row ${id}, but ${nodes.map((node) => node.id).join(', ')}`);
  return found;
}

/** The labels of the *Rollout* view's rows, those beneath others left out. */
export async function labels(): Promise<readonly string[]> {
  return (await api()).rollout().map((node) => node.label);
}

/** The run that is shown. */
export async function session(): Promise<Session> {
  const present = (await api()).session();
  assert.ok(present, 'Nothing is being simulated');
  return present;
}

/** Runs one of the extension's commands. */
export async function command(name: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`statefulset.${name}`, ...args);
}

/** Begins a scenario of a set without playing it. */
export async function simulate(name: string, scenario: string): Promise<void> {
  await command('simulate', (await setNamed(name)).id, { scenario, replicas: 5, play: false });
}

/** Steps to the end of the run; the number of its frames. */
export async function stepToEnd(): Promise<number> {
  for (let steps = 0; steps < 500; steps += 1) {
    const before = await session();
    await command('rollout.stepForward');
    const after = await session();
    if (after.present === before.present) return after.moments.length;
  }
  throw new Error('The run has no end');
}
