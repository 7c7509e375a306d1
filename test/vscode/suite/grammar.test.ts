import * as assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseFile } from '../../support/fixture';
import type { HostGrammar } from '../../support/grammar';
import { expectedScopes, hostScopes, kubernetesScopes, loadGrammar, tokenize } from '../../support/grammar';
import { fixturePath } from '../../support/paths';
import { test } from './runner';

test('the names stand out in the YAML that this editor brings, and nothing else of it changes', async () => {
  const host = editorsYaml();
  const [injected, bare] = await Promise.all([loadGrammar(host, true), loadGrammar(host, false)]);
  const names = readdirSync(fixturePath('grammar')).filter((file) => file.endsWith('.yaml'));
  assert.ok(names.length > 0);
  for (const name of names) {
    const file = parseFile(readFileSync(fixturePath('grammar', name), 'utf8'), name);
    const spans = tokenize(injected, file.text);
    assert.deepEqual(kubernetesScopes(spans), expectedScopes(file), name);
    assert.deepEqual(hostScopes(file.text, spans), hostScopes(file.text, tokenize(bare, file.text)), name);
  }
});

/** The grammars of the YAML extension that is built into the editor. */
function editorsYaml(): HostGrammar {
  const yaml = vscode.extensions.getExtension('vscode.yaml');
  assert.ok(yaml, 'the editor has no YAML of its own');
  const { contributes } = yaml.packageJSON as {
    readonly contributes: { readonly grammars: readonly { readonly path: string }[] };
  };
  return { name: 'the editor', paths: contributes.grammars.map(({ path }) => join(yaml.extensionPath, path)) };
}
