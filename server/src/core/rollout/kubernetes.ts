/** What a view of a rollout needs from the room below: which version behaves how, and the names of what it shows. */

export { claimName, parsePodName, podDnsName, podName } from '../kubernetes/identity';
export type { Features } from '../kubernetes/versions';
export { featuresOf } from '../kubernetes/versions';
