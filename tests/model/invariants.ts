/** What must hold in every reachable configuration, whatever happens next. Each answers with what is wrong. */
import * as v from 'valibot';
import { viewSchema, type View } from '../../preload/contract.ts';
import { sectionIds } from '../../main/record/patient-record.ts';
import { itemAsks, openSection } from '../../main/session/ask-first.ts';
import { defaultSettings } from '../../main/session/context.ts';
import { project, type Projection } from '../../main/session/view/project.ts';
import { modeOf, type Snapshot } from '../../main/session/view/stage.ts';
import { canary, place, practicePin } from './made-up.ts';
import { next, type Machine } from './reachable.ts';

type Invariant = (snapshot: Snapshot, projection: Projection, machine: Machine) => string | null;

/** 1. Outside a session there is nothing of anyone. The goodbye alone keeps its language and text size. */
const nothingOutside: Invariant = (snapshot) => {
  const { visit, typed, settings, staff } = snapshot.context;
  if (snapshot.matches('inSession')) return null;
  if (visit !== null) return 'a visit outside a session';
  if (!snapshot.matches('service') && staff !== null) return 'staff outside service';
  if (Object.values(typed).some((digits) => digits !== '') && !snapshot.matches('service')) return 'digits outside a session';
  if (!snapshot.matches('ending') && JSON.stringify(settings) !== JSON.stringify(defaultSettings)) return 'settings of a person';
  return null;
};

/** 2. END leads out in one step, and what it leads to goes home by itself. */
const endLeadsHome: Invariant = (snapshot, _, machine) => {
  if (!snapshot.matches('inSession')) return null;
  const kind = next(machine, snapshot, { type: 'END', why: 'finished' } as never);
  if (!kind.matches('ending') || kind.context.visit !== null) return 'END does not end';
  if (!next(machine, kind, { type: 'xstate.after.goodbye.kiosk.ending' }).matches('attract')) return 'goodbye does not end';
  const inUrdu = next(machine, snapshot, { type: 'SETTINGS', change: { language: 'ur', textSize: 'biggest' } } as never);
  const gone = next(machine, inUrdu, { type: 'END', why: 'stopped' } as never);
  if (!gone.matches('attract') || gone.context.visit !== null) return 'a lost window leaves something';
  return JSON.stringify(gone.context.settings) === JSON.stringify(defaultSettings) ? null : 'a lost window leaves settings';
};

/** 3. The view satisfies the contract and holds no word that its screen may not show. */
const viewHolds: Invariant = (snapshot, { view, meanings }) => {
  const parsed = v.safeParse(viewSchema, { ...view, n: 1 });
  if (!parsed.success) return `${view.screen} breaks the contract: ${parsed.issues[0]?.message ?? ''}`;
  const ids = view.actions.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return `${view.screen} offers one id twice`;
  if ([...meanings.keys()].some((id) => !ids.includes(id))) return `${view.screen} has a meaning without a button`;
  return leak(snapshot, parsed.output);
};

const showsClinical: readonly View['screen'][] = ['section', 'item', 'search', 'changed', 'summary', 'wrong-which', 'wrong', 'statement'];
const showsPaper: readonly View['screen'][] = ['slip', 'printing'];

