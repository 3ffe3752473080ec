/** One open connection to a printer: bytes out with back-pressure, replies in, what it last said of itself. */
import type { ByteLink, ByteTransport, PrinterCondition, PrinterProfile, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { askStatus } from './escpos-codec.ts';
import type { StatusQuestion } from './escpos-codec.ts';
import { blocks, conditionOfAutomatic, conditionOfRealTime, silent } from './printer-condition.ts';
import type { RealTimeStatus } from './printer-condition.ts';
import { createReplyDemultiplexer } from './reply-demultiplexer.ts';
import type { PrinterReply } from './reply-demultiplexer.ts';

const replyTimeout = 2000;
const laterReplyTimeout = 500;
const questions = [1, 2, 3, 4] as const satisfies readonly StatusQuestion[];
const pollGivenUp = 5000;
/** A write that the transport may split no further than a small receive buffer. */
export const longestWrite = 4096;

export type Wait = 'reached' | 'timed-out' | 'disconnected' | 'stopped';

export interface Conversation {
  /** The last condition that the printer gave of itself; null before it said anything. */
  condition(): PrinterCondition | null;
  /** Asks DLE EOT 1 to 4; `silent` where not even the first is answered. */
  askStatus(): Promise<Result<PrinterCondition, { readonly kind: 'silent' | 'disconnected' | 'stopped' }>>;
  /** Asks without waiting, while a fence is awaited. */
  pollStatus(): void;
  /**
   * Hands over all bytes, 4,096 at a time. A stall while the printer says what it lacks is waited out for
   * `patience` ms; a stall without a reason is a time-out.
   */
  send(bytes: Uint8Array, patience: number, onCondition: () => void): Promise<Wait>;
  /** Hands over without waiting for the device. */
  hurry(bytes: Uint8Array): void;
  /** The fence that is asked for next. */
  expectEcho(token: string): void;
  /** Waits for a reply, the end of the connection, the stop or the time-out. */
  waitFor(reached: (reply: PrinterReply) => boolean, ms: number): Promise<Wait>;
  close(): Promise<void>;
}

export type OpenFailure = { readonly kind: 'absent' | 'busy' | 'denied' };

export async function openConversation(
  transport: ByteTransport,
  profile: PrinterProfile,
  timer: Timer,
  signal: AbortSignal,
): Promise<Result<Conversation, OpenFailure>> {
  const demultiplexer = createReplyDemultiplexer();
  const waiters = new Set<{ readonly reply: (reply: PrinterReply) => void; readonly end: (wait: Wait) => void }>();
  let condition: PrinterCondition | null = null;
  let asked: readonly StatusQuestion[] = [];
  let askedAt = 0;
  let status: RealTimeStatus = silent;
  /** What this printer is known to answer: many know no DLE EOT 3. */
  let answerable: readonly StatusQuestion[] = [1, 2, 3, 4];
  /** Clones answer DLE EOT with 00: an answer that says nothing, and looks like one to GS r. */
  let conforming = true;
  let disconnected = false;
  let flowing = true;

  function heed(reply: PrinterReply): void {
    if (reply.type === 'flow') flowing = reply.go;
    if (reply.type === 'automatic-status') condition = conditionOfAutomatic(reply.bytes);
    if (reply.type !== 'real-time' && (reply.type !== 'queued' || conforming)) return;
    const [question, ...others] = asked;
    asked = others;
    // Nobody asked: a reply after its time.
    if (question === undefined) return;
    status = { ...status, [question]: reply.type === 'real-time' ? reply.byte : 0 };
    if (others.length === 0) condition = conditionOfRealTime(status);
  }

  const opened = await transport.open(
    (bytes) => {
      for (const reply of demultiplexer.push(bytes)) {
        heed(reply);
        for (const waiter of [...waiters]) waiter.reply(reply);
      }
    },
    () => {
      disconnected = true;
      for (const waiter of [...waiters]) waiter.end('disconnected');
    },
  );
  if (!opened.ok) return opened;
  const link: ByteLink = opened.value;

  const onAbort = (): void => {
    for (const waiter of [...waiters]) waiter.end('stopped');
  };
  signal.addEventListener('abort', onAbort);

  function waitFor(reached: (reply: PrinterReply) => boolean, ms: number): Promise<Wait> {
    if (signal.aborted) return Promise.resolve('stopped');
    if (disconnected) return Promise.resolve('disconnected');
    return new Promise((resolve) => {
      const waiter = {
        reply: (reply: PrinterReply): void => {
          if (reached(reply)) end('reached');
        },
        end: (wait: Wait): void => end(wait),
      };
      const cancel = timer.after(ms, () => end('timed-out'));
      function end(wait: Wait): void {
        waiters.delete(waiter);
        cancel();
        resolve(wait);
      }
      waiters.add(waiter);
    });
  }

  /** The transport's answer, or the end of the wait if that comes first. */
  function write(bytes: Uint8Array): Promise<'taken' | 'stalled' | 'disconnected' | 'stopped'> {
    if (signal.aborted) return Promise.resolve('stopped');
    if (disconnected) return Promise.resolve('disconnected');
    return new Promise((resolve) => {
      const waiter = {
        reply: (): void => {},
        end: (wait: Wait): void => settle(wait === 'stopped' ? 'stopped' : 'disconnected'),
      };
      function settle(how: 'taken' | 'stalled' | 'disconnected' | 'stopped'): void {
        waiters.delete(waiter);
        resolve(how);
      }
      waiters.add(waiter);
      void link.write(bytes).then((result) => settle(result.ok ? 'taken' : result.error.kind));
    });
  }

  const conversation: Conversation = {
    condition: () => condition,
    async askStatus() {
      let answers = silent;
      conforming = false;
      let odd = false;
      let again = true;
      for (let at = 0; at < questions.length; at += 1) {
        const question = questions[at] ?? 1;
        status = silent;
        asked = [question];
        let answered = false;
        const answer = waitFor(
          (reply) => {
            if (reply.type === 'queued') odd = true;
            answered = asked.length === 0;
            return answered;
          },
          question === 1 ? replyTimeout : laterReplyTimeout,
        );
        const written = await write(askStatus(question));
        if (written === 'disconnected' || written === 'stopped') return failed({ kind: written });
        const wait = await answer;
        if (wait === 'disconnected' || wait === 'stopped') return failed({ kind: wait });
        if (!answered && question === 1) {
          if (!again) return failed({ kind: 'silent' });
          // A connection that broke off within a request leaves half of one, which takes the next one's first byte for its last.
          again = false;
          at -= 1;
          continue;
        }
        answers = { ...answers, [question]: status[question] };
      }
      asked = [];
      conforming = !odd;
      answerable = questions.filter((question) => answers[question] !== null);
      condition = conditionOfRealTime(answers);
      return ok(condition);
    },
    pollStatus() {
      if (profile.status === 'none' || !conforming || disconnected || signal.aborted) return;
      const now = timer.monotonic();
      if (asked.length > 0 && now - askedAt < pollGivenUp) return;
      asked = answerable;
      askedAt = now;
      status = silent;
      for (const question of asked) void link.write(askStatus(question));
    },
    async send(bytes, patience, onCondition) {
      let told = condition;
      const tell = (): void => {
        if (told === condition) return;
        told = condition;
        onCondition();
      };
      // A printer that stops says so at once; the write that it holds up may wait much longer.
      const listening = { reply: tell, end: () => {} };
      waiters.add(listening);
      try {
        for (let at = 0; at < bytes.length; at += longestWrite) {
          if (!flowing) {
            const go = await waitFor(() => flowing, patience);
            if (go !== 'reached') return go;
          }
          let written = await write(bytes.subarray(at, at + longestWrite));
          const since = timer.monotonic();
          while (written === 'stalled') {
            tell();
            const reason = condition !== null && blocks(condition);
            if (!reason || timer.monotonic() - since > patience) return 'timed-out';
            written = await write(new Uint8Array());
          }
          if (written !== 'taken') return written;
          tell();
        }
        return 'reached';
      } finally {
        waiters.delete(listening);
      }
    },
    hurry(bytes) {
      if (!disconnected) void link.write(bytes);
    },
    expectEcho: (token) => demultiplexer.expect(token),
    waitFor,
    async close() {
      signal.removeEventListener('abort', onAbort);
      await link.close();
    },
  };
  return ok(conversation);
}
