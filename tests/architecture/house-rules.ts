/** House rules that a linter does not know. Each takes sources and gives complaints. */
import { catalogue } from '../../main/audit/catalogue.ts';
import { importsOf, isWithin } from './imports.ts';
import { dotted, isNode, lineOf, walk, type Source, type SourceNode } from './source.ts';

const at = (source: Source, node: SourceNode) => `${source.path}:${lineOf(source, node)}`;

/** Configuration that a tool reads as a default export. */
const mayDefault = ['electron.vite.config.ts', 'renderer/vite.ts', 'tests/vitest.config.ts', 'tests/playwright.config.ts', 'tests/e2e/gallery/playwright.config.ts', 'tests/electron/playwright.config.ts'];

export function defaultExports(source: Source): string[] {
  if (mayDefault.includes(source.path)) return [];
  return found(source, (node) => node.type === 'ExportDefaultDeclaration', 'has a default export');
}

export function consoleUse(source: Source): string[] {
  if (['main/cli', 'main/setup'].some((place) => isWithin(source.path, place))) return [];
  return found(source, (node) => node.type === 'MemberExpression' && /^(?:globalThis\.)?console\./.test(dotted(node) ?? ''), 'writes to the console');
}

export function untyped(source: Source): string[] {
  const suppressed = source.comments
    .filter((comment) => /@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable/.test(comment))
    .map(() => `${source.path} switches a check off`);
  return [...found(source, (node) => node.type === 'TSAnyKeyword', 'says any'), ...suppressed];
}

const actionMakers = new Set(['assign', 'raise', 'sendTo', 'sendParent', 'cancel', 'stopChild', 'spawnChild', 'emit', 'log', 'enqueueActions']);

/**
 * `assign(...)` makes an action; called while an action runs, it changes nothing and nobody is told.
 * So these are called only where the chart is written, or supplied by name under `actions`.
 */
export function actionsMadeInFunctions(source: Source): string[] {
  if (!importsOf(source).some((one) => one.to === 'xstate')) return [];
  const made = new Set<string>();
  walk(source.program, (node) => {
    if (node.type !== 'ImportSpecifier') return;
    if (actionMakers.has(dotted(node['imported']) ?? '')) made.add(dotted(node['local']) ?? '');
  });
  const complaints: string[] = [];
  walk(source.program, (node, around) => {
    if (node.type !== 'CallExpression' || !made.has(dotted(node['callee']) ?? '')) return;
    const inFunction = around.findLastIndex((one) => /Function/.test(one.type));
    const supplied = around.slice(inFunction + 1).some((one) => one.type === 'Property' && dotted(one['key']) === 'actions');
    if (inFunction >= 0 && !supplied) complaints.push(`${at(source, node)} makes an action inside a function, where it does nothing`);
  });
  return complaints;
}

/** Events of the catalogue that no code outside `main/audit` writes. */
export function eventsNeverWritten(sources: readonly Source[]): string[] {
  const written = new Set<unknown>();
  for (const source of sources) {
    if (isWithin(source.path, 'main/audit') || !isWithin(source.path, 'main')) continue;
    walk(source.program, (node) => {
      if (node.type !== 'Property' || dotted(node['key']) !== 'event') return;
      walk(node['value'], (value) => value.type === 'Literal' && written.add(value['value']));
    });
  }
  return Object.keys(catalogue).filter((event) => !written.has(event));
}

export const longestFile = 400;

export function tooLong(path: string, text: string): string[] {
  const lines = text.split('\n').length - 1;
  return lines > longestFile ? [`${path} has ${lines} lines`] : [];
}

const vague = /(?:^|[/-])(?:utils?|common|misc|managers?|helpers?\d+|stuff|shared|lib)(?:[.-]|\/|$)/i;
/** Names that a tool or a convention gives. */
const givenNames = /^(?:README\.md|[a-z0-9-]+\.config\.ts|LICENSE(?:-WORDS)?)$/;

export function badName(path: string): string[] {
  if (vague.test(path)) return [`${path} does not say what it is`];
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  if (folders.some((folder) => !kebab.test(folder))) return [`${path} is not in a kebab-case folder`];
  if (givenNames.test(file)) return [];
  const [stem = '', ...ends] = file.split('.');
  if (!ends.every((end) => /^[a-z0-9]+$/.test(end))) return [`${path} has an odd ending`];
  const isPartial = /^_[a-z0-9-]+\.scss$/.test(file);
  const isComponent = file.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(stem);
  return isComponent || isPartial || kebab.test(stem) ? [] : [`${path} is not kebab-case`];
}

function found(source: Source, is: (node: SourceNode) => boolean, what: string): string[] {
  const complaints: string[] = [];
  walk(source.program, (node) => {
    if (isNode(node) && is(node)) complaints.push(`${at(source, node)} ${what}`);
  });
  return complaints;
}
