import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from './support/paths';
import { rulePage, ruleTable, severityProperties } from './support/rule-documents';

/** Compares a file with what it would be if it were made anew; `npm run docs` makes it so. */
function expectGenerated(path: string, generate: (text: string) => string): void {
  const file = join(repositoryRoot, path);
  const text = readFileSync(file, 'utf8');
  const generated = generate(text);
  if (process.env['UPDATE'] === '1') writeFileSync(file, generated);
  else assert.equal(text, generated, `${path} is out of date: run npm run docs`);
}

test('the table of rules in the README is that of the rules', () => {
  expectGenerated('README.md', (text) => {
    const markers = /(<!-- rules -->\n)[^]*(\n<!-- \/rules -->)/;
    assert.match(text, markers);
    return text.replace(markers, (_, start: string, end: string) => `${start}\n${ruleTable()}\n${end}`);
  });
});

test('the page of rules is that of the rules', () => {
  expectGenerated('docs/rules.md', rulePage);
});

test('the setting statefulset.severity knows the rules', () => {
  expectGenerated('package.json', (text) => {
    const manifest = JSON.parse(text) as {
      contributes: { configuration: { properties: Record<string, { properties?: unknown }> } };
    };
    const setting = manifest.contributes.configuration.properties['statefulset.severity'];
    assert.ok(setting);
    setting.properties = severityProperties();
    return `${JSON.stringify(manifest, null, 2)}\n`;
  });
});
