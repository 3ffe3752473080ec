import type { View } from '../preload/contract.ts';
import { pixelsPerMillimetre, rootFontSize } from './screen-size.ts';

/** Puts a view's settings on the page. */
export function applySettings(page: HTMLElement, view: View): void {
  const { settings, language } = view;
  page.lang = language.code;
  page.dir = language.dir;
  page.style.fontSize = `${rootFontSize(settings)}px`;
  page.style.setProperty('--mm', `${pixelsPerMillimetre(settings)}px`);
  // 80 of a hundred: where a hand reaches on most upright kiosks.
  page.style.setProperty('--reach', settings.reachLine === null ? '80vh' : `${settings.reachLine * pixelsPerMillimetre(settings)}px`);
  page.dataset['text'] = settings.textSize;
  page.dataset['theme'] = settings.theme;
  page.dataset['reach'] = settings.lowButtons ? 'low' : 'all';
  page.dataset['motion'] = settings.reducedMotion ? 'still' : 'gentle';
}
