/**
 * An ESC/POS printer as a `Printer`. One owner, one job in flight, one connection at a time.
 * After a job that did not end cleanly the printer is cleared, and it is not ready before a fence has proved it.
 */
import type { ByteTransport, Presenter, Printer, PrinterCondition, PrinterProfile, PrintJob, PrintOutcome, PrintProgress, Timer } from '../ports.ts';
import { clearBuffers, cut, initialise, joined, stripsOf } from './escpos-codec.ts';
import { retractHeldSlip } from './presenter.ts';
import { awaitFence, runPrintJob } from './print-job.ts';
import { blocks } from './printer-condition.ts';
import { openConversation } from './printer-conversation.ts';
import type { OpenFailure } from './printer-conversation.ts';
import { encodeText } from './text-codec.ts';

const watchInterval = 5000;
const clearRetry = 2000;
const clearWait = 30_000;
/** Without fences nobody can say when a printer is empty: as long as a full buffer takes. */
const clearWithoutFence = 20_000;

export interface PrinterDriver extends Printer, Presenter {
  /** Ends the watching and the clearing; for shutdown. */
  stop(): void;
}

export interface PrinterDriverOptions {
  readonly transport: ByteTransport;
  readonly profile: PrinterProfile;
  readonly timer: Timer;
  /** False after a crash in a job: the printer may still hold something of a former person. */
  readonly clean?: boolean;
}

export function createPrinterDriver({ transport, profile, timer, clean = true }: PrinterDriverOptions): PrinterDriver {
  const watchers = new Set<(condition: PrinterCondition) => void>();
  const stopping = new AbortController();
  let known: PrinterCondition | null = null;
  let running = false;
  let clearing = false;
  let clearings = 0;
  let asking: Promise<PrinterCondition> | null = null;
  let cancelWatch: (() => void) | null = null;

  function become(condition: PrinterCondition): PrinterCondition {
    if (condition !== known) {
      known = condition;
      for (const watcher of [...watchers]) watcher(condition);
    }
    return condition;
  }

  /** As told outside: a printer that still has to be cleared is not ready, whatever it says itself. */
  function told(condition: PrinterCondition): PrinterCondition {
    return become(clearing && !blocks(condition) ? 'offline' : condition);
  }

  async function ask(): Promise<PrinterCondition> {
    const opened = await openConversation(transport, profile, timer, stopping.signal);
    if (!opened.ok) return told(unreachable(opened.error));
    const conversation = opened.value;
    if (profile.status === 'none') {
      await conversation.close();
      return told('ready');
    }
    const status = await conversation.askStatus();
    await conversation.close();
    if (status.ok) return told(status.value);
    return told(status.error.kind === 'disconnected' ? 'absent' : 'offline');
  }

  function askOnce(): Promise<PrinterCondition> {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  function watchOn(): void {
    cancelWatch?.();
    cancelWatch = null;
    if (watchers.size === 0 || stopping.signal.aborted) return;
    cancelWatch = timer.after(watchInterval, () => {
      if (running || clearing) watchOn();
      else void askOnce().then(watchOn);
    });
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        stopping.signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = timer.after(ms, done);
      stopping.signal.addEventListener('abort', done);
    });
  }

  /** Until a fence has come back over an empty printer, nobody prints. */
  async function clear(): Promise<void> {
    clearing = true;
    told(known ?? 'offline');
    while (!stopping.signal.aborted) {
      if (await clearOnce()) {
        clearing = false;
        become('ready');
        return;
      }
      await pause(clearRetry);
    }
  }

  async function clearOnce(): Promise<boolean> {
    const opened = await openConversation(transport, profile, timer, stopping.signal);
    if (!opened.ok) {
      told(unreachable(opened.error));
      return false;
    }
    const conversation = opened.value;
    try {
      conversation.hurry(clearBuffers);
      if (profile.status !== 'none') {
        const status = await conversation.askStatus();
        told(status.ok ? status.value : status.error.kind === 'disconnected' ? 'absent' : 'offline');
        if (!status.ok || blocks(status.value)) return false;
      }
      // The printer may sit in the middle of a strip: zeros fill it with white, and mean nothing after it.
      const flood = new Uint8Array(Math.max(8192, Math.ceil(profile.width / 8) * profile.stripRows + 64));
      const emptied = await conversation.send(joined([flood, initialise, cut(profile)]), 0, () => {});
      if (emptied !== 'reached') return false;
      if (profile.fence === 'none') {
        await pause(clearWithoutFence);
        return !stopping.signal.aborted;
      }
      clearings += 1;
      const token = `x${clearings.toString(36).padStart(3, '0').slice(-3)}`;
      return (await awaitFence(conversation, profile, timer, token, clearWait, 0, () => {})) === 'reached';
    } finally {
      await conversation.close();
    }
  }

  async function runJob(
    job: PrintJob,
    onProgress: (progress: PrintProgress) => void,
    signal: AbortSignal,
  ): Promise<PrintOutcome> {
    const strips = job.text === undefined ? stripsOf(job.picture, profile) : encodeText(job.text, profile);
    if (!strips.ok || !/^[0-9A-Z]{4}$/.test(job.token)) return { kind: 'refused', condition: 'fault' };
    if (asking !== null) await asking;
    if (signal.aborted) return { kind: 'refused', condition: known ?? 'offline' };
    const opened = await openConversation(transport, profile, timer, signal);
    if (!opened.ok) return { kind: 'refused', condition: become(unreachable(opened.error)) };
    const conversation = opened.value;
    const finished = await runPrintJob(conversation, profile, timer, job, strips.value, (progress) => {
      become(progress.type === 'waiting' ? progress.condition : (conversation.condition() ?? 'ready'));
      onProgress(progress);
    });
    if (signal.aborted && !finished.clean) conversation.hurry(clearBuffers);
    await conversation.close();
    const { outcome } = finished;
    if (!finished.clean) clearing = true;
    told((outcome.kind === 'printed' ? null : outcome.condition) ?? conversation.condition() ?? 'ready');
    if (clearing) void clear();
    return outcome;
  }

  if (!clean) void clear();

  return {
    status() {
      if (running || clearing) return Promise.resolve(told(known ?? 'offline'));
      return askOnce();
    },
    watch(onCondition) {
      const watcher = (condition: PrinterCondition): void => onCondition(condition);
      watchers.add(watcher);
      if (cancelWatch === null) watchOn();
      return () => {
        watchers.delete(watcher);
        if (watchers.size === 0) watchOn();
      };
    },
    print(job, onProgress) {
      if (running || clearing || stopping.signal.aborted) {
        return { outcome: Promise.resolve({ kind: 'refused', condition: 'offline' }), abandon() {} };
      }
      running = true;
      const abandoning = new AbortController();
      const outcome = runJob(job, onProgress, AbortSignal.any([abandoning.signal, stopping.signal])).finally(() => {
        running = false;
      });
      return { outcome, abandon: () => abandoning.abort() };
    },
    async retract() {
      if (running || clearing || stopping.signal.aborted) return 'failed';
      running = true;
      if (asking !== null) await asking;
      return retractHeldSlip(transport, profile, timer, stopping.signal).finally(() => {
        running = false;
      });
    },
    stop() {
      stopping.abort();
      cancelWatch?.();
    },
  };
}

function unreachable(failure: OpenFailure): PrinterCondition {
  return failure.kind === 'absent' ? 'absent' : 'offline';
}
