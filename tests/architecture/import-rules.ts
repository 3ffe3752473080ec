/** The complaints that `house.ts` leads to. */
import { hasTimeAndChance, house, knownOnlyTo, nativeModules, touchesTheMachine } from './house.ts';
import { importsOf, isOurs, isWithin, type Import } from './imports.ts';
import { dotted, lineOf, walk, type Source } from './source.ts';

/** `@fontsource` in the table stands for `@fontsource/inter`. */
const matches = (to: string, allowed: readonly string[]) => allowed.some((place) => isWithin(to, place));

export function forbiddenImports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => importsOf(source).flatMap((one) => complaint(one) ?? []));
}

function complaint({ from, to, typesOnly }: Import): string | null {
  const row = house.find(({ place }) => isWithin(from, place));
  if (row === undefined) return `${from} stands in no row of the table`;
  if (to.startsWith('node:') || (nativeModules as readonly string[]).includes(to) || to === '(computed)') {
    const free = typesOnly || matches(from, touchesTheMachine) || (to === 'electron' && from === 'preload/electron-preload.ts');
    return free ? null : `${from} touches the machine: ${to}`;
  }
  const hidden = Object.entries(knownOnlyTo).find(([place]) => isWithin(to, place));
  if (hidden !== undefined && !matches(from, hidden[1])) return `${from} imports ${to}, which only ${hidden[1].join(', ')} may`;
  if (matches(to, row.values)) return null;
  // Types of a package cost nothing and cannot run.
  if (typesOnly && (matches(to, row.types) || !isOurs(to))) return null;
  return `${from} imports ${to}${typesOnly ? ' (types)' : ''}`;
}

/** Imports that lead back to where they began, those of types as well: two files that need each other are one file. */
export function circles(sources: readonly Source[]): string[] {
  const next = new Map(sources.map((source) => [source.path, importsOf(source).map((one) => one.to)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path].join(' > '));
    if (at >= 0 || done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}

const timeAndChance = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'performance.timeOrigin',
  'process.hrtime',
  'process.hrtime.bigint',
  'process.uptime',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'globalThis.crypto',
]);
const timers = new Set(['setTimeout', 'setInterval']);
const drawn = new Set(['randomBytes', 'randomUUID', 'randomInt', 'randomFillSync', 'webcrypto']);

/** The clock, timers and randomness in files that should have been passed them. */
export function timeAndChanceIn(source: Source): string[] {
  if (matches(source.path, hasTimeAndChance)) return [];
  const found: string[] = [];
  walk(source.program, (node) => {
    const name = dotted(node) ?? '';
    const say = (what: string) => found.push(`${source.path}:${lineOf(source, node)} reaches for ${what}`);
    if (node.type === 'MemberExpression' && timeAndChance.has(name.replace(/^globalThis\./, ''))) say(name);
    if (node.type === 'CallExpression') {
      const called = dotted(node['callee'])?.replace(/^globalThis\./, '') ?? '';
      if (timers.has(called) || called === 'Date') say(called);
    }
    if (node.type === 'NewExpression' && dotted(node['callee']) === 'Date' && (node['arguments'] as unknown[]).length === 0) say('new Date()');
    if (node.type === 'ImportSpecifier' && drawn.has(dotted(node['imported']) ?? '')) say(dotted(node['imported']) ?? '');
  });
  return found;
}
