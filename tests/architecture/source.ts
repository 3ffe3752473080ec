/** Our own source files, parsed. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Source {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly program: SourceNode;
  readonly comments: readonly string[];
}

const neverOurs = new Set(['node_modules', 'out', '.git']);

/** Every file below a folder of the repository, whatever it is. */
export function filesBelow(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    if (neverOurs.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

export function textOf(path: string): string {
  return readFileSync(`${root}/${path}`, 'utf8');
}

export function parse(path: string, text: string): Source {
  const parsed = parseSync(path, text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' });
  if (parsed.errors.length > 0) throw new SyntaxError(`${path}: ${parsed.errors[0]?.message ?? ''}`);
  return {
    path,
    text,
    program: parsed.program as unknown as SourceNode,
    comments: parsed.comments.map((comment) => comment.value),
  };
}

const isCode = (path: string) => /\.(?:ts|tsx|mjs|cjs|js|mts|cts)$/.test(path);

export function sourcesBelow(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    filesBelow(folder)
      .filter(isCode)
      .map((path) => parse(path, textOf(path))),
  );
}

export const productFolders = ['main', 'preload', 'renderer', 'hardware'] as const;

let read: readonly Source[] | null = null;
/** All of the product, read once. */
export function productSources(): readonly Source[] {
  read ??= sourcesBelow(...productFolders);
  return read;
}

/** Calls back for every node, with the nodes around it, outermost first. */
export function walk(node: unknown, visit: (node: SourceNode, around: readonly SourceNode[]) => void, around: readonly SourceNode[] = []): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, visit, around);
    return;
  }
  if (!isNode(node)) return;
  visit(node, around);
  const inside = [...around, node];
  for (const [field, child] of Object.entries(node)) {
    if (field !== 'type' && typeof child === 'object') walk(child, visit, inside);
  }
}

export function isNode(thing: unknown): thing is SourceNode {
  return typeof thing === 'object' && thing !== null && 'type' in thing && typeof thing.type === 'string';
}

/** `a.b` as "a.b", `a` as "a"; null for anything computed. */
export function dotted(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type === 'MetaProperty') return 'import.meta';
  if (node.type !== 'MemberExpression' || node['computed'] === true) return null;
  const object = dotted(node['object']);
  return object === null ? null : `${object}.${String((node['property'] as SourceNode)['name'])}`;
}

export function lineOf(source: Source, node: SourceNode): number {
  return source.text.slice(0, node.start).split('\n').length;
}
