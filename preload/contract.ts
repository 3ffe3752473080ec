/**
 * The border between main and the window.
 * Down: the view of the current screen. Up: "the person chose action a of view n". Nothing else.
 * Every word is composed in main; the window draws it. Strict in both directions: an unknown field is refused.
 */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(4000));
const shortText = v.pipe(v.string(), v.maxLength(200));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const languageCodes = ['en', 'cy', 'pl', 'ro', 'pa', 'ur', 'bn', 'gu', 'ar', 'pt', 'es'] as const;

/** BCP 47 with its direction: `en` `ltr`. */
const languageSchema = v.strictObject({
  code: v.picklist(languageCodes),
  dir: v.picklist(['ltr', 'rtl']),
});

/** Words as somebody recorded them: isolated from the sentence around them, in their own language. */
const recordedSchema = v.strictObject({
  text,
  lang: v.nullable(shortText),
  isValue: v.boolean(),
});

export const actionIdPattern = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/;
const actionId = v.pipe(v.string(), v.maxLength(80), v.regex(actionIdPattern));

/** Where a button stands. Every screen has the dock and the tools in the same place. */
export const actionGroups = [
  /** The one next step, and what stands beside it. */
  'main',
  'dock',
  'tools',
  'language',
  'need',
  'keypad',
  /** Letters and signs, in rows as on a keyboard: ids `letter.…`. */
  'keyboard',
  /** Which part of a list is shown: one of them is on. */
  'filter',
  'card',
  'item',
  'tick',
  'face',
  'bench',
  /** Not drawn: sent by the window itself (the person touched the screen, the paper was looked at). */
  'silent',
] as const;

const actionSchema = v.strictObject({
  id: actionId,
  group: v.picklist(actionGroups),
  look: v.picklist(['primary', 'secondary', 'danger', 'plain']),
  label: shortText,
  /** A second line under the label. */
  hint: v.nullable(shortText),
  /** A picture for people who do not read. */
  icon: v.nullable(
    v.picklist(['back', 'help', 'finish', 'language', 'text', 'sound', 'hide', 'contrast', 'reach', 'print', 'search', 'person', 'card', 'number', 'face-happy', 'face-neutral', 'face-sad']),
  ),
  /** The language of the label where it is not the view's (a language's own name). */
  language: v.nullable(languageSchema),
  /** Pressed, ticked or chosen; null where it cannot be. */
  on: v.nullable(v.boolean()),
  enabled: v.boolean(),
  /** `KeyboardEvent.key` values that press it. */
  keys: v.array(shortText),
});

export const pictures = [
  'welcome',
  'hold-card',
  'private',
  'people',
  'pin',
  'waiting',
  'record',
  'paper-out',
  'cover-open',
  'printer-stuck',
  'printing',
  'take-paper',
  'cleared',
  'hidden',
  'closed',
  'help',
  'sorry',
] as const;

/** What every screen has. */
const frame = {
  /** Counts up whenever what is on offer changes; a choice names the view that it was made on. */
  n: count,
  language: languageSchema,
  settings: v.strictObject({
    textSize: v.picklist(['normal', 'bigger', 'biggest']),
    theme: v.picklist(['standard', 'contrast']),
    lowButtons: v.boolean(),
    sound: v.boolean(),
    /** Millimetres of one CSS pixel on this screen. */
    pixelPitch: v.pipe(v.number(), v.minValue(0.05), v.maxValue(1)),
    /** Millimetres above the lower edge of the glass that a hand reaches sitting down; null where nobody has measured. */
    reachLine: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1220))),
    reducedMotion: v.boolean(),
  }),
  top: v.strictObject({
    title: shortText,
    place: shortText,
    /** Initials, after the person said "this is me"; never the full name. */
    who: v.nullable(shortText),
    /** "PRACTICE: made-up person" */
    practice: v.nullable(shortText),
  }),
  /** While someone helps: who, and what they can see. */
  helpBanner: v.nullable(v.strictObject({ text: shortText, stop: v.nullable(actionId) })),
  heading: shortText,
  /** Short paragraphs under the heading. */
  lead: v.array(text),
  picture: v.nullable(v.picklist(pictures)),
  /** Said once by a screen reader when the screen changes. */
  announce: text,
  actions: v.pipe(v.array(actionSchema), v.maxLength(600)),
  /** Words for what the window does by itself: turning pages and opening a card. */
  words: v.strictObject({
    /** "More": the next page. */
    more: shortText,
    /** "Earlier": the page before. */
    earlier: shortText,
    /** "Page {n} of {m}": both placeholders are filled by the window. */
    page: v.pipe(shortText, v.includes('{n}'), v.includes('{m}')),
    /** "More about this": opens the details of one item. */
    details: shortText,
  }),
};

