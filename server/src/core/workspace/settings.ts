import { DEFAULT_CLUSTER_DOMAIN } from '../kubernetes/identity';

/** What a person sets about the cluster that the manifests are for. */
export interface ClusterSettings {
  readonly clusterDomain: string;
  /** The namespace of objects that name none. */
  readonly defaultNamespace: string;
}

export const DEFAULT_CLUSTER_SETTINGS: ClusterSettings = {
  clusterDomain: DEFAULT_CLUSTER_DOMAIN,
  defaultNamespace: 'default',
};
