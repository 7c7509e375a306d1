import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCENARIOS } from '../server/src/core/rollout/scenarios';
import type { Session } from '../client/src/rollout/session';
import { playToEnd, show } from '../client/src/rollout/session';
import { timelineFrames } from '../client/src/rollout/timeline/frames';
import type { Shape } from '../client/src/rollout/timeline/page/layout';
import { frameAt, layOut } from '../client/src/rollout/timeline/page/layout';
import { rowsOf } from '../client/src/rollout/timeline/page/rows';
import { toSvg } from '../client/src/rollout/timeline/page/svg';
import { podState } from '../client/src/rollout/pod-state';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';
import { sessionOf, webSummary } from './support/rollout-view';

const MOST = 500;
const WIDTH = 900;

function played(id: string): Session {
  const committed = webSummary({ replicas: 2, template: 'content-0' }).input;
  return playToEnd(sessionOf(webSummary(), id, { committed }), MOST);
}

describe('the timeline', () => {
  for (const id of ['update', 'broken-update', 'node-lost', 'scale', 'start-ordinal']) {
    it(`draws the scenario ${id}`, () => {
      const session = show(played(id), 7);
      const layout = layOut(timelineFrames(session.moments, 0), { width: WIDTH, present: session.present });
      expectGolden(fixturePath('timeline', `${id}.svg`), toSvg(layout, `Rollout of web: ${session.scenario.title}`));
    });
  }

  it('says in its bars exactly what each frame shows', () => {
    for (const { id } of SCENARIOS) {
      const { moments } = played(id);
      const rows = rowsOf(timelineFrames(moments, 0));
      for (const [index, { pods }] of moments.entries()) {
        const drawn = rows.flatMap(({ name, bars }) =>
          bars.filter((bar) => bar.from <= index && index < bar.to).map((bar) => [name, bar.state, bar.template]),
        );
        const shown = pods.map((pod) => [pod.name, podState(pod), pod.template]);
        assert.deepEqual(drawn, shown, `${id}, frame ${index}`);
      }
    }
  });

  it('is the same whether it is told everything at once or frame by frame', () => {
    const { moments } = played('update');
    const pieces = moments.flatMap((_, index) => timelineFrames(moments.slice(0, index + 1), index));
    assert.deepEqual(pieces, timelineFrames(moments, 0));
  });

  it('leads from a place in the picture to its frame and back', () => {
    const frames = timelineFrames(played('update').moments, 0);
    for (const present of frames.keys()) {
      const layout = layOut(frames, { width: WIDTH, present });
      const column = layout.shapes.find((shape) => shape.key === 'present');
      const [x, width] = [Number(column?.attributes['x']), Number(column?.attributes['width'])];
      assert.equal(frameAt(layout, frames.length, x + width / 2), present);
    }
    const layout = layOut(frames, { width: WIDTH, present: 0 });
    assert.equal(frameAt(layout, frames.length, -50), 0);
    assert.equal(frameAt(layout, frames.length, 1e9), frames.length - 1);
  });

  it('makes for a part of the picture just the shapes that reach into it', () => {
    const frames = timelineFrames(played('start-ordinal').moments, 0);
    const whole = layOut(frames, { width: WIDTH, present: 3 });
    const part = { left: 200, right: 400, top: 60, bottom: 120 };
    const some = layOut(frames, { width: WIDTH, present: 3, part });
    const byKey = new Map(whole.shapes.map((shape) => [shape.key, shape]));
    for (const shape of some.shapes) assert.deepEqual(shape, byKey.get(shape.key));
    const kept = new Set(some.shapes.map((shape) => shape.key));
    const bars = whole.shapes.filter((shape) => shape.kind.startsWith('bar '));
    const reaching = bars.filter(({ attributes: { x, y, width, height } }) => {
      const [left, top] = [Number(x), Number(y)];
      return left < 400 && left + Number(width) > 200 && top < 120 && top + Number(height) > 60;
    });
    assert.ok(reaching.length > 0 && reaching.length < bars.length);
    for (const bar of reaching) assert.ok(kept.has(bar.key), bar.key);
  });

  it('draws every shape once and inside its area', () => {
    for (const { id } of SCENARIOS) {
      const layout = layOut(timelineFrames(played(id).moments, 0), { width: WIDTH, present: 0 });
      assert.equal(new Set(layout.shapes.map((shape) => shape.key)).size, layout.shapes.length);
      for (const shape of layout.shapes) assert.ok(rightEdge(shape) <= layout.plot.width + 60, `${id}: ${shape.key}`);
    }
  });

  it('escapes what a name could bring into the picture', () => {
    const frames = timelineFrames(played('create').moments, 0);
    const svg = toSvg(layOut(frames, { width: WIDTH, present: 0 }), '</title><script>alert("1")</script>');
    assert.ok(!svg.includes('<script'));
  });
});

function rightEdge({ attributes }: Shape): number {
  return Number(attributes['x'] ?? 0) + Number(attributes['width'] ?? 0);
}
