import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open } from './editor';
import { test } from './runner';

test('the extension is active once a YAML file is open', async () => {
  const extension = vscode.extensions.getExtension('statefulset-tools.statefulset-tools');
  assert.ok(extension, 'VS Code does not know the extension');
  await open('web/web.yaml');
  await extension.activate();
  assert.equal(extension.isActive, true);
});
