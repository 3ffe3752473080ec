/** A slip that nobody took is drawn in again: it is somebody's health record. GS e, as Custom and Pyramid have it. */
import type { ByteTransport, PrinterProfile, RetractOutcome, Timer } from '../ports.ts';
import { askPresenter, retractSlip, slipHeld } from './escpos-codec.ts';
import { openConversation } from './printer-conversation.ts';
import type { Conversation } from './printer-conversation.ts';

const stateWait = 2000;
/** The motor takes its time, and says nothing meanwhile. */
const retractWait = 5000;

export async function retractHeldSlip(transport: ByteTransport, profile: PrinterProfile, timer: Timer, signal: AbortSignal): Promise<RetractOutcome> {
  if (profile.presenter === 'none') return 'unsupported';
  const opened = await openConversation(transport, profile, timer, signal);
  if (!opened.ok) return 'failed';
  const conversation = opened.value;
  try {
    const held = await isHeld(conversation, stateWait);
    if (held === null) return 'failed';
    if (!held) return 'taken';
    if ((await conversation.send(retractSlip, 0, () => {})) !== 'reached') return 'failed';
    // Done only when it says that the mouth is empty: retracting may be switched off in the printer.
    return (await isHeld(conversation, retractWait)) === false ? 'retracted' : 'failed';
  } finally {
    await conversation.close();
  }
}

/** Null where it does not answer. */
async function isHeld(conversation: Conversation, ms: number): Promise<boolean | null> {
  let byte: number | null = null;
  const answered = conversation.waitFor((reply) => {
    if (reply.type === 'queued') byte = reply.byte;
    return byte !== null;
  }, ms);
  if ((await conversation.send(askPresenter, 0, () => {})) !== 'reached') return null;
  await answered;
  return byte === null ? null : (byte & slipHeld) !== 0;
}
