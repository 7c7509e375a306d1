import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseRolloutFixture, playFixture } from './rollout/fixture';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';

const files = readdirSync(fixturePath('rollout')).filter((file) => file.endsWith('.rollout'));

describe('the controller, behaviour by behaviour', () => {
  for (const file of files) {
    const path = fixturePath('rollout', file);
    const fixture = parseRolloutFixture(readFileSync(path, 'utf8'));
    it(`${file.replace('.rollout', '')}: ${fixture.title}`, () => {
      assert.ok(fixture.restsOn !== '', 'the fixture names no source');
      assert.ok(
        fixture.moves.some((move) => move.expectations.length > 0),
        'the fixture expects nothing',
      );
      expectGolden(path, playFixture(fixture));
    });
  }
});

describe('the fixtures', () => {
  it('are many', () => {
    assert.ok(files.length >= 80, `${files.length} fixtures`);
  });

  it('show different things', () => {
    const titles = files.map((file) => parseRolloutFixture(readFileSync(fixturePath('rollout', file), 'utf8')).title);
    assert.equal(new Set(titles).size, titles.length);
  });
});
