/** The same views with words of other lengths and another direction. Recorded words stay as they are recorded. */
import type { Action, View } from '../../../preload/contract.ts';

const pools = {
  ur: {
    dir: 'rtl',
    key: ['صاف کریں', 'مٹائیں'],
    short: ['مدد حاصل کریں', 'واپس', 'ختم کریں اور مٹا دیں', 'زبان', 'بڑے الفاظ', 'آواز', 'سکرین چھپائیں', 'شروع کریں', 'مزید', 'پرنٹ کریں'],
    medium: ['یہاں اپنا صحت کا ریکارڈ دیکھیں', 'اپنا کارڈ ریڈر کے سامنے رکھیں', 'کیا آپ ابھی بھی یہاں موجود ہیں؟', 'یہاں کیا شامل نہیں ہے؟'],
    long: ['آپ کو اپنے صحت ریکارڈ کارڈ اور اپنے پن نمبر کی ضرورت ہے۔ یا آپ کا نمبر، تاریخ پیدائش اور پن۔', 'شاید یہ سب کچھ نہ ہو۔ آپ کی سرجری کے پاس آپ کا پورا ریکارڈ موجود ہے۔'],
  },
  pl: {
    dir: 'ltr',
    key: ['Wyczyść', 'Usuń'],
    short: ['Poproś o pomoc', 'Wstecz', 'Zakończ i wyczyść', 'Język i potrzeby', 'Większe litery', 'Dźwięk', 'Ukryj ekran', 'Rozpocznij', 'Następna strona', 'Wydrukuj'],
    medium: ['Zobacz tutaj swoją dokumentację medyczną', 'Przyłóż swoją kartę do czytnika kodów', 'Czy nadal jesteś przy urządzeniu?', 'Operacje i zabiegi chirurgiczne'],
    long: ['Potrzebujesz karty dokumentacji medycznej i numeru PIN. Możesz też podać numer NHS, datę urodzenia i numer PIN.', 'To może nie być wszystko. Twoja przychodnia ma pełną dokumentację medyczną.'],
  },
} as const;

export type SampleLanguage = 'en' | keyof typeof pools;

export function inLanguage(view: View, code: SampleLanguage): View {
  // What main composed in another language speaks for itself.
  if (code === 'en' || view.language.code !== 'en') return view;
  const pool = pools[code];
  const turn = { key: 0, short: 0, medium: 0, long: 0 };
  const pick = (kind: 'key' | 'short' | 'medium' | 'long'): string => pool[kind][turn[kind]++ % pool[kind].length] ?? '';
  const own = (words: string): string => (/^[\d ]*$/.test(words) ? words : pick(words.length < 22 ? 'short' : words.length < 45 ? 'medium' : 'long'));
  const action = (one: Action): Action => ({
    ...one,
    label: one.language !== null || /^\d$/.test(one.label) ? one.label : one.group === 'keypad' || (one.group === 'keyboard' && one.label.length > 1) ? pick('key') : one.group === 'keyboard' ? one.label : own(one.label),
    hint: one.hint === null ? null : own(one.hint),
  });
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (value !== null && typeof value === 'object') {
      if ('isValue' in value) return value;
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]));
    }
    const worded = ['heading', 'lead', 'title', 'place', 'practice', 'text', 'says', 'label', 'zones', 'summary', 'cleared', 'error', 'name', 'date', 'plain', 'length'];
    return typeof value === 'string' && worded.includes(key) ? own(value) : value;
  };
  const { actions, words, settings, language: _, announce, ...rest } = view;
  return {
    ...(walk(rest, '') as typeof rest),
    actions: actions.map(action),
    words: { ...words, more: pool.short[8], earlier: pool.short[1], details: pool.medium[3] },
    settings,
    announce,
    language: { code, dir: pool.dir },
  } as View;
}
