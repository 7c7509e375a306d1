import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCENARIOS } from '../server/src/core/rollout/scenarios';
import { forecastOf, forecastText } from '../client/src/rollout/forecast';
import type { Session } from '../client/src/rollout/session';
import {
  act,
  applyEdit,
  canStepBack,
  canStepForward,
  isEdited,
  playToEnd,
  presentMoment,
  recover,
  restart,
  show,
  stepBack,
  stepForward,
} from '../client/src/rollout/session';
import { prospectOf } from '../client/src/rollout/outlook';
import { deepFreeze } from './support/freeze';
import { sessionOf, webSummary } from './support/rollout-view';

const MOST = 500;

function ended(session: Session): Session {
  return playToEnd(session, MOST);
}

function forecast(session: Session): string {
  const found = forecastOf(session);
  return found === undefined ? '' : forecastText(found);
}

/** What a run shows, without what only the machine needs. */
function picture(session: Session): unknown {
  return session.moments.map(({ pods, claims, since, acts }) => ({ pods, claims, since, acts }));
}

describe('a run', () => {
  it('begins with the set applied and no Pod', () => {
    const session = sessionOf(webSummary(), 'create');
    assert.equal(session.present, 0);
    assert.deepEqual(presentMoment(session).pods, []);
    assert.equal(canStepBack(session), false);
    assert.equal(canStepForward(session), true);
  });

  it('creates the Pods in order and ends with all of them available', () => {
    const session = ended(sessionOf(webSummary(), 'create'));
    const { pods } = presentMoment(session);
    assert.deepEqual(
      pods.map(({ name, available }) => [name, available]),
      [
        ['web-0', true],
        ['web-1', true],
        ['web-2', true],
      ],
    );
    assert.equal(prospectOf(session).standing, 'done');
    assert.equal(canStepForward(session), false);
    assert.equal(stepForward(session), session);
  });

  it('shows one visible change in each frame', () => {
    for (const { id } of SCENARIOS) {
      const session = ended(sessionOf(webSummary(), id, { committed: webSummary({ replicas: 2 }).input }));
      for (const [index, moment] of session.moments.entries()) {
        const before = session.moments[index - 1];
        if (before === undefined) continue;
        const sameClaims = JSON.stringify(moment.claims) === JSON.stringify(before.claims);
        const samePods =
          moment.pods.length === before.pods.length && moment.pods.every((pod, at) => pod === before.pods[at]);
        assert.ok(!sameClaims || !samePods || moment.acts.length > 0, `${id}: nothing to be seen in frame ${index}`);
      }
    }
  });

  it('ends every scenario with nothing left to do', () => {
    for (const policy of ['OrderedReady', 'Parallel'])
      for (const { id } of SCENARIOS) {
        const summary = webSummary({ podManagementPolicy: policy });
        const committed = webSummary({ podManagementPolicy: policy, template: 'content-0' }).input;
        const session = ended(sessionOf(summary, id, { committed }));
        assert.ok(session.moments.length < MOST, `${id} does not end`);
        assert.equal(prospectOf(session).standing, 'done', `${id}, ${policy}: ${prospectOf(session).text}`);
      }
  });

  it('goes back and forth through the same frames', () => {
    const session = ended(sessionOf(webSummary(), 'update'));
    let back = session;
    while (canStepBack(back)) back = stepBack(back);
    assert.equal(back.present, 0);
    assert.equal(ended(back).moments, session.moments);
    assert.deepEqual(picture(ended(restart(session))), picture(session));
  });

  it('leaves earlier frames alone', () => {
    const early = deepFreeze(show(ended(sessionOf(webSummary(), 'create')), 3));
    const other = act(early, { do: 'fault', fault: { kind: 'never-ready', pod: 'web-1' } });
    assert.deepEqual(other.moments.slice(0, 4), early.moments.slice(0, 4));
    assert.equal(other.moments.length, 5);
    ended(other);
  });

  it('shows the nearest frame for one that does not exist', () => {
    const session = ended(sessionOf(webSummary(), 'create'));
    assert.equal(show(session, -3).present, 0);
    assert.equal(show(session, 10_000).present, session.moments.length - 1);
  });

  it('tells since which frame a Pod is as it is', () => {
    const session = ended(sessionOf(webSummary(), 'create'));
    for (const [index, { since, pods }] of session.moments.entries()) {
      assert.equal(since.length, pods.length);
      for (const [at, start] of since.entries()) {
        const pod = pods[at];
        const then = session.moments[start]?.pods.find((each) => each.name === pod?.name);
        const justBefore = session.moments[start - 1]?.pods.find((each) => each.name === pod?.name);
        assert.ok(start <= index);
        assert.deepEqual([then?.phase, then?.ready, then?.template], [pod?.phase, pod?.ready, pod?.template]);
        assert.notDeepEqual(
          [justBefore?.phase, justBefore?.ready, justBefore?.terminating],
          [pod?.phase, pod?.ready, pod?.terminating],
        );
      }
    }
  });
});

