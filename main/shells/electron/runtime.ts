import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Electron program of this clone, or null where only the package is here: npm brings the package,
 * its program is fetched apart and may be forbidden. Never fetches anything itself.
 * `override` is `ELECTRON_OVERRIDE_DIST_PATH`, as Electron's own starter reads it.
 */
export function electronRuntime(root: string, override: string | undefined): string | null {
  const electron = join(root, 'node_modules', 'electron');
  const pathFile = join(electron, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const program = join(override ?? join(electron, 'dist'), name);
  return existsSync(program) ? program : null;
}
