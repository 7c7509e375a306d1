import type { ClientOptions } from './client';
import { ROOT, TestClient } from './client';
import { MemoryDisk } from './memory-disk';

/** What a process gives the server: see `Host`. */
export const immediate = (run: () => void): void => void setImmediate(run);

/** Runs a test with a server over files in memory, and stops the server whatever comes. */
export async function withServer(
  files: Readonly<Record<string, string | Uint8Array>>,
  run: (client: TestClient, disk: MemoryDisk) => Promise<void>,
  options: Partial<ClientOptions> & { readonly unreadable?: readonly string[] } = {},
): Promise<void> {
  const disk = new MemoryDisk(files, `${ROOT}/`);
  for (const uri of options.unreadable ?? []) disk.unreadable.add(uri);
  const client = await TestClient.start({ host: { disk, immediate }, ...options });
  try {
    await run(client, disk);
  } finally {
    await client.stop();
  }
}

/** A StatefulSet with nothing wrong in itself. */
export const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: nginx
  replicas: 3
  selector: { matchLabels: { app: nginx } }
  template:
    metadata: { labels: { app: nginx } }
    spec: { containers: [{ name: nginx, image: "nginx:1.29" }] }
`;

/** Its governing Service. */
export const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: nginx
spec:
  clusterIP: None
  selector: { app: nginx }
  ports: [{ port: 80, name: web }]
`;

/** The same, but not headless. */
export const CLUSTER_IP_SERVICE = SERVICE.replace('  clusterIP: None\n', '');
