import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StatefulSetSummary } from '../server/src/core/protocol';
import {
  COMMITTED_STATEFUL_SET_REQUEST,
  COMMITTED_TEXT_REQUEST,
  STATEFUL_SETS_REQUEST,
} from '../server/src/core/protocol';
import type { StatefulSetInput } from '../server/src/core/rollout/spec';
import { at } from './support/client';
import { SERVICE, SET, withServer } from './support/server';

const WEB = at('web.yaml');

/** What the server makes of a file, and of what is committed of it, once somebody has edited it. */
async function compare(
  committed: string | null,
  edited: string,
): Promise<{ readonly now: StatefulSetInput; readonly before: StatefulSetInput | null }> {
  let result: { readonly now: StatefulSetInput; readonly before: StatefulSetInput | null } | undefined;
  const onRequest = (method: string, params: unknown): unknown => {
    assert.equal(method, COMMITTED_TEXT_REQUEST);
    assert.deepEqual(params, { uri: WEB });
    return committed;
  };
  await withServer(
    { 'web.yaml': edited, 'service.yaml': SERVICE },
    async (client) => {
      const { connection } = client;
      client.open(WEB, edited);
      const [summary] = await connection.sendRequest<readonly StatefulSetSummary[]>(STATEFUL_SETS_REQUEST);
      assert.ok(summary);
      const before = await connection.sendRequest<StatefulSetInput | null>(COMMITTED_STATEFUL_SET_REQUEST, {
        id: summary.id,
      });
      result = { now: summary.input, before };
    },
    { offers: { committedText: true }, onRequest },
  );
  assert.ok(result);
  return result;
}

describe('a set as it is committed', () => {
  it('has the same template label where the template is the same, however it is written', async () => {
    const committed = SET.replace('replicas: 3', 'replicas: 2').replace('"nginx:1.29"', "'nginx:1.29'");
    const { now, before } = await compare(committed, SET);
    assert.equal(before?.spec.replicas, 2);
    assert.equal(now.spec.replicas, 3);
    assert.equal(before.spec.template, now.spec.template);
  });

  it('has another template label where the template is another', async () => {
    const { now, before } = await compare(SET.replace('nginx:1.29', 'nginx:1.28'), SET);
    assert.ok(before?.spec.template !== undefined);
    assert.notEqual(before.spec.template, now.spec.template);
  });

  it('is not there where the file is not committed, or has no set of that name', async () => {
    assert.equal((await compare(null, SET)).before, null);
    assert.equal((await compare(SET.replace('name: web', 'name: api'), SET)).before, null);
    assert.equal((await compare('{{ not yaml', SET)).before, null);
  });

  it('is not asked of a client that cannot tell', () =>
    withServer({ 'web.yaml': SET }, async ({ connection }) => {
      assert.equal(await connection.sendRequest(COMMITTED_STATEFUL_SET_REQUEST, { id: 'any' }), null);
    }));
});
