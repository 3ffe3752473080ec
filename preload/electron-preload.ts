/** Puts `window.kiosk` into the page in Electron: two channels, checked in both directions, nothing else. */
import { contextBridge, ipcRenderer } from 'electron';
import * as v from 'valibot';
import { channels } from './channels.ts';
import { choiceSchema, viewSchema, type KioskBridge, type View } from './contract.ts';
import { picturePutBack } from './picture-once.ts';

const listeners = new Set<(view: View) => void>();
let latest: View | null = null;
const whole = picturePutBack();

ipcRenderer.on(channels.view, (_event, sent: unknown) => {
  const view = whole(v.parse(viewSchema, sent));
  latest = view;
  for (const show of listeners) show(view);
});

const bridge: KioskBridge = {
  onView(show) {
    listeners.add(show);
    if (latest !== null) show(latest);
    return () => {
      listeners.delete(show);
    };
  },
  choose(choice) {
    const checked = v.safeParse(choiceSchema, choice);
    if (checked.success) ipcRenderer.send(channels.choose, checked.output);
  },
};

contextBridge.exposeInMainWorld('kiosk', bridge);
