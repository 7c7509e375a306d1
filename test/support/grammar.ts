import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar } from 'vscode-textmate';
import type { IGrammar, IRawGrammar } from 'vscode-textmate';
import type { FixtureFile, MarkSpan } from './fixture';
import { repositoryRoot } from './paths';

/** A piece of text and the scopes it is given, the innermost last. */
export interface ScopedSpan extends MarkSpan {
  readonly scopes: readonly string[];
}

/** A YAML grammar to inject into: its files, the first with the scope `source.yaml`. */
export interface HostGrammar {
  readonly name: string;
  readonly paths: readonly string[];
}

const syntaxes = join(repositoryRoot, 'syntaxes');
let onigurumaLoaded: Promise<void> | undefined;

/**
 * Loads a host, with our injections or (`injected` false) as it is without them. Another `root` than `source.yaml` is
 * a language that includes YAML.
 */
export async function loadGrammar(host: HostGrammar, injected: boolean, root = 'source.yaml'): Promise<IGrammar> {
  onigurumaLoaded ??= loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  await onigurumaLoaded;
  const injections = injected ? readdirSync(syntaxes).map((file) => readGrammar(join(syntaxes, file))) : [];
  const including = parseRawGrammar(
    JSON.stringify({ scopeName: root, patterns: [{ include: 'source.yaml' }] }),
    '.json',
  );
  const grammars = [...host.paths.map(readGrammar), ...injections, including];
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scopeName) => Promise.resolve(grammars.find((grammar) => grammar.scopeName === scopeName)),
    getInjections: (scopeName) => (scopeName === root ? injections.map((grammar) => grammar.scopeName) : undefined),
  });
  const grammar = await registry.loadGrammar(root);
  if (grammar === null) throw new Error(`${host.name}: no grammar for ${root}`);
  return grammar;
}

/** Tokenises a text as an editor does, line by line. */
export function tokenize(grammar: IGrammar, text: string): readonly ScopedSpan[] {
  const spans: ScopedSpan[] = [];
  let state = INITIAL;
  let offset = 0;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    for (const token of result.tokens) {
      const end = Math.min(token.endIndex, line.length);
      if (token.startIndex < end)
        spans.push({ start: offset + token.startIndex, end: offset + end, scopes: token.scopes });
    }
    state = result.ruleStack;
    offset += line.length + 1;
  }
  return spans;
}

/** What our grammars add to a text, as marks would say it: `12..17 variable.other.pod.kubernetes`. Separators left out. */
export function kubernetesScopes(spans: readonly ScopedSpan[]): readonly string[] {
  return spans.flatMap(({ start, end, scopes }) => {
    const scope = scopes.findLast(isOurs);
    return scope === undefined || scope.startsWith('punctuation.') || scope.startsWith('meta.')
      ? []
      : [`${start}..${end} ${scope}`];
  });
}

/** The same in the words of a fixture's marks. */
export function expectedScopes(file: FixtureFile): readonly string[] {
  return file.marks.map(({ span, text }) => `${span.start}..${span.end} ${text}`);
}

/** What is left of the host's own scopes, pieces of one scope joined: equal with and without injections. */
export function hostScopes(text: string, spans: readonly ScopedSpan[]): readonly string[] {
  const pieces: { text: string; scopes: string }[] = [];
  for (const span of spans) {
    const scopes = span.scopes.filter((scope) => !isOurs(scope)).join(' ');
    const piece = text.slice(span.start, span.end);
    const last = pieces.at(-1);
    if (last?.scopes === scopes) last.text += piece;
    else pieces.push({ text: piece, scopes });
  }
  return pieces.map((piece) => `${piece.text} | ${piece.scopes}`);
}

function isOurs(scope: string): boolean {
  return scope.endsWith('.kubernetes');
}

function readGrammar(path: string): IRawGrammar {
  return parseRawGrammar(readFileSync(path, 'utf8'), path);
}