export function leak(snapshot: Snapshot, view: View): string | null {
  const text = JSON.stringify(view);
  const mode = modeOf(snapshot);
  const has = (word: string) => text.includes(word);
  const clinical = has(canary.clinical) || has(canary.value);
  if (clinical && !showsClinical.includes(view.screen)) return `${view.screen} shows a clinical word`;
  if (clinical && mode !== 'alone' && mode !== 'shared') return `a helper sees a clinical word on ${view.screen}`;
  if (clinical && mode === 'shared' && view.screen === 'statement') return 'a helper sees a health card';
  if (clinical && mode !== 'alone' && view.screen !== 'section' && view.screen !== 'item') return `a helper sees a clinical word on ${view.screen}`;
  if (view.screen === 'search' && mode !== 'alone' && (clinical || view.keypad !== null)) return 'a helper sees what is looked for';
  if (clinical && mode === 'shared' && snapshot.context.visit?.sharedSection !== snapshot.context.visit?.section)
    return 'a helper sees a section that was not shown';
  if ((has(canary.custodian) || has(canary.label)) && mode !== 'alone') return `a helper sees whose record it is on ${view.screen}`;
  if (view.screen === 'record' && mode !== 'alone' && view.cards.length !== sectionIds.length) return 'a helper sees which sections there are';
  if ((has(canary.paper) || has(canary.image)) && (!showsPaper.includes(view.screen) || mode !== 'alone'))
    return `${view.screen} shows the paper`;
  const { visit } = snapshot.context;
  const section = visit === null ? null : openSection(visit);
  const covered = section?.items.find((one) => itemAsks(one, section, visit?.agreed ?? []) !== null && has(`${one.title.text}"`));
  if (covered !== undefined) return `${view.screen} shows what asks first`;
  for (const [what, word] of Object.entries({ name: canary.name, number: canary.nhsNumber, card: canary.cardId, link: canary.link }))
    if (has(word)) return `${view.screen} shows the ${what}`;
  if (has(canary.year) && view.screen !== 'confirm') return `${view.screen} shows the year of birth`;
  if (has(canary.initials) && view.screen !== 'confirm' && view.top.who === null) return `${view.screen} shows initials`;
  return null;
}

/** 4. No print runs that the person did not confirm: the running print has its receipt and its slip. */
const printsConfirmed: Invariant = (snapshot) => {
  if (!snapshot.matches({ inSession: { journey: { printing: 'running' } } })) return null;
  const { visit } = snapshot.context;
  return visit?.receipt !== null && visit?.slip !== null && visit?.person !== null ? null : 'prints without a person, slip or receipt';
};

/** 5. A helper is there only after the person's yes; a PIN pad never shows what was typed. */
const helperAgreed: Invariant = (snapshot, { view }) => {
  const mode = modeOf(snapshot);
  const { visit, typed } = snapshot.context;
  if ((mode === 'guided' || mode === 'shared') && visit?.helper == null) return 'help without a helper';
  if (mode === 'alone' && visit?.helper != null) return 'a helper who was not agreed to';
  if ((mode === 'guided' || mode === 'shared') && view.helpBanner === null) return 'help without a banner';
  const pin = typed.pin ?? '';
  const said = JSON.stringify({ ...view, actions: [], announce: '', lead: [] });
  const passcode = typed.passcode ?? '';
  if (view.screen === 'passcode' && mode !== 'alone' && passcode !== '' && (view as View & { screen: 'passcode' }).keypad.shown === passcode) return 'a helper sees a passcode';
  return pin.length > 0 && pin !== practicePin && said.includes(`"${pin}"`) ? 'the view holds a PIN' : null;
};

/** 6. States of a section are said as what they are. */
const statesKept: Invariant = (snapshot, { view }) => {
  const body = view as View;
  const record = snapshot.context.visit?.record;
  if (body.screen !== 'record' || record == null || modeOf(snapshot) !== 'alone') return null;
  const wrong = body.cards.find((card) => {
    const section = record.sections.find((one) => `section.${one.id}` === card.action);
    return section === undefined || section.state !== card.state || card.says === '';
  });
  return wrong === undefined ? null : `${wrong.title} is said to be ${wrong.state}`;
};

const invariants: readonly Invariant[] = [nothingOutside, endLeadsHome, viewHolds, printsConfirmed, helperAgreed, statesKept];

export function broken(snapshot: Snapshot, machine: Machine): string | null {
  if (snapshot.status === 'error') return 'the machine threw';
  const projection = project(snapshot, place);
  for (const invariant of invariants) {
    const wrong = invariant(snapshot, projection, machine);
    if (wrong !== null) return `${wrong} in ${JSON.stringify(snapshot.value)}`;
  }
  return null;
}
