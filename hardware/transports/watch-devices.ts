/** Tells that device files came or went: at once on Linux, by looking now and then elsewhere. */
import { watch as watchFolder } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import type { Timer, WatchDevices } from '../ports.ts';

/** Where the system tells nothing of plugs. */
const pollInterval = 1500;
/** udev needs a moment after the node appears. */
const settleTime = 150;

export interface WatchedDevices {
  /** Folders that are not there are not watched. */
  readonly folders: readonly string[];
  readonly names: RegExp;
  readonly timer: Timer;
  readonly platform: NodeJS.Platform;
}

export function watchDevices({ folders, names, timer, platform }: WatchedDevices): WatchDevices {
  return (onChange) => {
    if (platform !== 'linux') return poll(timer, onChange);
    let cancel: (() => void) | null = null;
    let stopPolling: (() => void) | null = null;
    const watchers: FSWatcher[] = [];
    const giveUp = (): void => {
      stopPolling ??= poll(timer, onChange);
    };
    for (const folder of folders) {
      try {
        const watcher = watchFolder(folder, (_, name) => {
          if (name === null || !names.test(name)) return;
          onChange();
          cancel?.();
          cancel = timer.after(settleTime, onChange);
        });
        watcher.on('error', () => {
          watcher.close();
          giveUp();
        });
        watchers.push(watcher);
      } catch {
        giveUp();
      }
    }
    return () => {
      for (const watcher of watchers) watcher.close();
      cancel?.();
      stopPolling?.();
    };
  };
}

function poll(timer: Timer, onChange: () => void): () => void {
  let cancel = timer.after(pollInterval, again);
  function again(): void {
    onChange();
    cancel = timer.after(pollInterval, again);
  }
  return () => cancel();
}
