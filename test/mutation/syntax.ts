import type * as ast from 'typescript/unstable/ast';
import type { API } from 'typescript/unstable/sync';

/** The compiler's own modules; they are ES modules, so whoever is compiled to CommonJS has to wait for them. */
export interface Compiler {
  readonly ast: typeof ast;
  readonly api: { readonly API: new (options: ConstructorParameters<typeof API>[0]) => API };
}

/** Loads the compiler. */
export async function loadCompiler(): Promise<Compiler> {
  const [ast, api] = await Promise.all([import('typescript/unstable/ast'), import('typescript/unstable/sync')]);
  return { ast, api };
}
