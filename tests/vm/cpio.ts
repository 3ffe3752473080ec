/**
 * A file system for a Linux kernel to start from: cpio in the "newc" format.
 * Source: Linux, Documentation/driver-api/early-userspace/buffer-format.rst.
 */

export interface CpioEntry {
  /** Without a leading slash. */
  readonly path: string;
  /** File type and permissions, such as 0o100644. */
  readonly mode: number;
  readonly data: Uint8Array;
}

export const folder = (path: string): CpioEntry => ({ path, mode: 0o040755, data: new Uint8Array() });
export const link = (path: string, to: string): CpioEntry => ({ path, mode: 0o120777, data: new TextEncoder().encode(to) });
export const file = (path: string, data: string | Uint8Array, mode = 0o644): CpioEntry => ({
  path,
  mode: 0o100000 | mode,
  data: typeof data === 'string' ? new TextEncoder().encode(data) : data,
});

const headerBytes = 110;
const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** Everything belongs to root; folders that lead to an entry are made; of two entries of one path the first stays. */
export function packCpio(entries: readonly CpioEntry[]): Uint8Array {
  const all = new Map<string, CpioEntry>();
  for (const entry of entries) {
    const parts = entry.path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const parent = parts.slice(0, depth).join('/');
      if (!all.has(parent)) all.set(parent, folder(parent));
    }
    if (!all.has(entry.path)) all.set(entry.path, entry);
  }
  const members = [...all.values(), { path: 'TRAILER!!!', mode: 0, data: new Uint8Array() }];
  const packed = new Uint8Array(members.reduce((sum, { path, data }) => sum + sizeOf(path, data), 0));
  let at = 0;
  for (const [number, { path, mode, data }] of members.entries()) {
    const name = new TextEncoder().encode(`${path}\0`);
    const links = (mode & 0o170000) === 0o040000 ? 2 : 1;
    // inode, mode, uid, gid, links, time, size, device and special device (major, minor each), name size, check
    const fields = [number + 1, mode, 0, 0, links, 0, data.length, 0, 0, 0, 0, name.length, 0];
    const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
    packed.set(new TextEncoder().encode(header), at);
    packed.set(name, at + headerBytes);
    packed.set(data, at + padded(headerBytes + name.length));
    at += sizeOf(path, data);
  }
  return packed;
}

function sizeOf(path: string, data: Uint8Array): number {
  return padded(headerBytes + new TextEncoder().encode(path).length + 1) + padded(data.length);
}
