import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { hover } from '../server/src/core/features/hover';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';
import type { FixtureWorkspace, WorkspaceOptions } from './support/workspace';
import { workspaceOf } from './support/workspace';

/**
 * Each fixture is a workspace whose marks are hovers: where a hover shows from a mark's first character to its end. Its
 * golden file holds what they show. A mark of the text `nothing` shows nothing.
 */
const FIXTURES = readdirSync(fixturePath('hover')).filter((name) => !name.endsWith('.md'));

/** Fixtures that are about a setting. */
const OPTIONS: Readonly<Record<string, WorkspaceOptions>> = {
  'cluster-domain.yaml': { settings: { clusterDomain: 'example.internal', defaultNamespace: 'shop' } },
  'older-kubernetes.yaml': { settings: { kubernetesVersion: '1.34' } },
  'still-reading.yaml': { complete: false },
};

/** What the marks of a fixture show, under the places that they mark. */
function hoversOf({ fixture, workspace, file, inFile }: FixtureWorkspace): string {
  const places = new Map<string, string[]>();
  for (const { name, text, marks } of fixture.files) {
    for (const { span, text: expected } of marks) {
      const [first, ...others] = [span.start, span.end - 1, span.end].map((at) => hover(workspace, file(name), at));
      const line = text
        .slice(text.lastIndexOf('\n', span.start) + 1)
        .split(/\r?\n/)[0]
        ?.trim();
      const place = `${name}, ${text.slice(span.start, span.end)} in ${line}`;
      for (const other of others) assert.deepEqual(other, first, `${place}: all of a mark is one hover`);
      assert.equal(first === undefined ? 'nothing' : '', expected, place);
      if (first === undefined) continue;
      assert.deepEqual(inFile(first), span, place);
      const copies = first.copies.map((copy) => `- ${copy.label}: ${copy.text}`);
      const shown = `${first.markdown}\n${copies.length === 0 ? '' : `\nTo copy:\n\n${copies.join('\n')}\n`}`;
      places.set(shown, [...(places.get(shown) ?? []), place]);
    }
  }
  return [...places].map(([markdown, at]) => `<!--\n${at.join('\n')}\n-->\n\n${markdown}`).join('\n');
}

describe('a hover', () => {
  for (const name of FIXTURES) {
    it(`shows what ${name} says`, () => {
      const source = readFileSync(fixturePath('hover', name), 'utf8');
      const hovers = hoversOf(workspaceOf(source, OPTIONS[name]));
      expectGolden(fixturePath('hover', name.replace(/\.[a-z]+$/, '.md')), hovers);
    });

    it(`shows the same of ${name} with carriage returns and a byte-order mark`, () => {
      const source = readFileSync(fixturePath('hover', name), 'utf8');
      const other = source.replaceAll('\n', '\r\n').replaceAll(/^(#\/\/ FILE: .*\r\n)/gm, '$1\uFEFF');
      assert.equal(hoversOf(workspaceOf(other, OPTIONS[name])), hoversOf(workspaceOf(source, OPTIONS[name])));
    });
  }
});
