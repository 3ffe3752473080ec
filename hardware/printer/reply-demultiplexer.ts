/**
 * What a printer sends back, told apart: replies interleave, and reads split them anywhere.
 * Masks from Epson TM-T88III specification, appendix G:
 *
 *   DLE EOT      0xx1xx10          one byte
 *   ASB          0xx1xx00          then three of 0xx0xxxx
 *   GS r, GS I   0xx0xxxx          one byte
 *   XON, XOFF    11, 13
 *   blocks       35 37 3B 3D 5F    to 00; the process id is 37 22 d1 d2 d3 d4 00
 */
export type PrinterReply =
  | { readonly type: 'real-time'; readonly byte: number }
  | { readonly type: 'automatic-status'; readonly bytes: readonly [number, number, number, number] }
  /** GS r, or GS I in its one-byte form. */
  | { readonly type: 'queued'; readonly byte: number }
  | { readonly type: 'process-id'; readonly token: string }
  | { readonly type: 'information'; readonly header: number; readonly text: string }
  | { readonly type: 'flow'; readonly go: boolean }
  | { readonly type: 'noise'; readonly byte: number };

export interface ReplyDemultiplexer {
  push(bytes: Uint8Array): PrinterReply[];
  /** The token that is awaited: it decides where a status byte inside the echo looks like one of its characters. */
  expect(token: string): void;
}

const isRealTime = (byte: number): boolean => (byte & 0x93) === 0x12;
const isAutomaticFirst = (byte: number): boolean => (byte & 0x93) === 0x10;
const isFollowing = (byte: number): boolean => (byte & 0x90) === 0;
const isFlow = (byte: number): boolean => byte === 0x11 || byte === 0x13;
const blockHeaders = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);

/** A block with everything that can sit inside it; anything longer is line noise. */
const longestProcessId = 7 + 24;
const longestInformation = 120;

export function createReplyDemultiplexer(): ReplyDemultiplexer {
  let pending: number[] = [];
  let expected: readonly number[] | null = null;

  /** How many bytes of `pending` became replies; 0: more bytes are needed. */
  function take(replies: PrinterReply[]): number {
    const first = pending[0] ?? 0;
    if (isFlow(first)) {
      replies.push({ type: 'flow', go: first === 0x11 });
      return 1;
    }
    if (blockHeaders.has(first)) return first === 0x37 ? takeProcessId(replies) : takeInformation(replies);
    if (isRealTime(first)) {
      replies.push({ type: 'real-time', byte: first });
      return 1;
    }
    if (isAutomaticFirst(first)) return takeAutomatic(replies);
    replies.push(isFollowing(first) ? { type: 'queued', byte: first } : { type: 'noise', byte: first });
    return 1;
  }

  /** "Process the consecutive three bytes as ASB after confirming the first"; a real-time reply may come between. */
  function takeAutomatic(replies: PrinterReply[]): number {
    const status: number[] = [];
    const between: PrinterReply[] = [];
    for (const [at, byte] of pending.entries()) {
      if (at === 0 || isFollowing(byte)) status.push(byte);
      else if (isRealTime(byte)) between.push({ type: 'real-time', byte });
      else if (isFlow(byte)) between.push({ type: 'flow', go: byte === 0x11 });
      else {
        replies.push({ type: 'noise', byte: pending[0] ?? 0 });
        return 1;
      }
      const [a, b, c, d] = status;
      if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) {
        replies.push({ type: 'automatic-status', bytes: [a, b, c, d] }, ...between);
        return at + 1;
      }
    }
    return 0;
  }

  /** Any other token: the shortest reading that ends in 00 after four characters. */
  function takeProcessId(replies: PrinterReply[]): number {
    if (expected !== null && pending.length < longestProcessId) {
      const echo = findEcho(pending, 1, [0x22, ...expected, 0x00], 0);
      if (echo === 'more') return 0;
      if (echo !== null) {
        replies.push(...echo.between, { type: 'process-id', token: String.fromCharCode(...expected) });
        return echo.length;
      }
    }
    for (let length = 7; length <= pending.length; length += 1) {
      if (pending[length - 1] !== 0) continue;
      const read = readBlock(pending.slice(1, length - 1), [0x22], 5);
      if (read === null) continue;
      replies.push(...read.between, { type: 'process-id', token: String.fromCharCode(...read.text.slice(1)) });
      return length;
    }
    if (pending.length < longestProcessId) return 0;
    replies.push({ type: 'noise', byte: 0x37 });
    return 1;
  }

  function takeInformation(replies: PrinterReply[]): number {
    const header = pending[0] ?? 0;
    const between: PrinterReply[] = [];
    let text = '';
    for (let at = 1; at < pending.length; at += 1) {
      const byte = pending[at] ?? 0;
      if (byte === 0) {
        replies.push(...between, { type: 'information', header, text });
        return at + 1;
      }
      if (isFlow(byte)) between.push({ type: 'flow', go: byte === 0x11 });
      else if (byte < 0x20 && isRealTime(byte)) between.push({ type: 'real-time', byte });
      else if (byte < 0x20 && isAutomaticFirst(byte)) {
        const group = pending.slice(at, at + 4);
        const [a, b, c, d] = group;
        if (a === undefined || b === undefined || c === undefined || d === undefined) return 0;
        between.push({ type: 'automatic-status', bytes: [a, b, c, d] });
        at += 3;
      } else text += String.fromCharCode(byte);
    }
    if (pending.length < longestInformation) return 0;
    replies.push({ type: 'noise', byte: header });
    return 1;
  }

  return {
    expect(token) {
      expected = [...token].map((character) => character.charCodeAt(0));
    },
    push(bytes) {
      pending.push(...bytes);
      const replies: PrinterReply[] = [];
      while (pending.length > 0) {
        const used = take(replies);
        if (used === 0) break;
        pending = pending.slice(used);
      }
      return replies;
    },
  };
}

