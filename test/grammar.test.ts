import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseFile } from './support/fixture';
import { expectedScopes, hostScopes, kubernetesScopes, loadGrammar, tokenize } from './support/grammar';
import type { HostGrammar } from './support/grammar';
import { fixturePath, repositoryRoot } from './support/paths';

// Two small YAML grammars of our own, shaped like the two that people have: VS Code's, and the older one that other
// YAML extensions put in its place.
const hosts: readonly HostGrammar[] = ['stream', 'classic'].map((name) => ({
  name,
  paths: [fixturePath('grammar', 'hosts', `${name}.tmLanguage.json`)],
}));

const fixtures = readdirSync(fixturePath('grammar'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => parseFile(readFileSync(fixturePath('grammar', name), 'utf8'), name));

it('every grammar is contributed, into YAML only and without a language', () => {
  const { contributes } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly languages?: unknown; readonly grammars: unknown };
  };
  assert.equal(contributes.languages, undefined);
  assert.deepEqual(
    contributes.grammars,
    readdirSync(join(repositoryRoot, 'syntaxes'))
      .toSorted()
      .map((file) => ({
        scopeName: `kubernetes.${file.replace('.tmLanguage.json', '')}`,
        path: `./syntaxes/${file}`,
        injectTo: ['source.yaml'],
      })),
  );
});

for (const host of hosts) {
  describe(`grammar injections into the ${host.name} YAML`, () => {
    for (const file of fixtures) {
      it(`scope exactly what ${file.name} marks`, async () => {
        const grammar = await loadGrammar(host, true);
        assert.deepEqual(kubernetesScopes(tokenize(grammar, file.text)), expectedScopes(file));
      });

      it(`leave the host's own scopes of ${file.name} alone`, async () => {
        const injected = tokenize(await loadGrammar(host, true), file.text);
        const bare = tokenize(await loadGrammar(host, false), file.text);
        assert.deepEqual(hostScopes(file.text, injected), hostScopes(file.text, bare));
      });
    }

    it('leave a Helm template alone', async () => {
      const text = 'spec:\n  clusterIP: None\n  serviceName: "web"\n  a: web-0.nginx.b.svc\n';
      for (const root of ['source.helm', 'source.yaml.helm']) {
        const spans = tokenize(await loadGrammar(host, true, root), text);
        assert.ok(spans.some(({ scopes }) => scopes[0] === root));
        assert.deepEqual(kubernetesScopes(spans), []);
        assert.deepEqual(
          hostScopes(text, spans),
          hostScopes(text, tokenize(await loadGrammar(host, false, root), text)),
        );
      }
      const yaml = await loadGrammar(host, true);
      assert.equal(kubernetesScopes(tokenize(yaml, text)).length, 6);
    });

    it('stay fast on a long line', async () => {
      const grammar = await loadGrammar(host, true);
      const lines = [
        `  value: "${'mysql-0.mysql,'.repeat(1400)}"`,
        `  value: "${'a-1'.repeat(6000)}"`,
        `  value: "${'a.'.repeat(10000)}"`,
        `  value: ${'serviceName: '.repeat(1500)}`,
      ];
      for (const line of lines) {
        const { stoppedEarly } = grammar.tokenizeLine(line, null, 1000);
        assert.equal(stoppedEarly, false, line.slice(0, 40));
      }
    });
  });
}
