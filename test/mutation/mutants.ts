import type { Expression, Node, SourceFile } from 'typescript/unstable/ast';
import type { Mutant } from './mutant';
import type { Compiler } from './syntax';

type Syntax = Compiler['ast'];

/** A replacement of one node. */
interface Breakage {
  readonly node: Node;
  readonly replacement: string;
  readonly what: string;
}

/** What a rule says of itself and what its examples are is not what it does. */
const DESCRIPTION = new Set(['id', 'summary', 'why', 'documentation', 'bad', 'good', 'exampleSettings']);

/** Properties whose value is only read by a person. */
const WORDS = new Set(['message', 'title', 'copy']);

const SEVERITIES = ['error', 'warning', 'information', 'hint'];

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
};

/** Calls of an array's methods that a mutant leaves out or swaps. */
const METHODS: Readonly<Record<string, string | undefined>> = {
  filter: undefined,
  toSorted: undefined,
  toReversed: undefined,
  trim: undefined,
  some: 'every',
  every: 'some',
};

/** All the ways in which a file of rules is broken, in the order of its text. */
export function mutantsOf(file: string, source: SourceFile, syntax: Syntax): readonly Mutant[] {
  const found: Mutant[] = [];
  const visit = (node: Node, touches: Mutant['touches']): void => {
    if (isLeftAlone(node, syntax)) return;
    const here = touches === 'words' || isWords(node, syntax) ? 'words' : 'finding';
    for (const { node: broken, replacement, what } of breakagesOf(node, source, syntax)) {
      const start = broken.getStart(source);
      found.push({ file, start, end: broken.end, replacement, what, touches: here });
    }
    node.forEachChild((child) => {
      visit(child, here);
    });
  };
  visit(source, 'finding');
  const seen = new Set<string>();
  return found
    .filter(({ start, end, replacement }) => {
      const key = `${start} ${end} ${replacement}`;
      const isNew = source.text.slice(start, end) !== replacement && !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function isLeftAlone(node: Node, syntax: Syntax): boolean {
  if (syntax.isImportDeclaration(node) || syntax.isTypeNode(node)) return true;
  if (syntax.isInterfaceDeclaration(node) || syntax.isTypeAliasDeclaration(node)) return true;
  return syntax.isPropertyAssignment(node) && DESCRIPTION.has(node.name.getText()) && isOfRule(node, syntax);
}

/** Whether a property stands in the object that a rule is. */
function isOfRule({ parent }: Node, syntax: Syntax): boolean {
  return (
    syntax.isObjectLiteralExpression(parent) &&
    parent.properties.some((property) => /^summary\b/.test(property.getText()))
  );
}

function isWords(node: Node, syntax: Syntax): boolean {
  if (syntax.isTemplateExpression(node)) return true;
  if (syntax.isPropertyAssignment(node)) return WORDS.has(node.name.getText());
  return syntax.isFunctionDeclaration(node) && node.type?.getText() === 'string';
}

function* breakagesOf(node: Node, source: SourceFile, syntax: Syntax): Iterable<Breakage> {
  const textOf = (part: Node): string => part.getText(source);
  if (syntax.isIfStatement(node)) yield* fixed(node.expression);
  if (syntax.isConditionalExpression(node)) yield* fixed(node.condition);
  if (syntax.isBinaryExpression(node)) {
    const { left, right, operatorToken } = node;
    const operator = textOf(operatorToken);
    if (operator === '&&' || operator === '||') {
      yield { node: operatorToken, replacement: operator === '&&' ? '||' : '&&', what: 'and/or swapped' };
      yield* [left, right].map((part) => ({ node, replacement: textOf(part), what: 'one side of and/or only' }));
    } else if (operator === '??') {
      yield* [left, right].map((part) => ({ node, replacement: textOf(part), what: 'one side of ?? only' }));
    } else if (!(operator === '+' && [left, right].some((part) => isText(part, syntax)))) {
      yield* (COMPARISONS[operator] ?? []).map((other) => ({
        node: operatorToken,
        replacement: other,
        what: 'operator turned',
      }));
    }
  }
  if (syntax.isPrefixUnaryExpression(node) && node.operator === syntax.SyntaxKind.ExclamationToken)
    yield { node, replacement: textOf(node.operand), what: 'negation dropped' };
  if (syntax.isArrowFunction(node) && !syntax.isBlock(node.body)) {
    if (isCondition(node.body, syntax)) yield* fixed(node.body);
  }
  if (syntax.isReturnStatement(node) && node.expression !== undefined) yield* returned(node, node.expression, syntax);
  if (syntax.isExpressionStatement(node)) yield { node, replacement: ';', what: 'statement dropped' };
  if (syntax.isCallExpression(node) && syntax.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    const method = textOf(name);
    if (method in METHODS) {
      const other = METHODS[method];
      yield other === undefined
        ? { node, replacement: textOf(expression), what: `${method} dropped` }
        : { node: name, replacement: other, what: `${method} turned` };
    }
  }
  if (syntax.isArrayLiteralExpression(node) && node.elements.length > 0) {
    for (const [index, element] of node.elements.entries()) {
      if (syntax.isNumericLiteral(element)) continue;
      const others = node.elements.filter((_, other) => other !== index).map(textOf);
      yield {
        node,
        replacement: `[${others.join(', ')}]`,
        what: `${textOf(element).slice(0, 30)} dropped from a list`,
      };
    }
  }
  if (syntax.isNumericLiteral(node)) yield { node, replacement: String(Number(node.text) + 1), what: 'number raised' };
  if (syntax.isStringLiteral(node) && SEVERITIES.includes(node.text)) {
    const other = node.text === 'hint' ? 'warning' : 'hint';
    yield { node, replacement: `'${other}'`, what: 'severity changed' };
  }
  if (syntax.isPropertyAssignment(node) || syntax.isShorthandPropertyAssignment(node)) {
    const name = textOf(node.name);
    if (name === 'span') yield { node, replacement: 'span: { start: 0, end: 1 }', what: 'span changed' };
    if (name === 'fixes' || name === 'related') yield { node, replacement: `${name}: []`, what: `no ${name}` };
    if (name === 'safe' || name === 'schema') yield { node, replacement: '', what: `no ${name}` };
  }
}

function fixed(node: Node): readonly Breakage[] {
  return ['true', 'false'].map((replacement) => ({ node, replacement, what: `condition always ${replacement}` }));
}

/** What a function returns instead: for a condition both answers, for a list none, else nothing where it can. */
function returned(statement: Node, expression: Expression, syntax: Syntax): readonly Breakage[] {
  if (isCondition(expression, syntax)) return fixed(expression);
  const type = typeOfFunction(statement, syntax);
  if (type === 'boolean') return fixed(expression);
  if (type === undefined) return [];
  if (type.endsWith('[]') || type.startsWith('Iterable'))
    return [{ node: expression, replacement: '[]', what: 'nothing returned' }];
  if (type.includes('undefined')) return [{ node: expression, replacement: 'undefined', what: 'nothing returned' }];
  return [];
}

function typeOfFunction(node: Node, syntax: Syntax): string | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (syntax.isFunctionDeclaration(at) || syntax.isArrowFunction(at) || syntax.isMethodDeclaration(at))
      return at.type?.getText();
  }
  return undefined;
}

function isCondition(node: Node, syntax: Syntax): boolean {
  if (syntax.isParenthesizedExpression(node)) return isCondition(node.expression, syntax);
  if (syntax.isPrefixUnaryExpression(node)) return node.operator === syntax.SyntaxKind.ExclamationToken;
  if (syntax.isBinaryExpression(node))
    return ['===', '!==', '<', '<=', '>', '>=', '&&', '||'].includes(node.operatorToken.getText());
  return (
    syntax.isCallExpression(node) &&
    /(^|\.)(is|has|includes|test|some|every|startsWith|endsWith|matches|covers)[A-Z]?\w*$/.test(
      node.expression.getText(),
    )
  );
}

function isText(node: Node, syntax: Syntax): boolean {
  return syntax.isStringLiteral(node) || syntax.isTemplateExpression(node);
}
