import { DEFAULT_CLUSTER_DOMAIN } from '../kubernetes/identity';
import { NEWEST_VERSION } from '../kubernetes/versions';

/** What a person sets about the cluster that the manifests are for. */
export interface ClusterSettings {
  readonly clusterDomain: string;
  /** The namespace of objects that name none. */
  readonly defaultNamespace: string;
  /** The release whose API server and controller the manifests meet: `1.35` or `1.35.2`. */
  readonly kubernetesVersion: string;
}

export const DEFAULT_CLUSTER_SETTINGS: ClusterSettings = {
  clusterDomain: DEFAULT_CLUSTER_DOMAIN,
  defaultNamespace: 'default',
  kubernetesVersion: NEWEST_VERSION,
};
