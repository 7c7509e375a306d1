import type { Service } from '../../kubernetes/service';
import { serviceType } from '../../kubernetes/service';

/**
 * Whether `clusterIP: None` was there and nothing stands in its place: the API server then keeps None on a Service that
 * exists (`patchAllocatedValues`).
 */
export function dropsHeadless(committed: Service, service: Service): boolean {
  const left = serviceType(committed) === 'headless' && serviceType(service) === 'cluster-ip';
  return left && (service.clusterIP?.value ?? '') === '';
}
