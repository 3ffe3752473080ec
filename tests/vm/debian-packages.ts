/**
 * Packages of this Debian, unpacked into a folder of ours: nothing is installed, nobody has to be root.
 * apt checks signatures and hashes as always.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, ok } from '../../hardware/result.ts';
import type { Result } from '../../hardware/result.ts';

export type PackageFailure = { readonly kind: 'no-apt' | 'unknown-package' | 'not-downloaded' | 'not-unpacked'; readonly detail: string };

export interface PackageWish {
  /** These themselves, whatever is installed. */
  readonly only: readonly string[];
  /** These, with whatever of their dependencies is not installed. */
  readonly whole: readonly string[];
}

export interface UnpackedPackages {
  readonly folder: string;
  readonly names: readonly string[];
  readonly downloaded: boolean;
}

const environment = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };

function run(command: string, args: readonly string[], cwd?: string) {
  const child = spawnSync(command, args, { cwd, env: environment, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { ok: child.status === 0, out: child.stdout ?? '', error: (child.stderr ?? '').trim().split('\n').at(-1) ?? '' };
}

/** The package with the kernel itself behind a name like `linux-image-amd64`; null where apt knows none. */
export function kernelPackage(meta: string): string | null {
  const { out } = run('apt-cache', ['depends', meta]);
  return /^ +Depends: (linux-image-\d\S+)$/m.exec(out)?.[1] ?? null;
}

/** Lists that are too old or not there at all; only root may fetch them. */
export function refreshLists(): boolean {
  return process.getuid?.() === 0 && run('apt-get', ['update', '-qq']).ok;
}

export function unpackPackages({ only, whole }: PackageWish, cache: string): Result<UnpackedPackages, PackageFailure> {
  const planned = run('apt-get', ['install', '--simulate', '--no-install-recommends', ...whole]);
  if (!planned.ok) return failed({ kind: 'unknown-package', detail: planned.error });
  const missing = [...planned.out.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
  const uris = run('apt-get', ['download', '--print-uris', ...new Set([...only, ...missing])]);
  if (!uris.ok) return failed({ kind: 'unknown-package', detail: uris.error });
  // 'http://…' name_version_arch.deb size SHA256:…
  const names = [...uris.out.matchAll(/^'\S+' (\S+\.deb) /gm)].map((match) => match[1] ?? '').sort();

  const folder = join(cache, 'packages');
  const stamp = join(cache, 'packages.txt');
  const state = names.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return ok({ folder, names, downloaded: false });

  const debs = join(cache, 'debs');
  const fresh = join(cache, 'packages.new');
  for (const old of [debs, fresh, folder, stamp]) rmSync(old, { recursive: true, force: true });
  mkdirSync(debs, { recursive: true });
  mkdirSync(fresh, { recursive: true });
  // apt's own unprivileged user may not write here; as root it then fetches itself and says so.
  const fetched = run('apt-get', ['download', '-qq', ...new Set([...only, ...missing])], debs);
  if (!fetched.ok) return failed({ kind: 'not-downloaded', detail: fetched.error });
  for (const deb of readdirSync(debs)) {
    const unpacked = run('dpkg-deb', ['--extract', join(debs, deb), fresh]);
    if (!unpacked.ok) return failed({ kind: 'not-unpacked', detail: `${deb}: ${unpacked.error}` });
  }
  rmSync(debs, { recursive: true });
  renameSync(fresh, folder);
  writeFileSync(stamp, state);
  return ok({ folder, names, downloaded: true });
}
