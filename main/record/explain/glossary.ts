/** The glossary's files; `npm run check:words` and the type checker hold them to their shape, so nothing is checked at start. */
import abbreviations from './glossary/abbreviations.json' with { type: 'json' };
import allergens from './glossary/allergens.json' with { type: 'json' };
import conditions from './glossary/conditions.json' with { type: 'json' };
import medicines from './glossary/medicines.json' with { type: 'json' };
import procedures from './glossary/procedures.json' with { type: 'json' };
import records from './glossary/records.json' with { type: 'json' };
import tests from './glossary/tests.json' with { type: 'json' };
import vaccines from './glossary/vaccines.json' with { type: 'json' };
import type { AbbreviationEntry, GlossaryEntry, GlossaryKind } from './glossary-entry.ts';

export type GlossaryFiles = Readonly<Record<GlossaryKind, readonly GlossaryEntry[]>> & { readonly abbreviations: readonly AbbreviationEntry[] };

export const glossary: GlossaryFiles = { tests, medicines, conditions, vaccines, procedures, allergens, records, abbreviations };