const noticeSchema = v.strictObject({
  tone: v.picklist(['info', 'warning', 'urgent']),
  heading: v.nullable(shortText),
  text,
});
const notices = v.array(noticeSchema);

const keypad = v.strictObject({
  /** Names the field for a screen reader: "Your PIN". */
  label: shortText,
  /** What was typed as it may be shown: dots for a PIN, "999 123" for a number. */
  shown: shortText,
  /** The same for a screen reader: "3 typed" for a PIN. */
  spoken: shortText,
  secret: v.boolean(),
  entered: count,
  length: v.strictObject({ min: count, max: count }),
  error: v.nullable(text),
});

/** For staff: something of the kiosk, and how it is. */
const tiles = v.array(v.strictObject({ name: shortText, state: v.picklist(['good', 'warning', 'bad']), says: text }));

const screenWith = <Name extends string, Fields extends v.ObjectEntries>(screen: Name, fields: Fields) =>
  v.strictObject({ screen: v.literal(screen), ...frame, ...fields });

const detailSchema = v.strictObject({ label: shortText, name: v.nullable(recordedSchema), value: recordedSchema });

/** A laboratory's own range drawn as a line; positions are fractions of the line's length. */
const numberLineSchema = v.strictObject({
  value: recordedSchema,
  low: v.nullable(recordedSchema),
  high: v.nullable(recordedSchema),
  lowAt: v.nullable(v.number()),
  highAt: v.nullable(v.number()),
  valueAt: v.number(),
  zones: v.array(shortText),
});

const itemSchema = v.strictObject({
  id: shortText,
  /** Plain words first, where there are any. */
  plain: v.nullable(recordedSchema),
  /** Of a covered item the kind of thing that it is, in the kiosk's own words. */
  title: recordedSchema,
  date: shortText,
  past: v.boolean(),
  /** It asks before it shows itself. */
  covered: v.boolean(),
  /** "Above the laboratory's range" */
  summary: v.nullable(text),
  details: v.array(detailSchema),
});

/** A heading and what stands under it. */
const passageSchema = v.strictObject({ heading: shortText, texts: v.array(recordedSchema) });

const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** The same test over time: a picture, and the same as a table. Places are parts of the picture's width and height. */
const trendSchema = v.strictObject({
  heading: shortText,
  /** Null where fewer than two results have a number and a date. */
  picture: v.nullable(
    v.strictObject({
      points: v.array(v.strictObject({ along: part, up: part, current: v.boolean() })),
      /** What the upper and the lower edge stand for; the lower is null where there is no height between them. */
      top: recordedSchema,
      bottom: v.nullable(recordedSchema),
      start: shortText,
      end: shortText,
      /** The laboratory's range, where it is the same for every point. */
      band: v.nullable(v.strictObject({ from: part, to: part, label: shortText, range: recordedSchema })),
      /** "This result": what the mark of the current point means. */
      current: v.nullable(shortText),
    }),
  ),
  notes: v.array(text),
  columns: v.strictObject({ date: shortText, value: shortText, range: v.nullable(shortText) }),
  /** Newest first. */
  rows: v.array(v.strictObject({ date: shortText, value: recordedSchema, range: v.nullable(recordedSchema), current: v.nullable(shortText) })),
});

/** A picture of the paper, exactly as it prints. */
const paperSchema = v.strictObject({
  /** `data:image/png;base64,…`; one bit a dot. Null on the wire only: the same as in the view before. */
  image: v.nullable(v.pipe(v.string(), v.startsWith('data:image/png;base64,'), v.maxLength(4_000_000))),
  width: count,
  height: count,
  /** The same words as the picture, for a screen reader and for speech. */
  words: v.array(text),
  /** Rows at which a page of the preview may end, in order: between lines of words. */
  breaks: v.array(count),
  /** "Part {n} of {m}", for looking at it in parts: it prints in one piece. */
  part: v.pipe(shortText, v.includes('{n}'), v.includes('{m}')),
});

