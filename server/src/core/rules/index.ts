import type { Rule } from './rule';

/** Every rule, in the order of the documentation. To add one, write its file and name it here. */
export const RULES: readonly Rule[] = [];
