import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from './support/paths';

/**
 * Bytes that a server bundle must stay under: they bound what every start has to read and compile. The protocol library
 * and the YAML parser take 290,000 of them, the API's fields and how their values are checked 70,000.
 */
const serverLimit = 750_000;

function bundle(name: string): string {
  return join(repositoryRoot, 'dist', name);
}

describe('the bundles', () => {
  for (const name of ['server/node.js', 'server/browser.js']) {
    it(`keep ${name} under ${serverLimit} bytes`, () => {
      const { size } = statSync(bundle(name));
      assert.ok(size < serverLimit, `${name} has ${size} bytes`);
    });
  }

  for (const name of ['cli.js', 'server/node.js']) {
    it(`let ${name} be run as a program`, () => {
      assert.match(readFileSync(bundle(name), 'utf8'), /^#!\/usr\/bin\/env node\n/);
      // Windows has no such permission.
      if (process.platform !== 'win32') assert.equal(statSync(bundle(name)).mode & 0o111, 0o111);
    });
  }

  it('carry the licences of what is in them', () => {
    const licences = readFileSync(bundle('licences.txt'), 'utf8');
    for (const name of ['yaml', 'vscode-languageclient', 'vscode-jsonrpc']) {
      assert.match(licences, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
  });
});
