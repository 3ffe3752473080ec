/**
 * What counts as the same term. Every rule here is exact: it removes what never changes what a title names
 * (case, punctuation, "serum", "level", a strength, a dose number), so nothing is ever matched by likeness.
 * A word that changes the meaning ("suspected", "family history") is never removed: see `circumstance.ts`.
 */
import { isReversed } from './circumstance.ts';
import type { GlossaryKind } from './glossary-entry.ts';

/** American spellings, so that one list of UK terms serves both. */
const spellings: readonly (readonly [RegExp, string])[] = [
  // Of the blood: not in systemic, endemic, epidemic, pandemic, academic, polemic.
  [/(?<!a|acad|boh)emia\b/gu, 'aemia'],
  [/(?<!a|syst|end|epid|pand|acad|pol|tot)emic\b/gu, 'aemic'],
  [/\bhem(?=o|at)/gu, 'haem'],
  [/\bedema\b/gu, 'oedema'],
  [/\besophag/gu, 'oesophag'],
  [/\bestr(?=ogen|adiol)/gu, 'oestr'],
  [/diarrhea\b/gu, 'diarrhoea'],
  [/rrhea\b/gu, 'rrhoea'],
  [/\btumor/gu, 'tumour'],
  [/\bpediatric/gu, 'paediatric'],
  [/\borthopedic/gu, 'orthopaedic'],
  [/\bgyneco/gu, 'gynaeco'],
  [/\bcolor\b/gu, 'colour'],
  [/\bfiber\b/gu, 'fibre'],
  [/sulf(?=a|o|i)/gu, 'sulph'],
  [/\bimmunization/gu, 'immunisation'],
  [/ization\b/gu, 'isation'],
];

/** Most words are spelt alike and most of our terms need nothing done, and there are thousands of them. */
const alreadyNormal = /^[a-z0-9%+]+(?: [a-z0-9%+]+)*$/u;
const perhapsAmerican = /emi[ac]\b|\bhem[oa]|\b(?:edema|esophag|estr|tumor|pediatric|orthopedic|gyneco|color|fiber)|rrhea\b|sulf|ization/u;