/** Entries of the record as buttons: each opens, or names, one thing. `where`: its section, in a list across sections. */
const hitSchema = v.strictObject({ action: actionId, plain: v.nullable(text), title: recordedSchema, where: v.nullable(shortText), date: v.nullable(shortText) });
const foundGroups = v.array(v.strictObject({ heading: shortText, hits: v.array(hitSchema) }));

export const screens = {
  /** Nobody is here. */
  attract: screenWith('attract', { notices }),
  /** Bigger words, sound, lower buttons, contrast. */
  needs: screenWith('needs', {}),
  /** What you need, what you will see, who can see the screen; is anyone with you? */
  before: screenWith('before', { notices }),
  /** Choose a made-up person to practise with. */
  'practice-people': screenWith('practice-people', { notices }),
  /** Hold your card to the reader. */
  identify: screenWith('identify', { notices, readerReady: v.boolean() }),
  /** What was held is not used here, and what to do with it instead. */
  declined: screenWith('declined', { notices }),
  /** Digits: an NHS number, a date of birth, a PIN. */
  number: screenWith('number', { keypad, notices }),
  'birth-date': screenWith('birth-date', { keypad, notices }),
  pin: screenWith('pin', { keypad, notices }),
  /** Letters as well as digits: the passcode of a shared record. */
  passcode: screenWith('passcode', { keypad, notices }),
  /** A verified SMART Health Card: what its issuer says, and no more. */
  statement: screenWith('statement', {
    notices,
    facts: v.array(v.strictObject({ title: recordedSchema, date: shortText, details: v.array(detailSchema) })),
  }),
  /** A record that somebody shared could not be opened. */
  'link-trouble': screenWith('link-trouble', { notices }),
  /** The person signs in with NHS login in a window of its own. */
  'sign-in': screenWith('sign-in', { notices }),
  /** Something takes a moment. */
  wait: screenWith('wait', { slow: v.boolean() }),
  /** It did not match, or it is locked: what happened, what it means, what to do next. */
  'not-matched': screenWith('not-matched', { notices }),
  confirm: screenWith('confirm', { initials: shortText, yearOfBirth: shortText }),
  /** The record did not come. */
  'no-record': screenWith('no-record', { notices }),
  record: screenWith('record', {
    notices,
    cards: v.array(
      v.strictObject({
        action: actionId,
        title: shortText,
        /** "3 allergies", or one of the five states in words. */
        says: text,
        state: v.picklist(['present', 'none-recorded', 'no-access', 'not-available', 'withheld', 'error', 'hidden']),
      }),
    ),
  }),
  section: screenWith('section', {
    notices,
    state: v.picklist(['present', 'none-recorded', 'no-access', 'not-available', 'withheld', 'error', 'hidden']),
    says: v.nullable(text),
    groups: v.array(v.strictObject({ heading: v.nullable(shortText), note: v.nullable(text), items: v.array(itemSchema) })),
    narrative: v.array(recordedSchema),
    /** The item that the person comes back from: the page on which it stands is shown. */
    at: v.nullable(shortText),
  }),
  /** Letters, and what in the person's own record begins with them. */
  search: screenWith('search', {
    notices,
    /** Null while somebody helps: neither letters nor what they find. */
    keypad: v.nullable(keypad),
    /** How much was found, or that nothing was. */
    says: text,
    groups: foundGroups,
  }),
  /** By the date beside each thing, since a day. */
  changed: screenWith('changed', { notices, says: text, groups: foundGroups }),
  /** What another surgery asks first. */
  summary: screenWith('summary', {
    notices,
    parts: v.array(
      v.strictObject({
        heading: shortText,
        state: v.picklist(['present', 'none-recorded', 'no-access', 'not-available', 'withheld', 'error']),
        says: v.nullable(text),
        items: v.array(v.strictObject({ id: shortText, plain: v.nullable(recordedSchema), title: recordedSchema, date: shortText, details: v.array(detailSchema) })),
        /** How much is not on the page, and why. */
        leftOut: v.array(text),
      }),
    ),
  }),
  /** One thing of the record with the screen to itself: a result, a letter. */
  item: screenWith('item', {
    notices,
    plain: v.nullable(recordedSchema),
    title: recordedSchema,
    date: shortText,
    /** "Above the laboratory's range" */
    sentence: v.nullable(text),
    /** Value and unit as written. */
    value: v.nullable(recordedSchema),
    numberLine: v.nullable(numberLineSchema),
    facts: v.array(detailSchema),
    passages: v.array(passageSchema),
    trend: v.nullable(trendSchema),
    details: v.array(detailSchema),
  }),
  /** Do you want to see this now? It names the kind of thing and nothing of it. */
  pause: screenWith('pause', { notices }),
  /** Questions to take along, by what they are about. */
  questions: screenWith('questions', { notices, groups: v.array(v.strictObject({ heading: shortText, actions: v.array(actionId) })) }),
  /** Which thing of a section looks wrong. */
  'wrong-which': screenWith('wrong-which', { notices, groups: foundGroups }),
  /** What is wrong with it, for a paper to the surgery. */
  wrong: screenWith('wrong', { notices, about: v.strictObject({ title: v.nullable(recordedSchema), under: shortText }) }),
  /** What is not in this record, and where to get it. */
  'not-here': screenWith('not-here', { notices }),
  slip: screenWith('slip', { notices, paper: v.nullable(paperSchema), length: shortText }),
  printing: screenWith('printing', { paper: v.nullable(paperSchema), progress: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
  /** Paper out, cover open, stuck, or nobody can know. */
  'print-trouble': screenWith('print-trouble', { notices, trouble: v.picklist(['paper-out', 'cover-open', 'failed', 'unknown']) }),
  'take-paper': screenWith('take-paper', {}),
  goodbye: screenWith('goodbye', { cleared: v.array(shortText) }),
  /** Covers everything: nobody has touched the screen for a while. */
  'still-there': screenWith('still-there', { seconds: count }),
  hidden: screenWith('hidden', { keypad: v.nullable(keypad) }),
  /** Ask once before everything is cleared. */
  'finish-question': screenWith('finish-question', {}),
  help: screenWith('help', { notices }),
  'helper-pin': screenWith('helper-pin', { keypad }),
  'helper-offer': screenWith('helper-offer', { notices }),
  'out-of-order': screenWith('out-of-order', { notices }),
  'service-pin': screenWith('service-pin', { keypad }),
  service: screenWith('service', { tiles }),
  /** Staff hold codes to the reader and see what arrives. */
  'reader-test': screenWith('reader-test', { tiles }),
  /** A page of the kiosk's own, printed to try the printer. */
  'printer-test': screenWith('printer-test', { notices, paper: v.nullable(paperSchema) }),
  /** A bank card held against the glass measures it. */
  'screen-test': screenWith('screen-test', { notices }),
  /** Everything that staff must know before people are taken in. */
  readiness: screenWith('readiness', { tiles }),
} as const;

export type ScreenName = keyof typeof screens;
export const screenNames = Object.keys(screens) as ScreenName[];

export const viewSchema = v.variant('screen', Object.values(screens) as [typeof screens.attract, ...(typeof screens)[ScreenName][]]);
export const choiceSchema = v.strictObject({ view: count, action: actionId });

export type View = { [Name in ScreenName]: v.InferOutput<(typeof screens)[Name]> }[ScreenName];
export type ViewOf<Name extends ScreenName> = v.InferOutput<(typeof screens)[Name]>;
export type Action = v.InferOutput<typeof actionSchema>;
export type ActionGroup = (typeof actionGroups)[number];
export type Choice = v.InferOutput<typeof choiceSchema>;
export type LanguageCode = (typeof languageCodes)[number];
export type Recorded = v.InferOutput<typeof recordedSchema>;
export type Notice = v.InferOutput<typeof noticeSchema>;
export type Keypad = v.InferOutput<typeof keypad>;
export type ItemView = v.InferOutput<typeof itemSchema>;
export type Trend = v.InferOutput<typeof trendSchema>;
export type NumberLine = v.InferOutput<typeof numberLineSchema>;
export type Paper = v.InferOutput<typeof paperSchema>;

/** What the window sees of the kiosk: `window.kiosk`. */
export interface KioskBridge {
  /** Every view from now on, starting with the current one; the returned function stops. */
  onView(show: (view: View) => void): () => void;
  choose(choice: Choice): void;
}
