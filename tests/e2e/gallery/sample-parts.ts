/** What the sample views are made of: the frame around every screen, sentences, keys, recorded words. */
import type { Action, Keypad, Notice, Recorded, View, ViewOf } from '../../../preload/contract.ts';

export type Frame = Omit<ViewOf<'needs'>, 'screen' | 'heading' | 'lead' | 'picture' | 'actions'>;

export const act = (id: string, group: Action['group'], label: string, more: Partial<Action> = {}): Action => ({
  id, group, label, look: 'secondary', hint: null, icon: null, language: null, on: null, enabled: true, keys: [], ...more,
});
export const primary = { look: 'primary' } as const;

export const dock = (back = true): Action[] => [
  act('back', 'dock', 'Back', { icon: 'back', enabled: back }),
  act('help', 'dock', 'Get help', { icon: 'help' }),
  act('finish', 'dock', 'Finish and clear', { icon: 'finish', look: 'danger' }),
];
export const tools = [
  act('tool.language', 'tools', 'Language and needs', { icon: 'language' }),
  act('tool.text', 'tools', 'Bigger words', { icon: 'text' }),
  act('tool.sound', 'tools', 'Sound', { icon: 'sound', on: false }),
  act('tool.hide', 'tools', 'Hide the screen', { icon: 'hide' }),
];
export const around = [...dock(), ...tools, act('active', 'silent', 'My health record')];

export const frame: Frame = {
  n: 1,
  language: { code: 'en', dir: 'ltr' },
  settings: { textSize: 'normal', theme: 'standard', lowButtons: false, sound: false, pixelPitch: 0.274, reachLine: null, reducedMotion: true },
  top: { title: 'My health record', place: 'Central Library', who: null, practice: null },
  helpBanner: null,
  announce: 'A new screen',
  words: { more: 'Next page', earlier: 'Page before', page: 'Page {n} of {m}', details: 'More about this' },
};
export const inside: Frame = { ...frame, top: { ...frame.top, who: 'AE' } };

export const say = (heading: string, lead: string[], picture: View['picture'], actions: Action[]) => ({ heading, lead, picture, actions });
export const info = (text: string, heading: string | null = null): Notice => ({ tone: 'info', heading, text });
export const warning = (text: string, heading: string | null = null): Notice => ({ tone: 'warning', heading, text });
export const urgent: Notice = { tone: 'urgent', heading: 'Feeling very unwell?', text: 'Call 999. Ask someone here to help you call.' };

export const keys = (): Action[] => [
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => act(`key.${digit}`, 'keypad', digit, { look: 'plain', keys: [digit] })),
  act('key.clear', 'keypad', 'Clear', { look: 'plain', keys: ['Escape'] }),
  act('key.delete', 'keypad', 'Delete', { look: 'plain', keys: ['Backspace'] }),
  act('next', 'main', 'Next', { ...primary, keys: ['Enter'] }),
];
export const pinPad = (entered: number, error: string | null = null): Keypad => ({
  label: 'Your PIN', shown: '●'.repeat(entered), spoken: `${entered} typed`, secret: true, entered, length: { min: 4, max: 6 }, error,
});

export const rec = (text: string, isValue = false, lang: string | null = 'en-GB'): Recorded => ({ text, lang, isValue });
export const detail = (label: string, text: string, isValue = false) => ({ label, name: null, value: rec(text, isValue) });
