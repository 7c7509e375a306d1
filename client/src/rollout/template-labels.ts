import type { StatefulSetInput } from '../../../server/src/core/rollout/spec';

/**
 * Letters for Pod templates, in the order in which a run met them: `A` is what it began with. The server names templates
 * by their content, which nobody wants to read.
 */
export type TemplateLabels = readonly { readonly content: string; readonly label: string }[];

/** The labels with one for the template of `input`: its own where it has one, else the first letter that is free. */
export function extendLabels(
  labels: TemplateLabels,
  input: StatefulSetInput,
  used: readonly string[] = [],
): TemplateLabels {
  const content = contentOf(input);
  if (labels.some((each) => each.content === content)) return labels;
  const taken = new Set([...used, ...labels.map((each) => each.label)]);
  let index = 0;
  while (taken.has(letters(index))) index += 1;
  return [...labels, { content, label: letters(index) }];
}

/** The set under the label of its template. Labels without one for it leave it as it is. */
export function labelled(input: StatefulSetInput, labels: TemplateLabels): StatefulSetInput {
  const label = labels.find((each) => each.content === contentOf(input))?.label;
  return label === undefined ? input : { ...input, spec: { ...input.spec, template: label } };
}

function contentOf({ spec }: StatefulSetInput): string {
  return spec.template ?? '';
}

/** `A` to `Z`, then `AA`, `AB`, as spreadsheets count. */
function letters(index: number): string {
  const last = String.fromCodePoint('A'.charCodeAt(0) + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}
