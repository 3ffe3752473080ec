import { constants } from 'node:fs';
import { open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { failed, ok, type Result } from '../../hardware/result.ts';

export type FileFault = { readonly kind: 'not-readable' | 'not-writable' | 'not-json'; readonly path: string };

export async function readBytes(path: string): Promise<Result<Uint8Array, FileFault>> {
  return readFile(path).then(ok, () => failed({ kind: 'not-readable', path } as const));
}

/** The first `most` bytes of a file or a pipe; null where nothing is there by that name. */
export async function readIfThere(path: string, most: number): Promise<Result<Uint8Array | null, FileFault>> {
  if (path.includes('\0')) return ok(null);
  try {
    const file = await open(path);
    try {
      const bytes = Buffer.alloc(most);
      let length = 0;
      for (let read = 1; read > 0 && length < most; length += read) ({ bytesRead: read } = await file.read(bytes, length, most - length, null));
      return ok(bytes.subarray(0, length));
    } finally {
      await file.close();
    }
  } catch (error) {
    const isThere = !['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(error instanceof Error && 'code' in error ? String(error.code) : '');
    return isThere ? failed({ kind: 'not-readable', path }) : ok(null);
  }
}

export async function readJson(path: string): Promise<Result<unknown, FileFault>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)) as unknown);
  } catch {
    return failed({ kind: 'not-json', path });
  }
}

/** `privately`: for the eyes of this user alone, and never over a file that is there. */
export async function writeBytes(
  path: string,
  bytes: Uint8Array | string,
  how: 'openly' | 'privately' = 'openly',
): Promise<Result<void, FileFault>> {
  const options = how === 'privately' ? { mode: 0o600, flag: 'wx' } : {};
  return writeFile(path, bytes, options).then(
    () => ok(undefined),
    () => failed({ kind: 'not-writable', path } as const),
  );
}

/** All of them or none: nothing is written before every one is open. A pipe or a device may stand for a file. */
export async function writeTogether(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<Result<void, FileFault>> {
  const opened: { readonly path: string; readonly bytes: Uint8Array; readonly handle: FileHandle; readonly isNew: boolean }[] = [];
  let fault: FileFault | null = null;
  for (const { path, bytes } of files) {
    const made = await open(path, 'wx').catch(() => null);
    const handle = made ?? (await open(path, constants.O_WRONLY).catch(() => null));
    if (handle === null) {
      fault = { kind: 'not-writable', path };
      break;
    }
    opened.push({ path, bytes, handle, isNew: made !== null });
  }
  for (const { path, bytes, handle } of opened) {
    if (fault !== null) break;
    fault = await replace(handle, bytes).then(() => null, () => ({ kind: 'not-writable', path }) as const);
  }
  for (const { path, handle, isNew } of opened) {
    await handle.close();
    if (fault !== null && isNew) await rm(path, { force: true });
  }
  return fault === null ? ok(undefined) : failed(fault);
}

async function replace(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  // A pipe and a device cannot be cut.
  if ((await handle.stat()).isFile()) await handle.truncate();
  await handle.writeFile(bytes);
}

export function sayFileFault(fault: FileFault): string {
  const says = {
    'not-readable': 'cannot be read',
    'not-writable': 'cannot be written',
    'not-json': 'is not JSON',
  };
  return `${fault.path} ${says[fault.kind]}`;
}
