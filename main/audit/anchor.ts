/**
 * The head of the chain, written beside the database after every line: a database that was shortened,
 * or rolled back to an older copy, no longer reaches it.
 *
 * Two slots of 256 bytes are written in turn, so that a torn write leaves the other. A slot is one line of text,
 * `<seq> <hash> <seal of "seq hash">`, padded with spaces.
 * Whoever copies back database and anchor together is found out only by a head that was noted elsewhere (the daily report).
 */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { seal, type Head } from './chain.ts';

const slotBytes = 256;
const slotPattern = /^(\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{64}) *\n$/;

export type Anchored = Pick<Head, 'seq' | 'hash'>;

export interface AnchorFile {
  /** Throws where the disk does: the trail turns it into a value. */
  write(head: Anchored): void;
  close(): void;
}

/** Creates it where there is none; throws where the disk does. */
export function openAnchor(path: string, key: Uint8Array): AnchorFile {
  // 'a+' would create but always write at the end; 'r+' does not create.
  closeSync(openSync(path, 'a'));
  const file = openSync(path, 'r+');
  return {
    write(head) {
      const text = `${head.seq} ${head.hash} ${seal(key, `anchor ${head.seq} ${head.hash}`)}`;
      writeSync(file, `${text.padEnd(slotBytes - 1)}\n`, (head.seq % 2) * slotBytes);
    },
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}

/**
 * The newest head that the anchor vouches for; null: there is none.
 * `forged`: slots are there and none is whole or, with the key, genuine. Throws where the disk does.
 */
export function readAnchor(path: string, key: Uint8Array | null): Anchored | 'forged' | null {
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  let newest: Anchored | null = null;
  for (const slot of [text.slice(0, slotBytes), text.slice(slotBytes, 2 * slotBytes)]) {
    const [, digits = '', hash = '', sealed = ''] = slotPattern.exec(slot) ?? [];
    const seq = Number(digits);
    if (hash === '' || (key !== null && seal(key, `anchor ${seq} ${hash}`) !== sealed)) continue;
    if (newest === null || seq > newest.seq) newest = { seq, hash };
  }
  return newest ?? (text.replaceAll('\0', '').length === 0 ? null : 'forged');
}
