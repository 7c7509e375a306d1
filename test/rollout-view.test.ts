import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCENARIOS } from '../server/src/core/rollout/scenarios';
import type { ServiceSummary } from '../server/src/core/protocol';
import { POD_FAULTS } from '../client/src/rollout/faults';
import type { Session } from '../client/src/rollout/session';
import { act, playToEnd, presentMoment, show } from '../client/src/rollout/session';
import { timelineFrames } from '../client/src/rollout/timeline/frames';
import { frameText, rolloutTree } from '../client/src/rollout/tree';
import { waysOut } from '../client/src/rollout/way-out';
import { setsTree } from '../client/src/sets/tree';
import type { TreeNode } from '../client/src/tree-node';
import { expectGolden } from './support/golden';
import { fixturePath } from './support/paths';
import { sessionOf, treeText, webSummary } from './support/rollout-view';

const MOST = 500;

/** Every frame of a run as the view shows it, the last one with all that lies beneath its rows. */
function film(session: Session): string {
  const ended = playToEnd(session, MOST);
  return ended.moments
    .map((_, index) => {
      const shown = show(ended, index);
      const isLast = index === ended.moments.length - 1;
      return `${frameText(shown)}\n${treeText(rolloutTree(shown, false), isLast)}`;
    })
    .join('\n');
}

function flat(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children ?? [])]);
}

function find(nodes: readonly TreeNode[], id: string): TreeNode {
  const found = flat(nodes).find((node) => node.id === id);
  assert.ok(found, `no row ${id}`);
  return found;
}

describe('the Rollout view', () => {
  for (const { id } of SCENARIOS) {
    it(`shows the scenario ${id}`, () => {
      const committed = webSummary({ replicas: 2, template: 'content-0' }).input;
      expectGolden(fixturePath('rollout-view', `${id}.txt`), film(sessionOf(webSummary(), id, { committed })));
    });
  }

  it('shows Pods that come up together', () => {
    const summary = webSummary({ podManagementPolicy: 'Parallel' });
    expectGolden(fixturePath('rollout-view', 'create-parallel.txt'), film(sessionOf(summary, 'create')));
  });

  it('has rows that keep their ids, each of its own, and say something to a screen reader', () => {
    for (const { id } of SCENARIOS) {
      const session = playToEnd(sessionOf(webSummary(), id, { committed: webSummary({ replicas: 1 }).input }), MOST);
      for (const index of session.moments.keys()) {
        const nodes = flat(rolloutTree(show(session, index), true));
        assert.equal(new Set(nodes.map((node) => node.id)).size, nodes.length);
        for (const node of nodes) assert.ok((node.spoken ?? node.label).length > 0, node.id);
      }
    }
  });

  it('offers to take in an edited manifest', () => {
    const session = sessionOf(webSummary(), 'create');
    assert.equal(find(rolloutTree(session, true), 'edited').context, 'edited');
    assert.ok(!rolloutTree(session, false).some((node) => node.id === 'edited'));
  });

  it('keeps a name for copying on every Pod, claim and DNS name', () => {
    const tree = rolloutTree(playToEnd(sessionOf(webSummary(), 'create'), MOST), false);
    assert.equal(find(tree, 'pod/web-1').copy, 'web-1');
    assert.equal(find(tree, 'pod/web-1/claim/data-web-1').copy, 'data-web-1');
    assert.equal(find(tree, 'pod/web-1/dns').copy, 'web-1.nginx.shop.svc.cluster.local');
    assert.equal(find(tree, 'pod/web-1/dns').label, 'web-1.nginx', 'the full name leaves no room for what follows');
  });

  it('gives Pods beyond those of the manifest their DNS names too', () => {
    const session = playToEnd(sessionOf(webSummary(), 'scale'), MOST);
    const scaled = session.moments.findIndex(({ pods }) => pods.some((pod) => pod.name === 'web-3'));
    const tree = rolloutTree(show(session, scaled), false);
    assert.equal(find(tree, 'pod/web-3/dns').copy, 'web-3.nginx.shop.svc.cluster.local');
  });
});

