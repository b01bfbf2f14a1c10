// Makes the values of a bundle late: what stands in a variable at its outermost level is computed when somebody first asks for it.
// A run needs few of the tables and rules that the command knows; computing them all takes a third of a short run.
import ts from 'typescript';

/**
 * Rewrites a bundle of esbuild's that is one scope without renamed identifiers: `var x = …;` becomes `var x; function x$late() { return
 * x = …; }`, and each `x` a `(x ?? x$late())`. Values that are computed from the clock, the system or a mutable variable have to stay out
 * of such initialisers, since nobody knows when that will be.
 */
export function makeLate(text) {
  const source = ts.createSourceFile('bundle.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const late = declarationsIn(source);
  const references = referencesTo(late, source);
  leaveOutEager(late, references, source);
  const edits = [];
  for (const [name, { initializer, end }] of late) {
    edits.push({ at: end, until: initializer.getStart(source), text: `; function ${name}$late() { return ${name} = ` });
    edits.push({ at: initializer.end, until: initializer.end, text: '; }' });
  }
  for (const { name, node, isShorthand } of references)
    if (late.has(name)) {
      const asked = `(${name} ?? ${name}$late())`;
      edits.push({ at: node.getStart(source), until: node.end, text: isShorthand ? `${name}: ${asked}` : asked });
    }
  return edited(text, edits);
}

/** By name, the variables whose value is made by more than a glance and is never `null` or `undefined`. */
function declarationsIn(source) {
  const found = new Map();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) continue;
    const [{ name, initializer }] = statement.declarationList.declarations;
    if (initializer && ts.isIdentifier(name) && isLate(initializer)) found.set(name.text, { initializer, end: name.end });
  }
  return found;
}

function isLate(node) {
  if (ts.isParenthesizedExpression(node)) return isLate(node.expression);
  if (ts.isObjectLiteralExpression(node)) return node.properties.length > 0;
  if (ts.isArrayLiteralExpression(node)) return node.elements.length > 0;
  if (ts.isNewExpression(node)) return (node.arguments ?? []).length > 0;
  if (!ts.isCallExpression(node)) return false;
  // esbuild's own begin with underscores.
  const { expression } = node;
  return !(ts.isIdentifier(expression) && (expression.text === 'require' || expression.text.startsWith('__')));
}

/** Every place where one of the names is read. A name that is assigned to, or that means something else anywhere, is taken out of them. */
function referencesTo(late, source) {
  const references = [];
  const visit = (node) => {
    if (ts.isIdentifier(node) && late.has(node.text)) {
      const use = useOf(node);
      if (use === 'read' || use === 'shorthand') references.push({ name: node.text, node, isShorthand: use === 'shorthand' });
      else if (use === 'other') late.delete(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return references;
}

function useOf(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return 'none';
  if ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isAccessor(parent)) && parent.name === node) return 'none';
  if (ts.isPropertyDeclaration(parent) && parent.name === node) return 'none';
  if (ts.isBindingElement(parent) && parent.propertyName === node) return 'none';
  if (ts.isShorthandPropertyAssignment(parent)) return parent.parent.parent && isTarget(parent.parent) ? 'other' : 'shorthand';
  if (ts.isVariableDeclaration(parent) && parent.name === node)
    return parent.parent.parent.parent === node.getSourceFile() ? 'none' : 'other';
  const isName = (ts.isDeclarationStatement?.(parent) ?? false) || (parent.name === node && !ts.isPropertyAssignment(parent));
  if (isName || isTarget(node)) return 'other';
  return 'read';
}

function isTarget(node) {
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return (
      parent.left === node &&
      parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    );
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  if ((ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === node) return true;
  return (ts.isArrayLiteralExpression(parent) || ts.isPropertyAssignment(parent) || ts.isSpreadElement(parent)) && isTarget(parent);
}

/** What is asked for while the bundle is evaluated gains nothing. */
function leaveOutEager(late, references, source) {
  const byOwner = new Map();
  const eager = [];
  for (const reference of references) {
    const owner = ownerOf(reference.node, source);
    if (owner === 'function') continue;
    if (owner !== undefined && late.has(owner)) byOwner.set(owner, [...(byOwner.get(owner) ?? []), reference.name]);
    else eager.push(reference.name);
  }
  for (let name = eager.pop(); name !== undefined; name = eager.pop()) {
    if (!late.delete(name)) continue;
    eager.push(...(byOwner.get(name) ?? []));
  }
}

/** What decides when a reference is evaluated: a function, or the outermost variable in whose value it stands. */
function ownerOf(node, source) {
  let at = node;
  for (; at.parent && at.parent !== source; at = at.parent) if (ts.isFunctionLike(at)) return 'function';
  if (ts.isFunctionLike(at)) return 'function';
  return ts.isVariableStatement(at) ? at.declarationList.declarations[0].name.text : undefined;
}

function edited(text, edits) {
  edits.sort((a, b) => a.at - b.at || a.until - b.until);
  let result = '';
  let done = 0;
  for (const { at, until, text: written } of edits) {
    if (at < done) throw new Error(`two edits at ${at}`);
    result += text.slice(done, at) + written;
    done = until;
  }
  return result + text.slice(done);
}
