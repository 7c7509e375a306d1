import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selectionRanges } from '../server/src/core/features/selection-ranges';
import { workspaceOf } from './support/workspace';

/** The texts that the selection at the cursor grows to. */
function steps(source: string): readonly string[] | undefined {
  const { cursor } = workspaceOf(source);
  const { file, offset } = cursor();
  const spans = selectionRanges(file, offset);
  for (const [index, span] of (spans ?? []).entries()) {
    const inner = spans?.[index - 1] ?? { start: offset, end: offset };
    assert.ok(span.start <= inner.start && inner.end <= span.end, 'each step holds the one before');
  }
  return spans?.map(({ start, end }) => file.text.slice(start, end));
}

describe('the selection', () => {
  it('grows from a segment of a name to the entry, the map and the document', () => {
    const source = `kind: Service
metadata: { name: nginx }
---
kind: ConfigMap
data:
  peers: "http://web-0.ng$0inx:80, web-1.nginx"
`;
    assert.deepEqual(steps(source), [
      'nginx',
      'web-0.nginx',
      'http://web-0.nginx:80',
      'http://web-0.nginx:80, web-1.nginx',
      '"http://web-0.nginx:80, web-1.nginx"',
      'peers: "http://web-0.nginx:80, web-1.nginx"',
      'data:\n  peers: "http://web-0.nginx:80, web-1.nginx"',
      'kind: ConfigMap\ndata:\n  peers: "http://web-0.nginx:80, web-1.nginx"',
      '---\nkind: ConfigMap\ndata:\n  peers: "http://web-0.nginx:80, web-1.nginx"',
      '---\nkind: ConfigMap\ndata:\n  peers: "http://web-0.nginx:80, web-1.nginx"\n',
      source.replace('$0', ''),
    ]);
  });

  it('grows from a key to its entry and from an item to its list', () => {
    const item = '- name: http\n      port: 80';
    assert.deepEqual(steps(`kind: Service\nspec:\n  ports:\n    ${item.replace('port', 'po$0rt')}\n`)?.slice(0, 6), [
      'port',
      'port: 80',
      'name: http\n      port: 80',
      item,
      `ports:\n    ${item}`,
      `spec:\n  ports:\n    ${item}`,
    ]);
  });

  it('takes a line of a long text first', () => {
    const found = steps('kind: ConfigMap\ndata:\n  run: |\n    first\n    exec db --p$0ort 1\n    last\n');
    assert.deepEqual(found?.slice(0, 4), [
      '--port',
      'exec db --port 1',
      '|\n    first\n    exec db --port 1\n    last\n',
      'run: |\n    first\n    exec db --port 1\n    last\n',
    ]);
  });

  it('grows by lines in templates, and not at all in files that are none of ours', () => {
    assert.deepEqual(steps('kind: StatefulSet\nname: {{ .Re$0lease }}\n')?.slice(0, 3), [
      'Release',
      '.Release',
      'name: {{ .Release }}',
    ]);
    assert.equal(steps('services: { w$0eb: {} }\n'), undefined);
  });
});
