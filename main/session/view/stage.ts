/** What a screen is composed from, and the small words that all screens are built with. */
import type { SnapshotFrom } from 'xstate';
import type { Action, ActionGroup, LanguageCode, Notice, View } from '../../../preload/contract.ts';
import { direction, type Words } from '../../copy/words.ts';
import type { AssistMode } from '../../assist/capabilities.ts';
import type { Explanation, Meaning } from '../../record/explain/explain.ts';
import type { Item, SectionId } from '../../record/patient-record.ts';
import type { KioskContext, Visit } from '../context.ts';
import type { KioskEvent } from '../events.ts';
import type { sessionMachine } from '../machine.ts';
import type { PracticePort, ScreenMeasures, SignInPort } from '../ports.ts';

export type Snapshot = SnapshotFrom<typeof sessionMachine>;

/** What the screens say of the place they stand in. */
export interface Place {
  /** "Central Library" */
  readonly name: string;
  /** "Ask at the desk by the door.", in the person's language where the site gives it. */
  readonly desk: (language: LanguageCode) => string;
  /** "Riverside Surgery on 0113 496 0000" */
  readonly surgery: (language: LanguageCode) => string;
  /** Plain words for an item of the record, in English; null where there are none that may be shown. */
  readonly plainWords: (item: Item, section: SectionId, language: LanguageCode) => string | null;
  /** What the glossary says of an item, in English; null where there is nothing that may be shown. */
  readonly explain: (item: Item, section: SectionId) => Explanation | null;
  /** Short forms in a text and what each can mean, in English. */
  readonly shortForms: (text: string) => readonly Meaning[];
  /** How many explanations there are, how many no clinician has read, and whether those appear. */
  readonly glossary: { readonly entries: number; readonly notReviewed: number; readonly shown: boolean };
  /** `YYYY-MM-DD` on the kiosk's calendar. */
  readonly today: () => string;
  /** As it was at the start; staff may measure it anew. */
  readonly screen: ScreenMeasures;
  readonly languages: readonly LanguageCode[];
  /** People can sign in here; `account` as in `SignInPort`. */
  readonly signIn: Pick<SignInPort, 'account'> | null;
  /** Hours that a code on a slip works; null where no code can be made here. */
  readonly linkHours: number | null;
  readonly practice: Pick<PracticePort, 'people' | 'pin'>;
}

export interface Stage {
  readonly snapshot: Snapshot;
  readonly context: KioskContext;
  /** Outside a session there is none; screens of a session are only composed in one. */
  readonly visit: Visit | null;
  readonly say: Words;
  readonly language: LanguageCode;
  readonly mode: AssistMode;
  readonly place: Place;
}

/** A button, and what pressing it means. The event never leaves main. */
export interface Offer {
  readonly action: Action;
  readonly event: KioskEvent;
}

type Style = Partial<Omit<Action, 'id' | 'group' | 'label'>>;

export function offer(group: ActionGroup, id: string, event: KioskEvent, label: string, style: Style = {}): Offer {
  return {
    action: {
      id,
      group,
      label,
      look: 'secondary',
      hint: null,
      icon: null,
      language: null,
      on: null,
      enabled: true,
      keys: [],
      ...style,
    },
    event,
  };
}

export const info = (text: string): Notice => ({ tone: 'info', heading: null, text });
export const warning = (text: string): Notice => ({ tone: 'warning', heading: null, text });

export const primary = { look: 'primary', keys: ['Enter'] } as const satisfies Style;

/** Everything of a view but its number, its frame and its buttons' frame. */
export type Body<ViewType extends View = View> = ViewType extends View
  ? Omit<ViewType, 'n' | 'language' | 'settings' | 'top' | 'helpBanner' | 'actions' | 'announce' | 'words'> & {
      readonly offers: readonly Offer[];
      /** Where Back leads; null where there is nothing to go back to. */
      readonly back: KioskEvent | null;
    }
  : never;

export function languageOf(code: LanguageCode) {
  return { code, dir: direction(code) };
}

export function modeOf(snapshot: Snapshot): AssistMode {
  for (const mode of ['offered', 'guided', 'shared'] as const) {
    if (snapshot.matches({ inSession: { assist: mode } })) return mode;
  }
  return 'alone';
}

