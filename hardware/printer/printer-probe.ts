/**
 * What a printer proves about itself, without a dot on paper. Its name and its USB numbers are hints: clones lie.
 *
 * First only DLE EOT, which is answered at any time and inside anything. Then one queued question of three bytes
 * (GS r): a printer that sits in the middle of a half-sent picture takes it for picture and does not answer,
 * and nothing more is asked. Only a printer that has answered it stands between two commands.
 */
import type { ByteLink, ByteTransport, PrinterCondition, Timer } from '../ports.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import { askPaperStatus, askProcessId, askStatus, initialise } from './escpos-codec.ts';
import type { StatusQuestion } from './escpos-codec.ts';
import { blocks, conditionOfRealTime, silent } from './printer-condition.ts';
import type { RealTimeStatus } from './printer-condition.ts';
import { createReplyDemultiplexer } from './reply-demultiplexer.ts';
import type { PrinterReply } from './reply-demultiplexer.ts';

export interface ProbeFindings {
  /** Questions of DLE EOT that were answered as they should be. */
  readonly realTime: readonly StatusQuestion[];
  /** Answers that are no status byte: some clones send 00. */
  readonly oddStatus: boolean;
  /** Null where it says nothing of itself. */
  readonly condition: PrinterCondition | null;
  /** `all`: every question was asked. `stopped`: it is off line, and queued questions would wait in it.
   * `unanswered`: it is in the middle of something, or answers no queued question. */
  readonly asked: 'all' | 'stopped' | 'unanswered';
  /** GS r. */
  readonly paperStatus: boolean;
  /** GS ( H. */
  readonly processId: boolean;
  /** GS a. */
  readonly automaticStatus: boolean;
  /** GS I 66 and 67, as it said them; null where it said nothing. */
  readonly maker: string | null;
  readonly model: string | null;
}

export type ProbeFailure = { readonly kind: 'absent' | 'busy' | 'denied' | 'disconnected' };

const firstReply = 2000;
const laterReply = 700;
/** A queued question waits behind what the printer still prints. */
const queuedReply = 3000;
const probeToken = 'p0be';

const identify = (what: number): Uint8Array => Uint8Array.of(0x1d, 0x49, what);
const automatic = (mask: number): Uint8Array => Uint8Array.of(0x1d, 0x61, mask);

export async function probePrinter(transport: ByteTransport, timer: Timer): Promise<Result<ProbeFindings, ProbeFailure>> {
  const replies = createReplyDemultiplexer();
  let listening: (reply: PrinterReply) => void = () => {};
  let lost = false;
  let onLost = (): void => {};
  const opened = await transport.open(
    (bytes) => {
      for (const reply of replies.push(bytes)) listening(reply);
    },
    () => {
      lost = true;
      onLost();
    },
  );
  if (!opened.ok) return opened;
  const link: ByteLink = opened.value;

  /** The first reply that answers, or null after `ms`. */
  function ask<Answer>(question: Uint8Array, ms: number, answer: (reply: PrinterReply) => Answer | null): Promise<Answer | null> {
    if (lost) return Promise.resolve(null);
    return new Promise((resolve) => {
      const end = (result: Answer | null): void => {
        cancel();
        listening = () => {};
        onLost = () => {};
        resolve(result);
      };
      const cancel = timer.after(ms, () => end(null));
      listening = (reply) => {
        const answered = answer(reply);
        if (answered !== null) end(answered);
      };
      onLost = () => end(null);
      void link.write(question);
    });
  }

  async function findings(): Promise<ProbeFindings> {
    let status: RealTimeStatus = silent;
    let oddStatus = false;
    for (const question of [1, 2, 3, 4] as const) {
      const byte = await ask(askStatus(question), question === 1 ? firstReply : laterReply, (reply) => {
        if (reply.type === 'real-time') return reply.byte;
        return reply.type === 'queued' || reply.type === 'noise' ? -1 : null;
      });
      if (byte === -1) oddStatus = true;
      else status = { ...status, [question]: byte };
      if (byte === null && question === 1) break;
    }
    const realTime = ([1, 2, 3, 4] as const).filter((question) => status[question] !== null);
    const condition = realTime.length === 0 ? null : conditionOfRealTime(status);
    const found: ProbeFindings = {
      realTime,
      oddStatus,
      condition,
      asked: 'all',
      paperStatus: false,
      processId: false,
      automaticStatus: false,
      maker: null,
      model: null,
    };
    if (condition !== null && blocks(condition)) return { ...found, asked: 'stopped' };
    const paperStatus = await ask(askPaperStatus, queuedReply, (reply) => (reply.type === 'queued' ? true : null));
    if (paperStatus === null) return { ...found, asked: 'unanswered' };
    const maker = await text(66);
    const model = await text(67);
    replies.expect(probeToken);
    const processId = await ask(askProcessId(probeToken), laterReply, (reply) =>
      reply.type === 'process-id' && reply.token === probeToken ? true : null,
    );
    if (processId === null) await forgotten();
    const automaticStatus = await ask(automatic(0x0e), laterReply, (reply) => (reply.type === 'automatic-status' ? true : null));
    // It also ends what GS a has begun.
    await forgotten();
    return { ...found, paperStatus: true, maker, model, processId: processId === true, automaticStatus: automaticStatus === true };
  }

  async function text(what: number): Promise<string | null> {
    const said = await ask(identify(what), laterReply, (reply) => (reply.type === 'information' && reply.header === 0x5f ? reply.text : null));
    if (said === null) await forgotten();
    return said;
  }

  /** A printer that does not know a question may hold its letters for the next line: ESC @ drops them unprinted. */
  async function forgotten(): Promise<void> {
    if (!lost) await link.write(initialise);
  }

  try {
    const found = await findings();
    return lost ? { ok: false, error: { kind: 'disconnected' } } : ok(found);
  } finally {
    await link.close();
  }
}
