import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, ROOT } from './support/client';
import { SET, withServer } from './support/server';

const MISSING = 'governing-service-missing';
const WEB = at('web.yaml');

/** Texts that somebody may open, most of them by mistake. */
const TEXTS: Readonly<Record<string, string>> = {
  nothing: '',
  'no YAML': '<html>\n<body kind: StatefulSet>&nbsp;</body>',
  'half a line': 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  na',
  'an open quote': 'kind: Service\nmetadata:\n  name: "ngi',
  'many braces': 'kind: StatefulSet\nspec: '.concat('{'.repeat(100_000)),
  'many brackets': `kind: Service ${'['.repeat(100_000)}`,
  'deep maps': Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}kind:`).join('\n'),
  'zero characters': 'kind: StatefulSet\0\n',
  'lone surrogates': 'kind: StatefulSet\nmetadata: { name: "\uD800" }\n',
  'five megabytes of letters': 'a'.repeat(5_000_000),
  'five megabytes of lines': 'kind: nothing\n'.repeat(360_000),
  'five megabytes of markers': '---\n'.repeat(1_250_000),
  'a StatefulSet in five megabytes of other things': `${'x: y\n---\n'.repeat(600_000)}${SET}`,
  'many aliases': `kind: Service\na: &a [1, 2]\nb: [${'*a, '.repeat(20_000)}]\n`,
  'a merge of merges': `kind: Service\na0: &a0 { k: v }\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} { <<: [*a${i}, *a${i}], k${i}: v }`).join('\n')}\n`,
};

describe('bad input in an editor', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`does no harm: ${name}`, () =>
      withServer({}, async (client) => {
        const odd = at('odd.yaml');
        client.open(odd, text);
        client.open(WEB, SET);
        await client.expectRules(WEB, MISSING);
        client.edit(odd, [
          { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: 'x' },
        ]);
        const position = { line: 0, character: 3 };
        await client.connection.sendRequest('textDocument/hover', { textDocument: { uri: odd }, position });
        assert.deepEqual(
          client.log.filter((line) => !line.startsWith('Read ')),
          [],
        );
      }));
  }
});

describe('bad input on disk', () => {
  it('is said once, file by file, and the rest is read', () =>
    withServer(
      {
        'web.yaml': SET,
        'latin.yaml': Uint8Array.from([0x61, 0xe9, 0x0a]),
        'binary.json': Uint8Array.from([0, 1, 2, 3]),
        'large.yaml': new Uint8Array(40_000_001).fill(0x61),
        'locked.yaml': 'kind: Service',
        'locked/web.yaml': SET,
      },
      async (client, disk) => {
        await client.expectRules(WEB, MISSING);
        for (const name of ['latin.yaml', 'binary.json']) client.changeOnDisk({ uri: at(name), type: 2 });
        disk.write(WEB, SET.replace('nginx\n', 'other\n'));
        client.changeOnDisk({ uri: WEB, type: 2 });
        await client.quiet();
        const said = (name: string): readonly string[] =>
          client.log.filter((line) => line.startsWith(`${ROOT}/${name} cannot be read: `));
        assert.match(said('latin.yaml').join(), /^[^,]*it is not UTF-8\.$/);
        assert.match(said('binary.json').join(), /it holds zero characters, so it is no text\.$/);
        assert.match(said('large.yaml').join(), /it has more than 40000000 bytes\.$/);
        assert.match(said('locked.yaml').join(), /permission denied\.$/);
        assert.match(said('locked').join(), /permission denied\.$/);
        assert.equal(client.log.length, 6, client.log.join('\n'));
      },
      { unreadable: [at('locked.yaml'), at('locked')] },
    ));

  it('in UTF-16 is read where a byte-order mark says so', () => {
    const units = `\uFEFF${SET}`;
    const bytes = new Uint8Array(Uint16Array.from(units, (unit) => unit.charCodeAt(0)).buffer);
    return withServer({ 'web.yaml': bytes }, async (client) => {
      await client.expectRules(WEB, MISSING);
      assert.equal(client.diagnostics(WEB)[0]?.range.start.line, 5);
    });
  });

  it('that is mended is read', () =>
    withServer({ 'web.yaml': Uint8Array.from([0xff, 0xff]) }, async (client, disk) => {
      await client.until(
        () => client.log.length > 0,
        () => 'no log',
      );
      disk.write(WEB, SET);
      client.changeOnDisk({ uri: WEB, type: 2 });
      await client.expectRules(WEB, MISSING);
    }));
});