describe('faults', () => {
  it('stop an ordered rollout until they are mended', () => {
    const begun = show(ended(sessionOf(webSummary(), 'create')), 1);
    const struck = ended(act(begun, { do: 'fault', fault: { kind: 'never-ready', pod: 'web-1' } }));
    assert.equal(prospectOf(struck).standing, 'stuck');
    assert.match(prospectOf(struck).text, /^Waits for web-1 to become ready/);
    const mended = ended(recover(struck, 'web-1', null));
    assert.equal(prospectOf(mended).standing, 'done');
    assert.equal(presentMoment(mended).pods.length, 3);
  });

  it('change the sentence of the controller at once', () => {
    const settled = ended(sessionOf(webSummary(), 'create'));
    const struck = act(settled, { do: 'fault', fault: { kind: 'crash-loop', pod: 'web-1' } });
    assert.match(prospectOf(struck).text, /^Waits for web-1 to become ready/);
    assert.equal(struck.moments.length, settled.moments.length + 1);
    const mended = recover(struck, 'web-1', null);
    assert.equal(prospectOf(mended).standing, 'done');
    assert.equal(mended.moments.length, struck.moments.length + 1);
  });

  it('of a node are mended with it', () => {
    const settled = ended(sessionOf(webSummary(), 'create'));
    const lost = ended(act(settled, { do: 'fault', fault: { kind: 'node-lost', node: 'node-2' } }));
    assert.equal(prospectOf(lost).standing, 'stuck');
    assert.match(prospectOf(lost).text, /kubectl delete pod web-1 --force/);
    const back = ended(recover(lost, 'web-1', 'node-2'));
    assert.equal(prospectOf(back).standing, 'done');
  });
});

describe('an edit of the manifest', () => {
  it('is applied at the frame that is shown, and the run goes on from there', () => {
    const session = ended(sessionOf(webSummary(), 'create'));
    const edited = webSummary({ replicas: 4, template: 'content-2' });
    assert.equal(isEdited(session, edited), true);
    const applied = applyEdit(session, edited);
    assert.equal(isEdited(applied, edited), false);
    const { pods } = presentMoment(ended(applied));
    assert.deepEqual(
      pods.map(({ name, template }) => `${name} ${template}`),
      ['web-0 B', 'web-1 B', 'web-2 B', 'web-3 B'],
    );
  });

  it('back to an earlier template is known as that template', () => {
    const first = ended(sessionOf(webSummary(), 'create'));
    const second = ended(applyEdit(first, webSummary({ template: 'content-2' })));
    const third = ended(applyEdit(second, webSummary()));
    assert.deepEqual(
      presentMoment(third).pods.map((pod) => pod.template),
      ['A', 'A', 'A'],
    );
  });

  it('gets a letter that no template of the scenario has', () => {
    const updated = ended(sessionOf(webSummary(), 'update'));
    const edited = ended(applyEdit(updated, webSummary({ template: 'content-2' })));
    assert.deepEqual(new Set(presentMoment(edited).pods.map((pod) => pod.template)), new Set(['C']));
  });

  it('that the API server refuses changes nothing and says why', () => {
    const session = ended(sessionOf(webSummary(), 'create'));
    const refused = applyEdit(session, webSummary({ serviceName: 'other' }));
    assert.equal(prospectOf(refused).standing, 'refused');
    assert.match(prospectOf(refused).text, /Forbidden|forbidden/);
    assert.deepEqual(presentMoment(refused).pods, presentMoment(session).pods);
  });

  it('that changes nothing that runs is said to restart nothing', () => {
    const session = ended(sessionOf(webSummary(), 'create'));
    const edited = applyEdit(session, webSummary({ minReadySeconds: 1 }));
    assert.equal(forecast(edited), 'These edits restart nothing.');
  });
});

describe('applying what was edited since the commit', () => {
  it('names the committed template A and the edited one B, or the same where they are', () => {
    const committed = webSummary({ template: 'content-0' }).input;
    const changed = ended(sessionOf(webSummary(), 'apply-edits', { committed }));
    assert.deepEqual(
      presentMoment(changed).pods.map((pod) => pod.template),
      ['B', 'B', 'B'],
    );
    const scaled = ended(sessionOf(webSummary({ replicas: 4 }), 'apply-edits', { committed: webSummary().input }));
    assert.deepEqual(
      presentMoment(scaled).pods.map((pod) => pod.template),
      ['A', 'A', 'A', 'A'],
    );
  });

  it('tells beforehand what comes of it, in the order in which it comes', () => {
    const committed = webSummary({ replicas: 2, template: 'content-0' }).input;
    const session = ended(sessionOf(webSummary(), 'apply-edits', { committed }));
    assert.equal(
      forecast(session),
      'These edits restart web-1 and web-0, in this order; create web-2; make new claim data-web-2.',
    );
    assert.equal(forecast(show(session, 1)), '');
  });

  it('says so where nothing would happen', () => {
    const committed = webSummary({ revisionHistoryLimit: 5 }).input;
    const session = ended(sessionOf(webSummary(), 'apply-edits', { committed }));
    assert.equal(forecast(session), 'These edits restart nothing.');
  });
});
