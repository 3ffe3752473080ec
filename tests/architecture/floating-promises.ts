/**
 * Promises that nobody waits for, as far as the text tells without types: a statement that only calls
 * an async function of ours, or ends in `.then(...)` without a word for failure. `void` says that it is meant.
 */
import { importsOf } from './imports.ts';
import { dotted, isNode, lineOf, walk, type Source, type SourceNode } from './source.ts';

export function floatingPromises(sources: readonly Source[]): string[] {
  const asyncOf = new Map(sources.map((source) => [source.path, asyncNames(source)]));
  return sources.flatMap((source) => {
    const known = new Set([...(asyncOf.get(source.path) ?? []), ...importedAsync(source, asyncOf)]);
    const complaints: string[] = [];
    walk(source.program, (node) => {
      if (node.type !== 'ExpressionStatement') return;
      const call = node['expression'];
      if (!isNode(call) || call.type !== 'CallExpression') return;
      if (known.has(dotted(call['callee']) ?? '') || isUnheardThen(call)) {
        complaints.push(`${source.path}:${lineOf(source, node)} lets a promise float`);
      }
    });
    return complaints;
  });
}

/** Functions that say `async` or `Promise<` of themselves. */
function asyncNames(source: Source): Set<string> {
  const names = new Set<string>();
  walk(source.program, (node) => {
    if (node.type === 'FunctionDeclaration' && givesPromise(node, source)) names.add(dotted(node['id']) ?? '');
    const value = node.type === 'VariableDeclarator' ? node['init'] : null;
    if (isNode(value) && /Function/.test(value.type) && givesPromise(value, source)) names.add(dotted(node['id']) ?? '');
  });
  return names;
}

function givesPromise(node: SourceNode, source: Source): boolean {
  const type = node['returnType'];
  return node['async'] === true || (isNode(type) && /^:\s*Promise</.test(source.text.slice(type.start, type.end)));
}

function* importedAsync(source: Source, asyncOf: ReadonlyMap<string, ReadonlySet<string>>): Generator<string> {
  for (const { to, typesOnly } of importsOf(source)) {
    if (!typesOnly) yield* asyncOf.get(to) ?? [];
  }
}

function isUnheardThen(call: SourceNode): boolean {
  const callee = call['callee'];
  if (!isNode(callee) || callee.type !== 'MemberExpression') return false;
  const name = dotted(callee['property']);
  const count = (call['arguments'] as unknown[]).length;
  if (name === 'then') return count < 2;
  // `finally` passes a failure on.
  return name === 'finally' && isNode(callee['object']) && callee['object'].type === 'CallExpression';
}
