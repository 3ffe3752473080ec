/** Every screen that the session comes to, with its own words: the fullest of each kind, in any language. */
import type { LanguageCode, View } from '../../../preload/contract.ts';
import { sessionMachine } from '../../../main/session/machine.ts';
import { project } from '../../../main/session/view/project.ts';
import type { Snapshot } from '../../../main/session/view/stage.ts';
import { explore, layers } from '../../model/reachable.ts';
import { place } from './composed-views.ts';

let kinds: ReadonlyMap<string, Snapshot> | null = null;

/** One snapshot for each screen and each set of buttons on it. */
function reached(): ReadonlyMap<string, Snapshot> {
  const found = new Map<string, { readonly snapshot: Snapshot; readonly size: number }>();
  for (const { snapshot } of explore(sessionMachine, { expand: (one) => layers(one) === 0 }).values()) {
    const { view } = project(snapshot, place);
    const name = `${view.screen} ${view.helpBanner === null ? '' : 'helped '}${view.actions.filter(({ group }) => group === 'main').map(({ id }) => id).join(' ')}`.trim();
    const size = JSON.stringify(view).length;
    if ((found.get(name)?.size ?? 0) < size) found.set(name, { snapshot, size });
  }
  return new Map([...found].map(([name, { snapshot }]) => [name, snapshot]));
}

export function kioskScreens(language: LanguageCode): Record<string, View> {
  kinds ??= reached();
  return Object.fromEntries(
    [...kinds].map(([name, snapshot]) => {
      const { context } = snapshot;
      const there = { ...snapshot, context: { ...context, settings: { ...context.settings, language } }, matches: snapshot.matches.bind(snapshot) } as Snapshot;
      return [`kiosk-${name.replaceAll(' ', '-')}`, { ...project(there, place).view, n: 1 } as View];
    }),
  );
}
