/** The shape of the glossary's files; `npm run check:words` holds every entry to it and to the rules of its README. */
import * as v from 'valibot';

/** One file each, `glossary/<kind>.json`: an array of entries. `records`: letters, visits and words about records. */
export const glossaryKinds = ['tests', 'medicines', 'conditions', 'vaccines', 'procedures', 'allergens', 'records'] as const;
export type GlossaryKind = (typeof glossaryKinds)[number];

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
/** Lower case, without strength, form or maker; the rest of what matching makes equal is in `term.ts`. */
const term = v.pipe(text, v.check((written) => written === written.toLowerCase(), 'a term is in lower case'));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is kebab-case'));
const day = v.pipe(v.string(), v.isoDate());

/** What a reviewer would check the words against. Nothing is copied from it. */
const source = v.strictObject({ name: text, url: v.pipe(v.string(), v.url()), licence: text });

const written = {
  sources: v.pipe(v.array(source), v.minLength(1)),
  author: text,
  /** Name and role; null until a clinician has read every word of the entry. */
  clinicalReviewer: v.nullable(text),
  writtenOn: day,
  reviewDue: day,
};

export const glossaryEntry = v.strictObject({
  /** Unique within its kind. */
  id,
  match: v.strictObject({
    /** Only codes that are certain: system as in FHIR (`http://snomed.info/sct`, `http://loinc.org`). */
    codes: v.array(v.strictObject({ system: v.pipe(v.string(), v.url()), code: text })),
    terms: v.pipe(v.array(term), v.minLength(1)),
  }),
  /** The plain word first, the medical one in brackets: "High blood pressure (hypertension)". */
  plain: text,
  whatItIs: text,
  whyDone: v.optional(text),
  /** What it does not have to mean, where people often fear the worst. */
  notMeaning: v.optional(text),
  ...written,
});
export type GlossaryEntry = Readonly<v.InferOutput<typeof glossaryEntry>>;
export const glossaryFile = v.array(glossaryEntry);

/** `glossary/abbreviations.json`: short forms that people meet in a record, with everything each can mean. */
export const abbreviationEntry = v.strictObject({
  id,
  /** As written in records, capitals kept; all have the same meanings: `["BP"]`, `["o.d.", "OD"]`. */
  short: v.pipe(v.array(text), v.minLength(1)),
  /** The commonest first. `plain` stands after "can mean": "blood pressure", "once a day". */
  canMean: v.pipe(v.array(v.strictObject({ plain: text, whatItIs: v.optional(text) })), v.minLength(1)),
  ...written,
});
export type AbbreviationEntry = Readonly<v.InferOutput<typeof abbreviationEntry>>;
export const abbreviationFile = v.array(abbreviationEntry);
