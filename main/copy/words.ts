/** Every word of the kiosk's own, in every language; the same for screen, speech and paper. */
import { createInstance, type FormatterModule, type Resource, type TFunction } from 'i18next';
import type { LanguageCode } from '../../preload/contract.ts';
import arFinding from './ar/finding.json' with { type: 'json' };
import arRecord from './ar/record.json' with { type: 'json' };
import arScreens from './ar/screens.json' with { type: 'json' };
import arSlip from './ar/slip.json' with { type: 'json' };
import bnFinding from './bn/finding.json' with { type: 'json' };
import bnRecord from './bn/record.json' with { type: 'json' };
import bnScreens from './bn/screens.json' with { type: 'json' };
import bnSlip from './bn/slip.json' with { type: 'json' };
import cyFinding from './cy/finding.json' with { type: 'json' };
import cyRecord from './cy/record.json' with { type: 'json' };
import cyScreens from './cy/screens.json' with { type: 'json' };
import cySlip from './cy/slip.json' with { type: 'json' };
import enFinding from './en/finding.json' with { type: 'json' };
import enRecord from './en/record.json' with { type: 'json' };
import enScreens from './en/screens.json' with { type: 'json' };
import enSlip from './en/slip.json' with { type: 'json' };
import enStaff from './en/staff.json' with { type: 'json' };
import esFinding from './es/finding.json' with { type: 'json' };
import esRecord from './es/record.json' with { type: 'json' };
import esScreens from './es/screens.json' with { type: 'json' };
import esSlip from './es/slip.json' with { type: 'json' };
import guFinding from './gu/finding.json' with { type: 'json' };
import guRecord from './gu/record.json' with { type: 'json' };
import guScreens from './gu/screens.json' with { type: 'json' };
import guSlip from './gu/slip.json' with { type: 'json' };
import paFinding from './pa/finding.json' with { type: 'json' };
import paRecord from './pa/record.json' with { type: 'json' };
import paScreens from './pa/screens.json' with { type: 'json' };
import paSlip from './pa/slip.json' with { type: 'json' };
import plFinding from './pl/finding.json' with { type: 'json' };
import plRecord from './pl/record.json' with { type: 'json' };
import plScreens from './pl/screens.json' with { type: 'json' };
import plSlip from './pl/slip.json' with { type: 'json' };
import ptFinding from './pt/finding.json' with { type: 'json' };
import ptRecord from './pt/record.json' with { type: 'json' };
import ptScreens from './pt/screens.json' with { type: 'json' };
import ptSlip from './pt/slip.json' with { type: 'json' };
import roFinding from './ro/finding.json' with { type: 'json' };
import roRecord from './ro/record.json' with { type: 'json' };
import roScreens from './ro/screens.json' with { type: 'json' };
import roSlip from './ro/slip.json' with { type: 'json' };
import urFinding from './ur/finding.json' with { type: 'json' };
import urRecord from './ur/record.json' with { type: 'json' };
import urScreens from './ur/screens.json' with { type: 'json' };
import urSlip from './ur/slip.json' with { type: 'json' };
import reviews from './reviews.json' with { type: 'json' };

/** `staff`: the service pages, for people who work here, in English alone. */
const english = { screens: enScreens, slip: enSlip, record: enRecord, finding: enFinding, staff: enStaff };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'screens';
    resources: typeof english;
  }
}

/** In their own script, as a person looks for their own. */
export const languages: Readonly<Record<LanguageCode, { readonly name: string; readonly dir: 'ltr' | 'rtl' }>> = {
  en: { name: 'English', dir: 'ltr' },
  cy: { name: 'Cymraeg', dir: 'ltr' },
  pl: { name: 'Polski', dir: 'ltr' },
  ro: { name: 'Română', dir: 'ltr' },
  pa: { name: 'ਪੰਜਾਬੀ', dir: 'ltr' },
  ur: { name: 'اردو', dir: 'rtl' },
  bn: { name: 'বাংলা', dir: 'ltr' },
  gu: { name: 'ગુજરાતી', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
  pt: { name: 'Português', dir: 'ltr' },
  es: { name: 'Español', dir: 'ltr' },
};

const resources = {
  en: english,
  cy: { screens: cyScreens, slip: cySlip, record: cyRecord, finding: cyFinding },
  pl: { screens: plScreens, slip: plSlip, record: plRecord, finding: plFinding },
  ro: { screens: roScreens, slip: roSlip, record: roRecord, finding: roFinding },
  pa: { screens: paScreens, slip: paSlip, record: paRecord, finding: paFinding },
  ur: { screens: urScreens, slip: urSlip, record: urRecord, finding: urFinding },
  bn: { screens: bnScreens, slip: bnSlip, record: bnRecord, finding: bnFinding },
  gu: { screens: guScreens, slip: guSlip, record: guRecord, finding: guFinding },
  ar: { screens: arScreens, slip: arSlip, record: arRecord, finding: arFinding },
  pt: { screens: ptScreens, slip: ptSlip, record: ptRecord, finding: ptFinding },
  es: { screens: esScreens, slip: esSlip, record: esRecord, finding: esFinding },
} satisfies Resource;

/** Who, of those whose own language it is, has read every word of a translation, and on which day (YYYY-MM-DD). */
interface Review {
  readonly reviewedBy: string | null;
  readonly reviewedOn: string | null;
}
const translationReviews: Readonly<Record<Exclude<LanguageCode, 'en'>, Review>> = reviews;

/** Translations that no native speaker has checked; the service screen says so. English is the source. */
export const unreviewedLanguages: readonly LanguageCode[] = Object.keys(languages)
  .filter(isLanguage)
  .filter((language) => language !== 'en' && translationReviews[language].reviewedBy === null);

export type Words = TFunction<['screens', 'slip', 'record', 'finding', 'staff']>;

const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';
const oneIsolate = /^[\u2066-\u2068][^\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*\u2069$/u;
/** In recorded words they could end the isolate early. */
const directionControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * What fills a gap in a sentence that reads from right to left keeps an order of its own: without isolation
 * "0113 496 0000" turns into "0000 496 0113". Unicode Standard Annex 9, 2.4.
 */
const isolated: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value, _format, language) => {
    const text = String(value);
    if (language === undefined || !isLanguage(language) || languages[language].dir === 'ltr' || oneIsolate.test(text)) return text;
    return `${firstStrongIsolate}${text.replaceAll(directionControls, '')}${popIsolate}`;
  },
};

function isLanguage(code: string): code is LanguageCode {
  return Object.hasOwn(languages, code);
}

const catalogue = createInstance({
  lng: 'en',
  fallbackLng: 'en',
  ns: ['screens', 'slip', 'record', 'finding', 'staff'],
  defaultNS: 'screens',
  initAsync: false,
  interpolation: { escapeValue: false, alwaysFormat: true },
  resources,
});
catalogue.use(isolated);
await catalogue.init();

export function words(language: LanguageCode): Words {
  return catalogue.getFixedT(language, ['screens', 'slip', 'record', 'finding', 'staff']);
}

export function direction(language: LanguageCode): 'ltr' | 'rtl' {
  return languages[language].dir;
}
