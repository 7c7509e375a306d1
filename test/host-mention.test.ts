import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readDnsMentions } from '../server/src/core/kubernetes/dns-mention';
import type { HostMention } from '../server/src/core/kubernetes/host-mention';
import { readHostMentions } from '../server/src/core/kubernetes/host-mention';
import type { Span } from '../server/src/core/yaml/span';

/** `pod NAME of SET|service|namespace`, `service|namespace:port`, `srv port|service|namespace`, as they are written. */
function summary(host: HostMention, text: (span: Span) => string): string {
  const parts = [host.service, host.namespace].map((part) => (part === undefined ? '' : text(part.span)));
  if (host.form === 'pod') return `pod ${[`${text(host.pod.span)} of ${host.pod.set ?? 'any'}`, ...parts].join('|')}`;
  if (host.form === 'srv') return `srv ${[text(host.port.span), ...parts].join('|')}`;
  return `${host.context} ${parts.join('|')}${host.port === undefined ? '' : `:${host.port}`}`;
}

function hostsIn(text: string, key: string | undefined): readonly string[] {
  const offset = 1000;
  const texts = [{ text, offset, key }];
  const slice = ({ start, end }: Span): string => text.slice(start - offset, end - offset);
  return readHostMentions(texts, readDnsMentions(texts), new Set(['SELF'])).map((host) => {
    for (const part of [host.service, host.namespace])
      if (part !== undefined) assert.equal(slice(part.span), part.value);
    return summary(host, slice);
  });
}

const HOSTS: readonly (readonly [text: string, ...hosts: readonly string[]])[] = [
  // A Pod that is named by a variable.
  ['$(POD_NAME).nginx', 'pod $(POD_NAME) of any|nginx|'],
  ['${HOSTNAME}.nginx.prod', 'pod ${HOSTNAME} of any|nginx|prod'],
  ['rabbit@$(MY_POD_NAME).mq.$(NS).svc.cluster.local', 'pod $(MY_POD_NAME) of any|mq|'],
  ['http://$HOSTNAME.nginx.prod.svc:80/x', 'pod $HOSTNAME of any|nginx|prod'],
  ['"$(hostname -s).nginx"', 'pod $(hostname -s) of any|nginx|'],
  ['`hostname`.nginx', 'pod `hostname` of any|nginx|'],
  ['$(SELF).nginx,${SELF}.nginx', 'pod $(SELF) of any|nginx|', 'pod ${SELF} of any|nginx|'],
  ['$(WHO).nginx.prod.svc', 'pod $(WHO) of any|nginx|prod'],
  // A Pod whose ordinal is a variable, or whose Service is.
  ['web-$i.nginx', 'pod web-$i of web|nginx|'],
  ['my-web-${i}.nginx.prod', 'pod my-web-${i} of my-web|nginx|prod'],
  ['web-$((i-1)).nginx web-{0..2}.nginx', 'pod web-$((i-1)) of web|nginx|', 'pod web-{0..2} of web|nginx|'],
  ['web-%d.nginx:80', 'pod web-%d of web|nginx|'],
  ['web-0.$(SERVICE),web-1.${SERVICE}.prod', 'pod web-0 of web||', 'pod web-1 of web||'],
  // SRV names.
  ['_client._tcp.etcd', 'srv client|etcd|'],
  ['dnssrv+_http._tcp.store.prod.svc.cluster.local', 'srv http|store|prod'],
  ['_tcp._tcp.tcp.prod', 'srv tcp|tcp|prod'],
  // Services where a host is expected.
  ['http://nginx', 'url nginx|'],
  ['https://user:pw@nginx:8443/path?to=it', 'url nginx|:8443'],
  ['redis://redis.prod:6379/0', 'url redis|prod:6379'],
  ['mongodb://a:27017,b.prod,c/db', 'url a|:27017', 'url b|prod', 'url c|'],
  ['nginx:80', 'port nginx|:80'],
  ['root:pw@tcp(mysql.prod:3306)/db', 'port mysql|prod:3306'],
  ['server.1=zk:2888:3888;2181', 'port zk|:2888'],
  ['a:9092,b:9092', 'port a|:9092', 'port b|:9092'],
  ['--redis-host=redis', 'value redis|'],
  ['"DB_HOST=postgres"', 'value postgres|'],
];

const NO_HOSTS: readonly string[] = [
  'web-0.nginx',
  'http://web-0.nginx:80',
  'nginx.prod.svc.cluster.local:80',
  'http://nginx.prod.svc.cluster.local:80',
  '${VERSION}.jar',
  '${FOO}.bar',
  'app-${VERSION}.tar.gz',
  '/data/$(POD_NAME).nginx',
  '/logs/app-$i.nginx',
  '${HOSTNAME##*-}.nginx',
  'https://www.example.com/nginx:80',
  'http://10.0.0.1:80',
  'registry.example.com/nginx:1234',
  'nginx:1.29',
  'nginx: 80',
  'at 12:30',
  '--name=redis',
  'redis',
  '_client.tcp.etcd',
];

describe('hosts in a text', () => {
  for (const [text, ...hosts] of HOSTS) test(text, () => assert.deepEqual(hostsIn(text, undefined), hosts));
  for (const text of NO_HOSTS) test(`not ${text}`, () => assert.deepEqual(hostsIn(text, undefined), []));

  test('the value of a key that says that it is a host', () => {
    for (const key of ['host', 'DB_HOST', 'REDIS_SERVICE_NAME', 'kafka.endpoints', 'seed-nodes', 'MASTER']) {
      assert.deepEqual(hostsIn('redis', key), ['value redis|'], key);
    }
    assert.deepEqual(hostsIn("'redis,queue.prod'", 'PEERS'), ['value redis|', 'value queue|prod']);
    assert.deepEqual(hostsIn('a b', 'HOST'), []);
    for (const key of ['NAME', 'ghost', 'hostile', 'HOST_PATH']) assert.deepEqual(hostsIn('redis', key), [], key);
  });
});
