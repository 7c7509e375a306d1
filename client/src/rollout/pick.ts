import type { QuickPickItem } from 'vscode';
import { Uri, window, workspace } from 'vscode';
import type { StatefulSetSummary } from '../../../server/src/core/protocol';
import type { Scenario } from '../../../server/src/core/rollout/scenarios';
import { SCENARIOS } from '../../../server/src/core/rollout/scenarios';
import type { SetFields } from '../../../server/src/core/rollout/spec';
import { MAX_REPLICAS } from '../../../server/src/core/rollout/step';
import type { PodFault } from './faults';
import { POD_FAULTS } from './faults';

type Choice<T> = QuickPickItem & { readonly value: T };

/** Has the person choose one of the sets; the only one is not asked about. */
export async function pickSet(summaries: readonly StatefulSetSummary[]): Promise<StatefulSetSummary | undefined> {
  if (summaries.length < 2) return summaries[0];
  const items = summaries.map((value): Choice<StatefulSetSummary> => ({
    label: value.name,
    description: value.namespace,
    detail: workspace.asRelativePath(Uri.parse(value.location.uri)),
    value,
  }));
  return (await window.showQuickPick(items, { title: 'Simulate Rollout', placeHolder: 'Choose a StatefulSet' }))?.value;
}

/** Has the person choose a scenario. */
export async function pickScenario(name: string): Promise<Scenario | undefined> {
  const items = SCENARIOS.map((value): Choice<Scenario> => ({ label: value.title, detail: value.summary, value }));
  const options = { title: `Simulate Rollout of ${name}`, placeHolder: 'Choose a scenario', matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.value;
}

/** Has the person say how many replicas to scale to; undefined where they would rather not. */
export async function askReplicas(name: string, spec: SetFields): Promise<number | undefined> {
  const answer = await window.showInputBox({
    title: `Scale ${name}`,
    prompt: 'Replicas to scale to, before it is scaled back',
    value: String((spec.replicas ?? 1) + 2),
    validateInput: (text) => (isReplicas(text) ? undefined : `A whole number from 0 to ${MAX_REPLICAS}.`),
  });
  return answer === undefined ? undefined : Number(answer);
}

/** Has the person choose a Pod by name. */
export async function pickPod(names: readonly string[]): Promise<string | undefined> {
  if (names.length < 2) return names[0];
  return await window.showQuickPick(names, { title: 'Inject a Fault', placeHolder: 'Choose a Pod' });
}

/** Has the person choose what is to happen to a Pod. */
export async function pickFault(pod: string): Promise<PodFault | undefined> {
  const items = POD_FAULTS.map((value): Choice<PodFault> => ({ label: value.title, detail: value.detail, value }));
  return (await window.showQuickPick(items, { title: `Inject a Fault into ${pod}`, matchOnDetail: true }))?.value;
}

/** Has the person choose how fast a run is played; `present` is the speed now. */
export async function pickSpeed(present: number): Promise<number | undefined> {
  const items = [0.5, 1, 2, 4].map((value): Choice<number> => ({
    label: `${value} ×`,
    ...(value === present ? { description: 'now' } : {}),
    value,
  }));
  return (await window.showQuickPick(items, { title: 'Speed of the Rollout' }))?.value;
}

function isReplicas(text: string): boolean {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) <= MAX_REPLICAS;
}
