/** Raw DEFLATE (RFC 1951) with an end: what would grow past the limit is stopped while it grows. */
import { inflateRawSync } from 'node:zlib';
import { failed, ok, type Result } from '../../../hardware/result.ts';

/** `trailing`: bytes after the end of the stream. */
export type InflateFault = { readonly kind: 'not-deflated' | 'too-big' | 'trailing' };

export function inflateAtMost(packed: Uint8Array, most: number): Result<Uint8Array, InflateFault> {
  try {
    // With `info` Node gives the engine as well, which knows how much of the input it used; the types do not say so.
    const unpacked: unknown = inflateRawSync(packed, { maxOutputLength: most, info: true });
    if (!isUnpacked(unpacked)) return failed({ kind: 'not-deflated' });
    return unpacked.engine.bytesWritten === packed.length ? ok(unpacked.buffer) : failed({ kind: 'trailing' });
  } catch (error) {
    const tooBig = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return failed({ kind: tooBig ? 'too-big' : 'not-deflated' });
  }
}

interface Unpacked {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

function isUnpacked(value: unknown): value is Unpacked {
  return typeof value === 'object' && value !== null && 'buffer' in value && 'engine' in value;
}