/** Lower case, letters and figures of any script, one space between words; apostrophes close up. */
export function normalise(written: string): string {
  if (alreadyNormal.test(written) && !perhapsAmerican.test(written)) return written;
  const words = written
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’‘`´]/gu, '')
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{M}\p{N}%+]+/gu, ' ')
    .trim();
  return !perhapsAmerican.test(words) ? words : spellings.reduce((text, [american, british]) => text.replaceAll(american, british), words);
}

/** A title no longer than this is looked up; anything longer is prose, not a name. */
const longest = 300;

/** Every spelling of a title that means the same, the fullest first. */
export function termsOf(title: string, kind: GlossaryKind): readonly string[] {
  if (title.length > longest) return [];
  const found = new Set<string>();
  for (const named of names(title)) {
    for (const form of forms[kind](named)) {
      const term = normalise(form);
      if (term !== '') found.add(term);
    }
  }
  return [...found];
}

/** SNOMED CT's word for what kind of thing a concept is: part of its full name, not of what it names. */
const semanticTag =
  /\s*\((?:disorder|finding|procedure|substance|situation|observable entity|regime\/therapy|morphologic abnormality|event|product|medicinal product|medicinal product form|clinical drug|physical object|qualifier value|record artifact|organism|person|occupation|context-dependent category)\)\s*$/iu;
/** Read code markers ("[D]", "[X]", "[M]", "[V]", "[SO]"), and how a complaint or a finding was come by. */
const marker = /^\s*(?:\[[A-Z]{1,2}\]\s*|(?:O\/E|C\/O)\s*[-:]?\s+)/u;
const unspecified = /[\s,]+(?:NOS|unspecified|not otherwise specified)\.?\s*$/iu;

function* names(title: string): Generator<string> {
  yield title;
  let bare = title.trim();
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(marker, '').replace(semanticTag, '').replace(unspecified, '');
  }
  if (bare !== title) yield bare;
  const whole = withoutItsAbbreviation(bare);
  if (whole !== null) yield whole;
}

/** "FBC - Full blood count", "Full blood count - FBC", "Full blood count (FBC)", "FBC (full blood count)". */
function withoutItsAbbreviation(name: string): string | null {
  const [, first, second] = /^(.+?)\s+-\s+(.+)$/u.exec(name) ?? /^(.+?)\s*\(([^()]+)\)$/u.exec(name) ?? [];
  if (first === undefined || second === undefined) return null;
  if (abbreviates(first, second)) return second;
  if (abbreviates(second, first)) return first;
  return null;
}

/** Capitals that are the words' own letters in order, beginning with the first. */
function abbreviates(short: string, words: string): boolean {
  if (!/^[A-Z][A-Za-z0-9]{0,6}$/u.test(short) || !/[A-Z0-9]$|^[A-Z]{2}/u.test(short) || words.length <= short.length) return false;
  const letters = words.toLowerCase();
  if (letters[0] !== short[0]?.toLowerCase()) return false;
  let at = 0;
  for (const letter of short.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const forms: Readonly<Record<GlossaryKind, (name: string) => Iterable<string>>> = {
  tests: testNames,
  medicines: medicineNames,
  vaccines: vaccineNames,
  conditions: (name) => [name],
  procedures: (name) => [name],
  allergens: allergenNames,
  records: recordNames,
};

/** LOINC's property and its ordinary specimens: "Sodium [Moles/volume] in Serum or Plasma". Urine and the rest stay. */
const loincParts = /\s*\[[^\]]*\]|\s+(?:in|of|-)\s+(?:Serum or Plasma|Serum, Plasma or Blood|Serum|Plasma|Blood)\b|\s+by (?:Automated count|HPLC)\b/giu;

function* testNames(name: string): Generator<string> {
  yield name;
  const bare = name.replaceAll(loincParts, '');
  yield bare;
  const words = normalise(bare).replace(/^(?:serum|plasma|se|blood serum) (?=.)/u, '');
  yield words;
  yield words.replace(/(?<=.) (?:observation|(?:serum |plasma )?levels?|measurement|estimation|tests?)$/u, '');
}

const strength = String.raw`\d[\d.,]*\s*(?:micrograms?|nanograms?|mcg|µg|μg|ug|mg|g|kg|ml|mls|litres?|units?|iu|mmol|mol|ppm|kcal|cm|mm|million units|%|w\/w|w\/v|v\/v)`;
/** "5mg", "0.1%", "100units/ml", "20micrograms/24hours", "250mg/5ml". */
const strengths = new RegExp(String.raw`(?<![\p{L}\d])${strength}(?:\s*\/\s*(?:\d[\d.,]*\s*)?(?:mls?|litres?|dose|actuation|hours?|hrs?|h|g|mg|tablet|vial|\d+\s*hours?))?(?!\p{L})`, 'giu');
/** The dose form and everything after it: "tablets", "oral suspension sugar free", "solution for injection pre-filled pen". */
const doseForm =
  /[\s,]+(?:(?:contraceptive|gastro-?resistant|modified[- ]release|prolonged[- ]release|immediate[- ]release|extended release|slow release|enteric coated|film[- ]coated|dispersible|effervescent|orodispersible|chewable|soluble|sublingual|buccal|oral|hard|soft|conventional release|cutaneous|dry powder|aerosol|inhalation|breath actuated|sugar free|preservative free|scored|e\/c|ec|mr|xl|sr|la)[\s,]+)*(?:tab(?:let)?s?|cap(?:sule)?s?|caplets?|lozenges?|sachets?|granules|powder|oral solution|oral suspension|oral drops|solution|suspension|syrup|elixir|linctus|oral liquid|liquid|injection|injectable solution|infusion|pre-?filled (?:pen|syringe|syringes)|pens?|cartridges?|vials?|ampoules?|inhaler|evohaler|accuhaler|turbohaler|autohaler|easi-breathe|respimat|handihaler|nexthaler|nebuliser liquid|nasal spray|spray|cream|ointment|gel|lotion|foam|shampoo|paste|jelly|eye drops|eye ointment|ear drops|ear\/eye drops|ear spray|drops|patch(?:es)?|transdermal patch(?:es)?|suppositor(?:y|ies)|pessar(?:y|ies)|enema|mouthwash|oromucosal spray|intrauterine device|intrauterine contraceptive device|intrauterine system|vaginal (?:tablets?|ring|gel|cream|delivery system)|implant|device|chewing gum|modified[- ]release|gastro-?resistant)(?:\b.*)?$/iu;
/** For one part of the body: timolol eye drops are not timolol tablets, so only an entry that lists name and form is theirs. */
const localForm = /\b(cream|ointment|gel|lotion|shampoo|eye drops|eye ointment|ear drops|nasal spray|mouthwash|enema|foam)\b/iu;
/** Budesonide capsules are not the inhaler: tried together with the name, before the name alone. */
const takenForm = /\b(tablet|capsule|inhaler|injection|granule|pessary|patch)(?:e?s)?\b/iu;

/** "Amlodipine 5mg tablets (Teva UK Ltd)" names amlodipine; both parts of "A 1mg / B 2mg tablets" must be listed as one. */
function* medicineNames(name: string): Generator<string> {
  yield name;
  const unwrapped = name.replace(/^Product containing (?:precisely |only )?/iu, '').replace(/-containing product$/iu, '');
  const plain = unwrapped.replaceAll(/\s*\([^()]*\)/gu, ' ').replaceAll(strengths, ' ').replaceAll(/\s+/gu, ' ').trim();
  yield plain;
  const bare = plain.replace(doseForm, '').replace(/(?:[\s,/-]+\d[\d./]*)+$/u, '');
  const form = localForm.exec(plain)?.[1];
  if (form !== undefined) {
    yield `${bare} ${form}`;
    yield `${withoutSalt(bare)} ${form}`;
    return;
  }
  const taken = takenForm.exec(plain)?.[1];
  if (taken !== undefined) yield `${withoutSalt(bare)} ${taken}`;
  yield bare;
  yield withoutSalt(bare);
  // "Zortress (everolimus)": the bracket names the substance, where the rest names a brand that is not listed.
  const inner = /^[^()]+\(([^()]+)\)/u.exec(unwrapped)?.[1];
  if (inner !== undefined) yield withoutSalt(inner);
}

/** The salt is part of the name on the box, not of what it is for. Salts that make another medicine stay ("lithium carbonate"). */
function withoutSalt(name: string): string {
  return normalise(name).replace(
    /(?<=.{4}) (?:hydrochloride|hcl|hydrobromide|maleate|mesilate|mesylate|besilate|besylate|succinate|tartrate|fumarate dihydrate|hydrogen tartrate|sodium salt|dihydrate|monohydrate|trihydrate|arginine|erbumine|potassium salt|calcium trihydrate)$/u,
    '',
  );
}

/** "First hepatitis A vaccination", "Administration of second dose of hepatitis A vaccine", with or without a maker. */
function* vaccineNames(name: string): Generator<string> {
  yield name;
  const plain = normalise(name.replaceAll(/\s*\([^()]*\)/gu, ' ').replaceAll(strengths, ' ').replace(doseForm, ''));
  yield plain;
  // A product: "Fluenz Tetra vaccine nasal suspension unit dose".
  const product = /^(.+?) vaccine .*(?:dose|suspension|solution|dispersion|injection|syringes?|vials?)\b/u.exec(normalise(name))?.[1];
  if (product !== undefined && !isReversed(name)) yield product;
  const given = plain.replace(/^administration of /u, '').replace(doseFirst, '');
  for (const bare of [given, given.replace(doseLast, '')]) {
    yield bare;
    yield bare.replace(vaccineWord, '').replace(/^vaccine product containing only (.*) antigen$/u, '$1');
  }
}

const ordinal = '(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|sixth|seventh|single|primary|booster|reinforcing|preschool)';
const doseFirst = new RegExp(`^${ordinal}(?: (?:dose of|dose|booster dose of|booster|course of))? `, 'u');
const doseLast = new RegExp(` ${ordinal}(?: (?:dose|vaccination|immunisation))?$`, 'u');
const vaccineWord = / (?:vacc(?:in(?:ation|e|es)|n)|immunisation|injection|jab)(?: (?:given|administered|adsorbed|inactivated|live))?$/u;

function* allergenNames(name: string): Generator<string> {
  yield name;
  yield normalise(name).replace(/ (?:products?|derived products?|related compounds?|protein)$/u, '');
}

/** What stands for a whole family of titles: "Referral to physiotherapist", "Letter from optician", "Asthma annual review". */
const families: readonly (readonly [RegExp, string])[] = [
  [/^(?:urgent |routine |private |fast track )?referral (?:to|for)\b|\breferral(?: letter)?$/iu, 'referral'],
  [/^letter (?:from|to)\b/iu, 'letter'],
  [/\b(?:annual|six month|6 month) review$/iu, 'annual review'],
];

function* recordNames(name: string): Generator<string> {
  yield name;
  if (isReversed(name)) return;
  for (const [pattern, family] of families) if (pattern.test(name)) yield family;
}
