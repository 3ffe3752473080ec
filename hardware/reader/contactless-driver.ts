/**
 * A contactless reader through an adapter: a small program of the site's that knows the reader (PC/SC, serial) and says in
 * lines what is held to it. `uid <hex>`: a card with nothing on it that can be read; `ndef <hex>`: what is written on one.
 * The number of a card (UID) is nobody's name: anybody can copy it, phones make up a new one each time. It is not passed on.
 */
import type { ProgramTransport, Reader, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { createHotPlugReader } from './hot-plug-reader.ts';
import type { Heard, ReaderConnection } from './hot-plug-reader.ts';
import { longestMessage, textOfNdef } from './ndef-codec.ts';

export interface ContactlessParts {
  readonly transport: ProgramTransport;
  readonly timer: Timer;
}

/** `ndef ` and two digits a byte. */
const longestLine = 5 + 2 * longestMessage;
const lineFeed = 0x0a;
/** A card that stays on the reader is told again and again. */
const sameCardPause = 1500;

export function createContactlessReader({ transport, timer }: ContactlessParts): Reader {
  return createHotPlugReader({ connection: contactlessConnection(transport, timer), timer });
}

function contactlessConnection(transport: ProgramTransport, timer: Timer): ReaderConnection {
  return {
    async open(heard) {
      const lines = createLines((line) => hear(line));
      let over = false;
      let declinedUntil = -Infinity;

      function hear(line: string | null): void {
        const said = line === null ? null : readLine(line);
        if (said === 'nothing') return;
        if (said === 'no-code') {
          const stays = timer.monotonic() < declinedUntil;
          declinedUntil = timer.monotonic() + sameCardPause;
          if (!stays) heard.noCode();
        } else if (said === null) heard.misread();
        else heard.scan({ bytes: said, aim: null });
      }

      const started = await transport.start(
        (output) => {
          if (!over) lines.push(output);
        },
        () => {
          if (over) return;
          over = true;
          lines.drop(heard);
          heard.lost();
        },
      );
      if (!started.ok) return failed({ kind: started.error.kind });
      return ok({
        condition: 'ready' as const,
        close() {
          over = true;
          return started.value.close();
        },
      });
    },
    watch: transport.watch,
  };
}

/** The text of the card; null for one that was read badly. What else an adapter says is for whoever wrote it. */
function readLine(line: string): Uint8Array | 'no-code' | 'nothing' | null {
  const [, word, hex = ''] = /^(uid|ndef)(?: ((?:[0-9a-f]{2})+))?$/i.exec(line.trim()) ?? [];
  if (word === undefined) return /^(?:uid|ndef)\b/i.test(line) ? null : 'nothing';
  if (word.toLowerCase() === 'uid') return 'no-code';
  if (hex === '') return 'no-code';
  const text = textOfNdef(Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)));
  if (text.ok) return text.value;
  return text.error.kind === 'no-text' ? 'no-code' : null;
}

/** Lines of ASCII out of pieces; null for one that is too long. */
function createLines(onLine: (line: string | null) => void) {
  const buffer = new Uint8Array(longestLine);
  let size = 0;
  let tooLong = false;

  return {
    push(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (byte === lineFeed) {
          const line = tooLong ? null : new TextDecoder('latin1').decode(buffer.subarray(0, size));
          buffer.fill(0, 0, size);
          size = 0;
          tooLong = false;
          if (line !== '') onLine(line);
        } else if (size === longestLine) tooLong = true;
        else {
          buffer[size] = byte;
          size += 1;
        }
      }
    },
    /** Half a line when the adapter ended: half of somebody's card. */
    drop(heard: Heard): void {
      const torn = size > 0;
      buffer.fill(0, 0, size);
      size = 0;
      if (torn) heard.misread();
    },
  };
}
