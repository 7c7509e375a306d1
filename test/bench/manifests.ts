/** Manifests as a chart renders them: many objects, hardly anything wrong with them. Made of numbers, so always the same. */

/** One application: a Service, a StatefulSet with probes and resources, and what usually stands around them. */
export function application(index: number): string {
  return [service(index), statefulSet(index), configMap(index), deployment(index)].join('---\n');
}

/** Rendered manifests of at least that many UTF-16 units, as one file. */
export function rendered(length: number): string {
  const parts: string[] = [];
  for (let index = 0, total = 0; total < length; index += 1) {
    const part = application(index);
    parts.push(part);
    total += part.length + 4;
  }
  return parts.join('---\n');
}

/** One file of a large workspace: some hold StatefulSets, more hold other workloads, most hold nothing for us. */
export function workspaceFile(index: number): string {
  if (index % 5 === 0) return `${service(index)}---\n${statefulSet(index)}`;
  if (index % 5 < 3) return `${deployment(index)}---\n${configMap(index)}`;
  return values(index);
}

function labels(index: number, indent: string): string {
  return ['name: app', `instance: app-${index}`, 'managed-by: chart']
    .map((label) => `${indent}app.kubernetes.io/${label}\n`)
    .join('');
}

function service(index: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: app-${index}
  labels:
${labels(index, '    ')}spec:
  clusterIP: None
  selector:
${labels(index, '    ')}  ports:
    - name: client
      port: 6379
      targetPort: client
`;
}

export function statefulSet(index: number): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: app-${index}
  labels:
${labels(index, '    ')}spec:
  serviceName: app-${index}
  replicas: 3
  podManagementPolicy: Parallel
  selector:
    matchLabels:
${labels(index, '      ')}  template:
    metadata:
      labels:
${labels(index, '        ')}    spec:
      securityContext:
        fsGroup: 1001
      terminationGracePeriodSeconds: 60
      containers:
${container(index)}          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        storageClassName: standard
        resources:
          requests:
            storage: 8Gi
`;
}

function deployment(index: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${index}
  labels:
${labels(index, '    ')}spec:
  replicas: 2
  selector:
    matchLabels:
      app: web-${index}
  template:
    metadata:
      labels:
        app: web-${index}
    spec:
      containers:
${container(index)}`;
}

function container(index: number): string {
  return `        - name: app
          image: registry.example.org/app:1.${index % 40}.0
          imagePullPolicy: IfNotPresent
          env:
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: LEVEL
              value: "info"
          ports:
            - name: client
              containerPort: 6379
          readinessProbe:
            tcpSocket:
              port: client
            periodSeconds: 5
          resources:
            requests:
              cpu: 250m
              memory: 256Mi
            limits:
              memory: 512Mi
`;
}

function configMap(index: number): string {
  const lines = Array.from(
    { length: 24 },
    (_, line) => `    option-${line} = value ${(index * 31 + line * 17) % 1000}\n`,
  );
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: app-${index}
  labels:
${labels(index, '    ')}data:
  app.conf: |
${lines.join('')}`;
}

function values(index: number): string {
  const lines = Array.from(
    { length: 110 },
    (_, line) => `  key${line}: some value of number ${(index * 7 + line * 13) % 1000}\n`,
  );
  return `global:\n${lines.join('')}`;
}