interface Echo {
  readonly length: number;
  readonly between: readonly PrinterReply[];
}

/** The wanted bytes in their order with whole status replies between; `more` where the next bytes decide. */
function findEcho(bytes: readonly number[], at: number, wanted: readonly number[], next: number): Echo | 'more' | null {
  if (next === wanted.length) return { length: at, between: [] };
  const byte = bytes[at];
  if (byte === undefined) return 'more';
  const straight = byte === wanted[next] ? findEcho(bytes, at + 1, wanted, next + 1) : null;
  if (straight !== null && straight !== 'more') return straight;
  const intruder = readIntruder(bytes.slice(at, at + 4));
  if (intruder !== null) {
    const found = findEcho(bytes, at + intruder.length, wanted, next);
    if (found === 'more') return 'more';
    if (found !== null) return { length: found.length, between: [intruder.reply, ...found.between] };
  } else if (isAutomaticFirst(byte) && at + 4 > bytes.length && bytes.slice(at + 1).every(isFollowing)) return 'more';
  return straight;
}

interface Reading {
  readonly text: readonly number[];
  readonly between: readonly PrinterReply[];
}

/** All of `bytes` as `size` block characters (beginning with `head`) with whole status replies between; null if it is none. */
function readBlock(bytes: readonly number[], head: readonly number[], size: number): Reading | null {
  const [first, ...rest] = bytes;
  if (first === undefined) return size === 0 ? { text: [], between: [] } : null;
  const [expected, ...headRest] = head;
  if (size > 0 && first >= 0x20 && (expected === undefined || first === expected)) {
    const read = readBlock(rest, headRest, size - 1);
    if (read !== null) return { text: [first, ...read.text], between: read.between };
  }
  const other = readIntruder(bytes);
  if (other === null) return null;
  const read = readBlock(bytes.slice(other.length), head, size);
  return read === null ? null : { text: read.text, between: [other.reply, ...read.between] };
}

function readIntruder(bytes: readonly number[]): { readonly length: number; readonly reply: PrinterReply } | null {
  const [a = 0, b, c, d] = bytes;
  if (isFlow(a)) return { length: 1, reply: { type: 'flow', go: a === 0x11 } };
  if (isRealTime(a)) return { length: 1, reply: { type: 'real-time', byte: a } };
  if (!isAutomaticFirst(a) || b === undefined || c === undefined || d === undefined) return null;
  if (!isFollowing(b) || !isFollowing(c) || !isFollowing(d)) return null;
  return { length: 4, reply: { type: 'automatic-status', bytes: [a, b, c, d] } };
}
