/** Which modules a kernel needs for what we ask of it, in the order in which they can be loaded. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface KernelModule {
  /** As `lsmod` says it: with underscores. */
  readonly name: string;
  readonly file: string;
}

/** `uhid.ko`, `uhid.ko.xz` and `uhid.ko.zst` are the same module. */
export function moduleName(file: string): string {
  return basename(file).replace(/\.ko(\.\w+)?$/, '').replaceAll('-', '_');
}

/** Every module under `/lib/modules/VERSION`, by name. */
export function listModules(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && /\.ko(\.\w+)?$/.test(entry.name))
      .map((entry) => [moduleName(entry.name), join(entry.parentPath, entry.name)]),
  );
}

/** The names in the `depends=` line of a module's `.modinfo` section. */
export function dependenciesOf(module: Uint8Array): readonly string[] {
  const bytes = Buffer.from(module.buffer, module.byteOffset, module.byteLength);
  const mark = '\0depends=';
  const at = bytes.indexOf(mark, 0, 'latin1');
  if (at < 0) return [];
  const from = at + mark.length;
  const names = bytes.toString('latin1', from, bytes.indexOf(0, from));
  return names === '' ? [] : names.split(',').map((name) => name.replaceAll('-', '_'));
}

/** What each module needs comes before it. A name that is no module is built into the kernel, or missing. */
export function loadOrder(wanted: readonly string[], dependencies: (name: string) => readonly string[] | null): readonly string[] {
  const order: string[] = [];
  const visit = (name: string): void => {
    const needs = order.includes(name) ? null : dependencies(name);
    if (needs === null) return;
    for (const need of needs) visit(need);
    if (!order.includes(name)) order.push(name);
  };
  for (const name of wanted) visit(name);
  return order;
}

/** Names that `modules.builtin` lists. */
export function builtInModules(folder: string): ReadonlySet<string> {
  return new Set(readFileSync(join(folder, 'modules.builtin'), 'utf8').split('\n').filter(Boolean).map(moduleName));
}
