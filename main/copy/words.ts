/** Every word of the kiosk's own, in every language; the same for screen, speech and paper. */
import { createInstance, type TFunction } from 'i18next';
import type { LanguageCode } from '../../preload/contract.ts';
import enRecord from './en/record.json' with { type: 'json' };
import enScreens from './en/screens.json' with { type: 'json' };
import enSlip from './en/slip.json' with { type: 'json' };

const english = { screens: enScreens, slip: enSlip, record: enRecord };

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

export type Words = TFunction<['screens', 'slip', 'record']>;

const catalogue = createInstance({
  lng: 'en',
  fallbackLng: 'en',
  ns: ['screens', 'slip', 'record'],
  defaultNS: 'screens',
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: { en: english },
});
await catalogue.init();

export function words(language: LanguageCode): Words {
  return catalogue.getFixedT(language, ['screens', 'slip', 'record']);
}

export function direction(language: LanguageCode): 'ltr' | 'rtl' {
  return languages[language].dir;
}
