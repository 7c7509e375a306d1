import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GeneratedNames } from '../server/src/core/features/generated-names';
import { generatedNames, LONGEST_LIST } from '../server/src/core/features/generated-names';
import type { WorkspaceOptions } from './support/workspace';
import { workspaceOf } from './support/workspace';

/** The names of every StatefulSet of a fixture. */
function namesIn(source: string, options?: WorkspaceOptions): readonly (GeneratedNames | undefined)[] {
  const { workspace } = workspaceOf(source, options);
  return workspace.all('StatefulSet').map((set) => generatedNames(set, workspace));
}

/** A set whose spec starts with the lines given. */
function set(spec: string, metadata = 'name: web'): string {
  const lines = spec.split('\n').map((line) => `  ${line}\n`);
  return `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { ${metadata} }\nspec:\n${lines.join('')}  template: { spec: { containers: [{ image: web }] } }\n`;
}

function service(spec: string, metadata = 'name: nginx'): string {
  return `---\napiVersion: v1\nkind: Service\nmetadata: { ${metadata} }\nspec: { ${spec} }\n`;
}

describe('generated names', () => {
  it('of a set are those of its Pods, its claims and their DNS', () => {
    const claims = 'volumeClaimTemplates: [{ metadata: { name: data } }, { metadata: { name: logs } }]';
    const source = set(`serviceName: nginx\nreplicas: 2\n${claims}`) + service('clusterIP: None');
    assert.deepEqual(namesIn(source), [
      {
        name: 'web',
        namespace: 'default',
        replicas: 2,
        start: 0,
        service: { name: 'nginx', found: true, headless: true },
        pods: [
          {
            name: 'web-0',
            ordinal: 0,
            hostname: 'web-0',
            dns: { fqdn: 'web-0.nginx.default.svc.cluster.local', short: 'web-0.nginx' },
            claims: ['data-web-0', 'logs-web-0'],
          },
          {
            name: 'web-1',
            ordinal: 1,
            hostname: 'web-1',
            dns: { fqdn: 'web-1.nginx.default.svc.cluster.local', short: 'web-1.nginx' },
            claims: ['data-web-1', 'logs-web-1'],
          },
        ],
      },
    ]);
  });

  it('count from the first ordinal, for as many replicas as there are', () => {
    const cases: readonly (readonly [string, number, number, readonly string[]])[] = [
      ['serviceName: nginx', 1, 0, ['web-0']],
      ['replicas: 0', 0, 0, []],
      ['replicas: -1', -1, 0, []],
      ['replicas:', 1, 0, ['web-0']],
      ['replicas: 2\nordinals: { start: 5 }', 2, 5, ['web-5', 'web-6']],
      ['ordinals: {}', 1, 0, ['web-0']],
      ['replicas: 0x2', 2, 0, ['web-0', 'web-1']],
    ];
    for (const [spec, replicas, start, pods] of cases) {
      const [names] = namesIn(set(spec));
      assert.deepEqual(
        [names?.replicas, names?.start, names?.pods.map((pod) => pod.name)],
        [replicas, start, pods],
        spec,
      );
    }
  });

  it('are a hundred where there are a hundred Pods, and no more than a list can bear', () => {
    const [hundred] = namesIn(set('replicas: 100'));
    assert.equal(hundred?.pods.length, 100);
    assert.equal(hundred?.pods[99]?.name, 'web-99');
    const [mistake] = namesIn(set('replicas: 2000000000'));
    assert.equal(mistake?.replicas, 2_000_000_000);
    assert.equal(mistake?.pods.length, LONGEST_LIST);
  });

  it('say what is known of the governing Service', () => {
    const named = (found: boolean, headless: boolean): GeneratedNames['service'] => ({
      name: 'nginx',
      found,
      headless,
    });
    const cases: readonly (readonly [string, string, GeneratedNames['service'], string | undefined])[] = [
      ['headless', service('clusterIP: None'), named(true, true), 'web-0.nginx'],
      ['not headless', service('ports: []'), named(true, false), 'web-0.nginx'],
      ['ExternalName', service('type: ExternalName, externalName: a.example'), named(true, false), 'web-0.nginx'],
      ['missing', '', named(false, false), 'web-0.nginx'],
      ['of another name', service('clusterIP: None', 'name: other'), named(false, false), 'web-0.nginx'],
      ['elsewhere', service('clusterIP: None', 'name: nginx, namespace: shop'), named(false, false), 'web-0.nginx'],
      [
        'default, written out',
        service('clusterIP: None', 'name: nginx, namespace: default'),
        named(true, true),
        'web-0.nginx',
      ],
    ];
    for (const [what, other, expected, short] of cases) {
      const [names] = namesIn(set('serviceName: nginx') + other);
      assert.deepEqual(names?.service, expected, what);
      assert.equal(names?.pods[0]?.dns?.short, short, what);
    }
  });

  it('leave DNS out where no Service is named, or where its name cannot be read', () => {
    for (const spec of ['replicas: 1', 'serviceName: ""', 'serviceName:', 'serviceName: ${SERVICE}']) {
      const [names] = namesIn(set(spec) + service('clusterIP: None'));
      assert.equal(names?.service, null, spec);
      assert.equal(names?.pods[0]?.dns, null, spec);
    }
  });

  it('follow the settings and the namespace', () => {
    const fqdn = (source: string, options?: WorkspaceOptions): string | undefined =>
      namesIn(source, options)[0]?.pods[0]?.dns?.fqdn;
    const settings = { clusterDomain: 'example.internal', defaultNamespace: 'shop' };
    assert.equal(fqdn(set('serviceName: nginx'), { settings }), 'web-0.nginx.shop.svc.example.internal');
    const written = set('serviceName: nginx', 'name: web, namespace: blog');
    assert.equal(fqdn(written, { settings }), 'web-0.nginx.blog.svc.example.internal');
  });

  it('take the namespace of the kustomizations around the file, the first where they differ', () => {
    const overlay = (name: string): string =>
      `#// FILE: ${name}/kustomization.yaml\nnamespace: ${name}\nresources: [../base]\n`;
    const base = `#// FILE: base/kustomization.yaml\nresources: [web.yaml]\n#// FILE: base/web.yaml\n${set('serviceName: nginx')}`;
    assert.equal(namesIn(base)[0]?.namespace, 'default');
    assert.equal(namesIn(overlay('live') + base)[0]?.namespace, 'live');
    assert.equal(namesIn(overlay('live') + overlay('test') + base)[0]?.namespace, 'live');
  });

  it('are not guessed from placeholders, nor from parts of a set', () => {
    const untold = [
      set('replicas: ${REPLICAS}'),
      set('replicas: 1.5'),
      set('ordinals: { start: <start> }'),
      set('replicas: 1', 'name: "${NAME}"'),
      set('replicas: 1', 'generateName: web-'),
      set('replicas: 1', 'name: web, namespace: $(NAMESPACE)'),
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\nspec: { replicas: 5 }\n',
      `#// FILE: kustomization.yaml\npatches: [{ path: web.yaml }]\n#// FILE: web.yaml\n${set('replicas: 5')}`,
    ];
    for (const source of untold) assert.deepEqual(namesIn(source), [undefined], source);
  });

  it('count claim templates of one name once', () => {
    const templates =
      '[{ metadata: { name: data } }, { metadata: { name: data } }, { metadata: { name: "${X}" } }, {}]';
    const [names] = namesIn(set(`volumeClaimTemplates: ${templates}`));
    assert.deepEqual(names?.pods[0]?.claims, ['data-web-0']);
  });

  it('are the same in JSON, in a List and through anchors', () => {
    const json =
      '{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "web"}, "spec": {"serviceName": "nginx", "template": {"spec": {"containers": [{"image": "web"}]}}}}';
    const list = `apiVersion: v1\nkind: List\nitems: [${json}]\n`;
    const anchors = `x: &x\n  serviceName: &s nginx\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web, labels: { app: *s } }\nspec: { <<: *x, template: { spec: { containers: [{ image: web }] } } }\n`;
    const expected = namesIn(set('serviceName: nginx'));
    assert.notEqual(expected[0], undefined);
    assert.deepEqual(namesIn(json, { defaultName: 'web.json' }), expected);
    assert.deepEqual(namesIn(list), expected);
    assert.deepEqual(namesIn(anchors), expected);
    assert.deepEqual(namesIn(`\uFEFF${set('serviceName: nginx').replaceAll('\n', '\r\n')}`), expected);
  });
});