describe('DNS in the view', () => {
  const running = (service: Partial<ServiceSummary>): readonly TreeNode[] => {
    const session = playToEnd(sessionOf(webSummary({}, service), 'create'), MOST);
    const struck = act(session, { do: 'fault', fault: { kind: 'never-ready', pod: 'web-1' } });
    return rolloutTree(playToEnd(struck, MOST), false);
  };

  it('resolves ready Pods only', () => {
    const tree = running({});
    assert.equal(find(tree, 'pod/web-0/dns').description, 'resolves');
    assert.equal(find(tree, 'pod/web-1/dns').description, 'does not resolve: the Pod is not ready');
    assert.deepEqual(
      find(tree, 'service').children?.map((node) => node.label),
      ['web-0', 'web-2'],
    );
  });

  it('resolves every Pod with an address where the Service publishes those that are not ready', () => {
    const tree = running({ publishNotReadyAddresses: true });
    assert.equal(find(tree, 'pod/web-1/dns').description, 'resolves');
    assert.equal(find(tree, 'service').children?.length, 3);
  });

  it('says nothing of the Pods where a headless Service selects others', () => {
    const summary = webSummary();
    const without = { ...summary, pods: summary.pods.map((pod) => ({ ...pod, dns: undefined })) };
    const tree = rolloutTree(playToEnd(sessionOf(without, 'create'), MOST), false);
    assert.match(find(tree, 'service').description ?? '', /selects others/);
    assert.ok(!flat(tree).some((node) => node.id === 'pod/web-0/dns'));
  });

  it('promises nothing of a Service that is not headless or that nobody has seen', () => {
    assert.match(find(running({ state: 'not-headless' }), 'pod/web-0/dns').description ?? '', /^not promised/);
    assert.match(find(running({ state: 'missing' }), 'pod/web-0/dns').description ?? '', /^resolves only if/);
    assert.match(find(running({ state: 'external-name' }), 'service').description ?? '', /external name/);
  });
});

describe('the way out', () => {
  const settled = (spec = {}): Session => playToEnd(sessionOf(webSummary(spec), 'create'), MOST);
  const commandsOf = (session: Session): readonly string[] =>
    waysOut(presentMoment(session)).map((each) => each.command);

  it('of a healthy rollout is none', () => {
    const session = settled();
    for (const index of session.moments.keys()) assert.deepEqual(commandsOf(show(session, index)), []);
  });

  it('is not spoken of either while all goes well, and is as soon as something holds a Pod up', () => {
    const spoken = (session: Session): string => {
      const prospect = rolloutTree(session, false).find((node) => node.context === 'prospect');
      return prospect?.spoken ?? '';
    };
    const inTimeline = (session: Session): string => timelineFrames(session.moments, 0)[session.present]?.text ?? '';
    const byHand = /by hand|by force/;
    const update = playToEnd(sessionOf(webSummary(), 'update'), MOST);
    for (const index of update.moments.keys()) {
      const shown = show(update, index);
      assert.doesNotMatch(spoken(shown), byHand);
      assert.doesNotMatch(inTimeline(shown), byHand);
    }
    const waiting = show(update, 1);
    assert.match(spoken(waiting), /^Waits for web-0/);
    const struck = act(waiting, { do: 'fault', fault: { kind: 'never-ready', pod: 'web-0' } });
    assert.match(spoken(struck), byHand);
    assert.match(inTimeline(struck), byHand);
  });

  it('of a lost node is to remove its Pod by force', () => {
    const lost = act(settled(), { do: 'fault', fault: { kind: 'node-lost', node: 'node-1' } });
    assert.deepEqual(commandsOf(playToEnd(lost, MOST)), [
      'kubectl delete pod web-0 --namespace shop --force --grace-period=0',
    ]);
  });

  it('of a broken update is to go back and then to delete the stuck Pod', () => {
    const session = playToEnd(sessionOf(webSummary(), 'broken-update'), MOST);
    const commands = session.moments.map((_, index) => commandsOf(show(session, index)));
    assert.ok(
      commands.some((each) => each.join() === 'kubectl delete pod web-2 --namespace shop'),
      'the stuck Pod is not to be deleted after the rollback',
    );
    assert.ok(
      commands.some((each) => each.includes('kubectl rollout undo statefulset/web --namespace shop')),
      'no rollback is proposed',
    );
  });
});

describe('faults of a Pod', () => {
  it('each change the run, at every frame in which the Pod is there', () => {
    const session = playToEnd(sessionOf(webSummary(), 'create'), MOST);
    for (const { id, inject } of POD_FAULTS) {
      const struck = inject(session, 'web-1');
      assert.equal(struck.moments.length, session.moments.length + 1, id);
      assert.ok(rolloutTree(playToEnd(struck, MOST), false).length > 0);
    }
  });

  it('leave the run alone where there is no such Pod', () => {
    const session = sessionOf(webSummary(), 'create');
    for (const id of ['fail', 'delete', 'removeByForce', 'nodeLost']) {
      assert.equal(POD_FAULTS.find((fault) => fault.id === id)?.inject(session, 'web-1'), session, id);
    }
  });
});

describe('the StatefulSets view', () => {
  it('shows each set with its Service, Pods, claims and DNS names', () => {
    const states = ['headless', 'not-headless', 'missing', 'unstated'] as const;
    const summaries = states.map((state, index) => ({
      ...webSummary({ replicas: 2 }, { state, name: state === 'unstated' ? '' : 'nginx' }),
      id: `file:///${state}.yaml#shop/web`,
      location: { ...webSummary().location, uri: `file:///${state}.yaml` },
      name: index === 0 ? 'cache' : 'web',
    }));
    expectGolden(fixturePath('rollout-view', 'statefulsets.txt'), treeText(setsTree(summaries), true));
  });
});
