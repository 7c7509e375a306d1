import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SCENARIOS } from '../../../server/src/core/rollout/scenarios';
import { eventually, open, pause, replace } from './editor';
import { command, labels, row, rowsOf, session, setNamed, simulate, stepToEnd } from './extension';
import { test } from './runner';

test('the StatefulSets view shows Service, Pods, claims and DNS names', async () => {
  const web = await setNamed('web');
  const rows = rowsOf([web]).map((node) => node.label);
  for (const name of ['nginx', 'web-0', 'web-2', 'content-web-1', 'web-2.nginx.default.svc.cluster.local']) {
    assert.ok(rows.includes(name), `${name} is not among ${rows.join(', ')}`);
  }
  const [service] = web.children ?? [];
  assert.match(service?.description ?? '', /headless/);
});

test('a row of the StatefulSets view leads to its line', async () => {
  const { location } = await setNamed('web');
  await command('openLocation', location);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.getText(editor.selection), 'web');
  assert.match(editor?.document.uri.path ?? '', /web\/web\.yaml$/);
});

test('a code lens above the set starts its simulation', async () => {
  const { document } = await open('web/web.yaml');
  const lens = await eventually('a code lens', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    return lenses.find((one) => one.command?.command === 'statefulset.simulate');
  });
  await vscode.commands.executeCommand(lens.command?.command ?? '', ...((lens.command?.arguments ?? []) as unknown[]));
  const { summary, scenario } = await session();
  assert.equal(`${summary.name} ${scenario.id}`, 'web create');
});

test('a rollout plays by itself until it is paused', async () => {
  await simulate('web', 'create');
  await command('rollout.play');
  await eventually('a frame played', async () => ((await session()).present > 0 ? true : undefined));
  await command('rollout.pause');
  const { present } = await session();
  await pause(1500);
  assert.equal((await session()).present, present);
});

test('a rollout is stepped to its end and back to its beginning', async () => {
  await simulate('web', 'create');
  await stepToEnd();
  assert.equal((await labels())[0], 'Nothing to do: all 3 Pods are available.');
  assert.match((await row('pod/web-2')).description ?? '', /Running, ready/);
  assert.equal((await row('pod/web-2/dns')).description, 'resolves');
  while ((await session()).present > 0) await command('rollout.stepBack');
  assert.equal((await row('pod/web-0')).icon?.id, 'circle-outline');
  await command('rollout.restart');
  assert.equal((await session()).moments.length, 1);
});

for (const { id, title } of SCENARIOS) {
  test(`the scenario "${title}" plays to its end`, async () => {
    await simulate('web', id);
    assert.equal((await session()).scenario.id, id);
    await stepToEnd();
    const [first = ''] = await labels();
    assert.match(first, /^(Nothing to do|There is no StatefulSet)/);
  });
}

test('sets that start their Pods together are simulated so', async () => {
  await simulate('zookeeper', 'create');
  const frames = await stepToEnd();
  assert.ok(frames <= 5, `${frames} frames`);
  assert.equal((await session()).moments[1]?.pods.length, 3);
});

test('a fault stops the rollout, the way out is offered for copying, and recovery lets it go on', async () => {
  await simulate('web', 'create');
  await stepToEnd();
  await command('pod.nodeLost', await row('pod/web-1'));
  await stepToEnd();
  assert.match((await labels())[0] ?? '', /^Stuck: waits for web-1 to terminate/);
  const wayOut = await row('way-out/0');
  await command('rollout.copyCommand', wayOut);
  assert.equal(
    await vscode.env.clipboard.readText(),
    'kubectl delete pod web-1 --namespace default --force --grace-period=0',
  );
  await command('pod.recover', await row('pod/web-1'));
  await stepToEnd();
  assert.equal((await labels())[0], 'Nothing to do: all 3 Pods are available.');
});

for (const id of ['neverReady', 'fail', 'crashLoop', 'imagePull', 'delete', 'removeByForce']) {
  test(`the fault "${id}" changes what follows`, async () => {
    await simulate('web', 'create');
    const untroubled = await stepToEnd();
    await command('pod.' + id, await row('pod/web-1'));
    assert.equal((await session()).moments.length, untroubled + 1);
    await stepToEnd();
  });
}

test('applying my edits starts from what is committed and tells what restarts', async () => {
  const editor = await open('web/web.yaml');
  await replace(editor, 'image: nginx:1.28-alpine', 'image: nginx:1.29-alpine');
  await replace(editor, 'replicas: 3', 'replicas: 4');
  await eventually('the edit in the view', async () =>
    (await setNamed('web')).children?.length === 5 ? true : undefined,
  );
  await simulate('web', 'apply-edits');
  assert.equal((await session()).moments[0]?.playback.state.set?.spec.replicas, 3);
  await stepToEnd();
  assert.equal(
    (await row('forecast')).label,
    'These edits restart web-2, web-1 and web-0, in this order; create web-3; make new claim content-web-3.',
  );
  assert.match((await row('pod/web-0')).description ?? '', /^B /);
});

test('applying my edits says what the API server refuses, and where nothing would happen', async () => {
  const editor = await open('web/web.yaml');
  await replace(editor, 'serviceName: nginx', 'serviceName: other');
  await eventually('the edit in the view', async () =>
    (await setNamed('web')).children?.[0]?.label === 'other' ? true : undefined,
  );
  await simulate('web', 'apply-edits');
  await stepToEnd();
  assert.equal((await row('forecast')).label, 'The API server refuses these edits.');
  await replace(editor, 'serviceName: other', 'serviceName: nginx');
  await eventually('the edit in the view', async () =>
    (await setNamed('web')).children?.[0]?.label === 'nginx' ? true : undefined,
  );
  await simulate('web', 'apply-edits');
  await stepToEnd();
  assert.equal((await row('forecast')).label, 'These edits restart nothing.');
});

test('an edit of the manifest is offered to the run, which outlives the editor', async () => {
  await simulate('web', 'create');
  await stepToEnd();
  const editor = await open('web/web.yaml');
  await replace(editor, 'replicas: 3', 'replicas: 2');
  await eventually('the offer', async () => ((await labels())[0] === 'The manifest was edited' ? true : undefined));
  await command('rollout.applyEdits');
  assert.notEqual((await labels())[0], 'The manifest was edited');
  await stepToEnd();
  assert.equal((await labels())[0], 'Nothing to do: all 2 Pods are available.');
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await eventually('the offer', async () => ((await labels())[0] === 'The manifest was edited' ? true : undefined));
  assert.equal((await session()).summary.name, 'web');
  await command('rollout.restartWithEdits');
  assert.equal((await session()).moments[0]?.playback.state.set?.spec.replicas, 3);
});

test('the timeline opens beside the editor and closes with the run', async () => {
  await simulate('web', 'update');
  await command('rollout.showTimeline');
  const isOpen = (): boolean =>
    vscode.window.tabGroups.all.some((group) => group.tabs.some((tab) => tab.label === 'Rollout Timeline'));
  await eventually('the timeline', () => (isOpen() ? true : undefined));
  await stepToEnd();
  await command('rollout.stop');
  await eventually('the timeline closed', () => (isOpen() ? undefined : true));
  assert.deepEqual(await labels(), []);
});
