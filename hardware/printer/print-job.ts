/**
 * One job over one connection: status, picture, fence, cut, fence. Says what is known, never more:
 * `printed` only when the printer echoed a fence that it answers after the paper has moved.
 */
import type { PrinterCondition, PrinterProfile, PrintJob, PrintOutcome, PrintProgress, Timer } from '../ports.ts';
import { automaticStatus, cut, fence, initialise, joined } from './escpos-codec.ts';
import type { EncodedStrip } from './escpos-codec.ts';
import { blocks } from './printer-condition.ts';
import type { Conversation, Wait } from './printer-conversation.ts';
import { longestWrite } from './printer-conversation.ts';
import type { PrinterReply } from './reply-demultiplexer.ts';

/** How long a job waits for somebody to load paper or close the cover. */
export const recoveryPatience = 5 * 60_000;
const fenceGrace = 10_000;
const longestFenceWait = 90_000;
const pollInterval = 500;
/** The cut is a courtesy after the proof; it is not waited for as long. */
const cutWait = 10_000;

export interface FinishedJob {
  readonly outcome: PrintOutcome;
  /** Nothing of this job is left in the printer, and its paper is cut. */
  readonly clean: boolean;
}

export async function runPrintJob(
  conversation: Conversation,
  profile: PrinterProfile,
  timer: Timer,
  job: PrintJob,
  strips: Iterable<EncodedStrip>,
  onProgress: (progress: PrintProgress) => void,
): Promise<FinishedJob> {
  const refused = (condition: PrinterCondition): FinishedJob => ({ outcome: { kind: 'refused', condition }, clean: true });
  const unknown = (wait: Wait): FinishedJob => ({
    outcome: { kind: 'unknown', condition: wait === 'disconnected' ? 'absent' : blockedBy(conversation) },
    clean: false,
  });

  if (profile.status !== 'none') {
    const status = await conversation.askStatus();
    if (!status.ok) {
      if (status.error.kind === 'stopped') return refused(conversation.condition() ?? 'offline');
      return refused(status.error.kind === 'disconnected' ? 'absent' : 'offline');
    }
    if (blocks(status.value)) return refused(status.value);
  }

  const rows = job.picture.height;
  let rowsSent = 0;
  let waitingFor: PrinterCondition | null = null;
  const report = (): void => {
    const condition = blockedBy(conversation);
    if (condition === null) onProgress({ type: 'sending', rowsSent, rows });
    else if (condition !== waitingFor) onProgress({ type: 'waiting', condition });
    waitingFor = condition;
  };

  // Alone, because until the first picture byte is out nothing can reach the paper.
  const begun = await conversation.send(joined([initialise, automaticStatus]), 0, report);
  if (begun !== 'reached') {
    const condition = begun === 'disconnected' ? 'absent' : 'offline';
    return { outcome: { kind: 'refused', condition }, clean: begun === 'disconnected' };
  }

  for (const strip of inWrites(strips)) {
    const sent = await conversation.send(strip.bytes, recoveryPatience, report);
    if (sent !== 'reached') return unknown(sent);
    rowsSent += strip.rows;
    report();
  }

  if (profile.fence === 'none') {
    const last = await conversation.send(cut(profile), recoveryPatience, report);
    return unknown(last);
  }

  const millimetres = (rows / profile.dotsPerInch) * 25.4;
  const printing = Math.min(longestFenceWait, fenceGrace + (millimetres / profile.speed) * 1000);
  const body = await awaitFence(conversation, profile, timer, job.token, printing, recoveryPatience, (blocked) => {
    if (blocked || waitingFor !== null) report();
  });
  if (body !== 'reached') return unknown(body);

  const outcome: PrintOutcome = { kind: 'printed', evidence: 'fence' };
  const cutDone = await conversation.send(cut(profile), 0, () => {});
  if (cutDone !== 'reached') return { outcome, clean: false };
  // Lower case: never the token of a job.
  const second = await awaitFence(conversation, profile, timer, `c${job.token.slice(1)}`, cutWait, 0, () => {});
  if (second !== 'reached') return { outcome, clean: false };
  if (profile.status !== 'none') await conversation.askStatus();
  return { outcome, clean: true };
}

function blockedBy(conversation: Conversation): PrinterCondition | null {
  const condition = conversation.condition();
  return condition !== null && blocks(condition) ? condition : null;
}

/** Small strips travel together, so that a slip is not hundreds of writes. */
function* inWrites(strips: Iterable<EncodedStrip>): Generator<EncodedStrip> {
  let together: EncodedStrip[] = [];
  let bytes = 0;
  const merged = (): EncodedStrip => ({
    bytes: joined(together.map((strip) => strip.bytes)),
    rows: together.reduce((sum, strip) => sum + strip.rows, 0),
  });
  for (const strip of strips) {
    if (together.length > 0 && bytes + strip.bytes.length > longestWrite) {
      yield merged();
      together = [];
      bytes = 0;
    }
    together.push(strip);
    bytes += strip.bytes.length;
  }
  if (together.length > 0) yield merged();
}

/**
 * Sends a fence and waits for its echo: `ms` of a printer that could print, plus up to `patience` of one that
 * says what it lacks. An echo of another token belongs to a former job and is passed over.
 */
export async function awaitFence(
  conversation: Conversation,
  profile: PrinterProfile,
  timer: Timer,
  token: string,
  ms: number,
  patience: number,
  onPoll: (blocked: boolean) => void,
): Promise<Wait> {
  let echoed = false;
  const isEcho = (reply: PrinterReply): boolean => {
    if (profile.fence === 'process-id' ? reply.type === 'process-id' && reply.token === token : reply.type === 'queued') {
      echoed = true;
    }
    return echoed;
  };
  let idle = 0;
  let blocked = 0;
  conversation.expectEcho(token);
  // The wait begins before the fence is out: a quick printer answers within the write.
  let step = conversation.waitFor(isEcho, pollInterval);
  const sent = await conversation.send(fence(profile, token), patience, () => onPoll(true));
  if (sent !== 'reached') return echoed ? 'reached' : sent;
  for (;;) {
    const from = timer.monotonic();
    const wait = await step;
    if (echoed) return 'reached';
    if (wait !== 'timed-out') return wait;
    const lacking = blockedBy(conversation) !== null;
    onPoll(lacking);
    if (lacking) blocked += pollInterval;
    else idle += Math.max(pollInterval, timer.monotonic() - from);
    if (idle >= ms || blocked > patience) return 'timed-out';
    step = conversation.waitFor(isEcho, pollInterval);
    conversation.pollStatus();
  }
}
