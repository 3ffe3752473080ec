/** What a file asks for, whichever way it asks. */
import { posix } from 'node:path';
import { dotted, isNode, walk, type Source, type SourceNode } from './source.ts';

export interface Import {
  readonly from: string;
  /** A path of the repository, or a package's or Node module's name; `(computed)` where nobody can tell. */
  readonly to: string;
  readonly typesOnly: boolean;
}

export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const add = (specifier: unknown, typesOnly: boolean) => {
    const named = isNode(specifier) && specifier.type === 'Literal' && typeof specifier['value'] === 'string' ? specifier['value'] : null;
    found.push({ from: source.path, to: named === null ? '(computed)' : resolve(source.path, named), typesOnly });
  };
  walk(source.program, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (isNode(node['source'])) add(node['source'], isTypesOnly(node));
        break;
      case 'ImportExpression':
        add(node['source'], false);
        break;
      case 'TSImportType':
        add(literalOf(node['source'] ?? node['argument']), true);
        break;
      case 'TSExternalModuleReference':
        add(node['expression'], false);
        break;
      case 'CallExpression':
        if (dotted(node['callee']) === 'require') add(first(node['arguments']), false);
        break;
      case 'NewExpression': {
        // `new Worker(new URL('./worker.ts', import.meta.url))` brings code in; other URLs are files and folders.
        const [file, base] = node['arguments'] as SourceNode[];
        const code = isNode(file) && typeof file['value'] === 'string' && /\.[cm]?[jt]sx?$/.test(file['value']);
        if (dotted(node['callee']) === 'URL' && dotted(base) === 'import.meta.url' && code) add(file, false);
        break;
      }
    }
  });
  return found;
}

const first = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);
const literalOf = (node: unknown): unknown => (isNode(node) && node.type === 'TSLiteralType' ? node['literal'] : node);

function isTypesOnly(node: SourceNode): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = node['specifiers'];
  if (!Array.isArray(specifiers) || specifiers.length === 0) return false;
  return specifiers.every((one: SourceNode) => one['importKind'] === 'type' || one['exportKind'] === 'type');
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier)).replace(/\?.*$/, '');
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

export const isOurs = (to: string) => /^(?:main|preload|renderer|hardware|tests)\//.test(to);
export const isWithin = (path: string, place: string) => path === place || path.startsWith(`${place}/`);
