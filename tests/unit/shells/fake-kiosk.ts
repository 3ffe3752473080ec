import type { View } from '../../../preload/contract.ts';
import type { HostedKiosk } from '../../../main/shells/hosted-kiosk.ts';

const frame = {
  language: { code: 'en', dir: 'ltr' },
  settings: {
    textSize: 'normal',
    theme: 'standard',
    lowButtons: false,
    sound: true,
    pixelPitch: 0.25,
    reachLine: null,
    reducedMotion: true,
  },
  top: { title: 'My health record', place: 'Central Library', who: null, practice: null },
  words: { more: 'Next page', earlier: 'Page before', page: 'Page {n} of {m}', details: 'More about this' },
  helpBanner: null,
  heading: 'Welcome',
  lead: [],
  picture: null,
  announce: 'Welcome',
  actions: [],
} as const;

export const canary = 'CANARY-PENICILLIN';

export function attractView(n: number): View {
  return { screen: 'attract', n, ...frame, lead: [], actions: [], notices: [] };
}

/** A person's screen, with words that must be gone when the window is. */
export function personView(n: number): View {
  return { screen: 'take-paper', n, ...frame, lead: [canary], actions: [] };
}

export interface FakeKiosk extends HostedKiosk {
  readonly choices: unknown[];
  readonly lost: () => number;
  readonly stopped: () => boolean;
  readonly watchers: () => number;
  show(view: View): void;
}

/** Behaves as the real one does: a lost window ends the session before anything else happens. */
export function fakeKiosk(first: View = attractView(1)): FakeKiosk {
  const watchers = new Set<(view: View) => void>();
  const choices: unknown[] = [];
  let current = first;
  let lost = 0;
  let stopped = false;
  function show(view: View): void {
    current = view;
    for (const watcher of [...watchers]) watcher(view);
  }
  return {
    choices,
    lost: () => lost,
    stopped: () => stopped,
    watchers: () => watchers.size,
    show,
    onView(watcher) {
      watchers.add(watcher);
      watcher(current);
      return () => watchers.delete(watcher);
    },
    choose: (choice) => choices.push(choice),
    windowLost() {
      lost += 1;
      if (current.screen !== 'attract') show(attractView(current.n + 1));
    },
    stop() {
      stopped = true;
      return Promise.resolve();
    },
  };
}
