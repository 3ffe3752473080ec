/**
 * Puts `window.kiosk` into the page where a browser of the system is the window: views come as
 * Server-Sent Events, choices go by POST. A window that loses main, or its place, goes blank at once.
 */
import * as v from 'valibot';
import { isAllowedKey } from './allowed-keys.ts';
import { choiceSchema, viewSchema, type KioskBridge, type View } from './contract.ts';
import { picturePutBack } from './picture-once.ts';

const retryMilliseconds = 1000;

const listeners = new Set<(view: View) => void>();
let latest: View | null = null;
let windowId: string | null = null;
let whole = picturePutBack();

const views = new EventSource('/views');

views.addEventListener('window', (event: MessageEvent<string>) => {
  windowId = event.data;
});
views.addEventListener('message', (event: MessageEvent<string>) => {
  const view = v.safeParse(v.pipe(v.string(), v.parseJson(), viewSchema), event.data);
  if (!view.success) return goBlankAndRetry();
  latest = whole(view.output);
  for (const show of listeners) show(latest);
});
views.addEventListener('replaced', goBlank);
views.addEventListener('error', goBlankAndRetry);

const bridge: KioskBridge = {
  onView(show) {
    listeners.add(show);
    if (latest !== null) show(latest);
    return () => listeners.delete(show);
  },
  choose(choice) {
    const checked = v.safeParse(choiceSchema, choice);
    if (!checked.success || windowId === null) return;
    const headers = { 'content-type': 'application/json', 'kiosk-window': windowId };
    // A choice that did not arrive is made again by the person; a lost main shows in the stream.
    fetch('/choose', { method: 'POST', headers, body: JSON.stringify(checked.output) }).catch(() => {});
  },
};
Object.defineProperty(window, 'kiosk', { value: Object.freeze(bridge) });

/** Nothing of anyone stays on a screen that nobody stands behind. */
function goBlank(): void {
  views.close();
  listeners.clear();
  latest = null;
  whole = picturePutBack();
  windowId = null;
  document.body.replaceChildren();
}

function goBlankAndRetry(): void {
  goBlank();
  const retry = setInterval(() => {
    fetch('/', { method: 'HEAD' }).then(
      (answer) => {
        if (!answer.ok) return;
        clearInterval(retry);
        location.reload();
      },
      () => {},
    );
  }, retryMilliseconds);
}

addEventListener('pagehide', goBlank);
addEventListener('contextmenu', (event) => event.preventDefault());
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => event.preventDefault());
addEventListener(
  'keydown',
  (event) => {
    if (isAllowedKey({ key: event.key, control: event.ctrlKey, alt: event.altKey, meta: event.metaKey })) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);
