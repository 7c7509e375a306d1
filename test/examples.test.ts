import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readSource } from '../server/src/core/workspace/file';
import type { Snapshot } from '../server/src/core/workspace/snapshot';
import { createLayer, filesOf } from '../server/src/core/workspace/snapshot';
import { applyFix, findAll } from './support/check';
import { repositoryRoot } from './support/paths';
import { uriOf } from './support/workspace';

const folder = join(repositoryRoot, 'examples');

/** The samples as one workspace, as a person opens them. */
function openExamples(): Snapshot {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const texts = names.map(
    (name) => [uriOf(name.replaceAll('\\', '/')), readFileSync(join(folder, name), 'utf8')] as const,
  );
  return snapshotOf(new Map(texts));
}

function snapshotOf(texts: ReadonlyMap<string, string>): Snapshot {
  const files = [...texts].map(([uri, text]) => readSource(uri, text, true));
  return { disk: createLayer(files), open: createLayer([]), complete: true };
}

/** Findings as `file:line severity rule`. */
function findings(snapshot: Snapshot): readonly string[] {
  const texts = new Map(filesOf(snapshot).map(({ uri, text }) => [uri, text]));
  return findAll(snapshot).map(({ uri, span, diagnostic }) => {
    const line = (texts.get(uri) ?? '').slice(0, span.start).split('\n').length;
    return `${uri.replace(uriOf(''), '')}:${line} ${diagnostic.severity} ${diagnostic.rule}`;
  });
}

describe('the samples', () => {
  it('show one flaw each where they mean to, and no other', () => {
    assert.deepEqual(findings(openExamples()).toSorted(), [
      'postgres/postgres.yaml:24 warning governing-service-missing',
      'rabbitmq/rabbitmq.yaml:40 error governing-service-selects-other-pods',
      'redis/redis.yaml:43 warning governing-service-not-headless',
      'tabs/mongo.yaml:7 error yaml-syntax',
    ]);
  });

  it('are mended by taking first fixes until there is nothing left to fix', () => {
    let snapshot = openExamples();
    // One that is mended may let another be seen, such as what matters only for a headless Service; but not for ever.
    for (let taken = 0; findAll(snapshot).length > 0; taken++) {
      const fix = findAll(snapshot).flatMap(({ diagnostic }) => diagnostic.fixes ?? [])[0];
      assert.ok(fix !== undefined && taken < 10, `no end in sight of ${findings(snapshot).join(', ')}`);
      snapshot = snapshotOf(applyFix(snapshot, fix));
    }
    assert.deepEqual(findings(snapshot), []);
  });
});
