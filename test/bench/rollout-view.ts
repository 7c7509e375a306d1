/**
 * How long the rollout view takes for a step late in a long run: the tree, the frame sent to the timeline, and its layout.
 * It is smooth as long as that is under 16 ms. Run it with `node out/test/bench/rollout-view.js`.
 */

import type { Session } from '../../client/src/rollout/session';
import { act, playToEnd, presentMoment, show, stepForward } from '../../client/src/rollout/session';
import { timelineFrames } from '../../client/src/rollout/timeline/frames';
import { layOut } from '../../client/src/rollout/timeline/page/layout';
import { rolloutTree } from '../../client/src/rollout/tree';
import { sessionOf, webSummary } from '../support/rollout-view';

const PODS = 100;
const FRAMES = 2000;
const WIDTH = 900;
const ROUNDS = 10;

/** Pods deleted one after the other until there are enough frames. */
function longRun(): Session {
  let session = playToEnd(sessionOf(webSummary({ replicas: PODS }), 'update'), FRAMES);
  for (let turn = 0; session.moments.length < FRAMES; turn += 1) {
    const name = `web-${turn % PODS}`;
    session = playToEnd(act(session, { do: 'event', event: { type: 'delete', pod: name } }), FRAMES);
  }
  return show(session, session.moments.length - 2);
}

let session = longRun();
const told = [...timelineFrames(session.moments, 0)];
// As much as the page draws: what can be seen, and as much around it.
const part = { left: 7000, right: 7000 + 3 * WIDTH, top: 0, bottom: 1500 };
for (let round = 0; round < ROUNDS; round += 1) {
  const before = process.cpuUsage();
  for (let turn = 0; turn < 10; turn += 1) {
    const pod = presentMoment(session).pods.find((each) => each.available && !each.terminating)?.name ?? '';
    session = stepForward(act(session, { do: 'event', event: { type: 'delete', pod } }));
    rolloutTree(session, false);
    told.push(...timelineFrames(session.moments, told.length));
    layOut(told, { width: WIDTH, present: session.present, part });
  }
  const { user, system } = process.cpuUsage(before);
  console.log(`${PODS} Pods, frame ${session.moments.length}: ${((user + system) / 10_000).toFixed(1)} ms a step`);
}
