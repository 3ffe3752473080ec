/** The shared libraries that programs need, with the loader: where they are here, and where they are looked for. */
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SharedLibrary {
  /** The name that is asked for: a path of its own for the loader. */
  readonly path: string;
  readonly file: string;
}

/** Debian's folder of libraries, whatever this machine's architecture. */
export const libraryFolder = 'usr/lib/x86_64-linux-gnu';

/** Null names what is missing. `folders` are searched before the system's. */
export function librariesOf(programs: readonly string[], folders: readonly string[]): ReadonlyMap<string, SharedLibrary | null> {
  const found = new Map<string, SharedLibrary | null>();
  for (const program of programs) {
    const path = [...folders, dirname(program)].join(':');
    const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: path } });
    for (const line of stdout.split('\n')) {
      const [, name = '', where = ''] = /^\s+(\S+) => (.+?)(?: \(0x[0-9a-f]+\))?$/.exec(line) ?? [];
      const [, loader] = /^\s+(\/\S+) \(0x/.exec(line) ?? [];
      if (loader !== undefined) found.set(loader, { path: loader.slice(1), file: realpathSync(loader) });
      else if (where === 'not found') found.set(name, null);
      else if (name !== '') found.set(name, { path: `${libraryFolder}/${name}`, file: realpathSync(where) });
    }
  }
  return found;
}
