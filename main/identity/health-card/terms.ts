/**
 * English names for the codes that cards carry without any: QR codes are short, so issuers leave names out.
 * Only what health cards are made for: vaccines, tests for COVID-19 and their outcomes. A code that is not here is shown as a code.
 */
import { isObject } from '../encoding.ts';

export interface Term {
  /** Null: nothing here and nothing on the card says it. */
  readonly name: string | null;
  readonly code: string | null;
  /** Where the code is from, in a word: `CVX`; null where it is of no list that is known here. */
  readonly list: string | null;
}

/** CDC vaccine administered (CVX), https://www2a.cdc.gov/vaccines/iis/iisstandards/vaccines.asp?rpt=cvx */
const cvx: Readonly<Record<string, string>> = {
  '03': 'MMR vaccine (measles, mumps and rubella)',
  '08': 'Hepatitis B vaccine',
  '09': 'Tetanus and diphtheria vaccine',
  '10': 'Polio vaccine',
  '17': 'Hib vaccine',
  '18': 'Rabies vaccine',
  '19': 'BCG vaccine (tuberculosis)',
  '20': 'Diphtheria, tetanus and whooping cough vaccine',
  '21': 'Chickenpox vaccine',
  '25': 'Typhoid vaccine (by mouth)',
  '33': 'Pneumococcal vaccine (PPSV23)',
  '37': 'Yellow fever vaccine',
  '43': 'Hepatitis B vaccine',
  '45': 'Hepatitis B vaccine',
  '48': 'Hib vaccine',
  '49': 'Hib vaccine',
  '52': 'Hepatitis A vaccine',
  '62': 'HPV vaccine',
  '83': 'Hepatitis A vaccine',
  '85': 'Hepatitis A vaccine',
  '88': 'Flu vaccine',
  '89': 'Polio vaccine',
  '91': 'Typhoid vaccine',
  '94': 'MMRV vaccine (measles, mumps, rubella and chickenpox)',
  '101': 'Typhoid vaccine',
  '104': 'Hepatitis A and B vaccine',
  '106': 'Diphtheria, tetanus and whooping cough vaccine',
  '107': 'Diphtheria, tetanus and whooping cough vaccine',
  '110': 'Diphtheria, tetanus, whooping cough, hepatitis B and polio vaccine',
  '113': 'Tetanus and diphtheria vaccine',
  '114': 'Meningitis ACWY vaccine',
  '115': 'Tetanus, diphtheria and whooping cough vaccine',
  '116': 'Rotavirus vaccine',
  '118': 'HPV vaccine',
  '119': 'Rotavirus vaccine',
  '120': 'Diphtheria, tetanus, whooping cough, Hib and polio vaccine',
  '121': 'Shingles vaccine',
  '122': 'Rotavirus vaccine',
  '130': 'Diphtheria, tetanus, whooping cough and polio vaccine',
  '133': 'Pneumococcal vaccine (PCV13)',
  '134': 'Japanese encephalitis vaccine',
  '136': 'Meningitis ACWY vaccine',
  '137': 'HPV vaccine',
  '138': 'Tetanus and diphtheria vaccine',
  '139': 'Tetanus and diphtheria vaccine',
  '140': 'Flu vaccine',
  '141': 'Flu vaccine',
  '146': 'Diphtheria, tetanus, whooping cough, polio, Hib and hepatitis B vaccine',
  '147': 'Meningitis ACWY vaccine',
  '149': 'Flu vaccine (nasal spray)',
  '150': 'Flu vaccine',
  '158': 'Flu vaccine',
  '161': 'Flu vaccine',
  '162': 'Meningitis B vaccine',
  '163': 'Meningitis B vaccine',
  '165': 'HPV vaccine',
  '166': 'Flu vaccine',
  '171': 'Flu vaccine',
  '185': 'Flu vaccine',
  '186': 'Flu vaccine',
  '187': 'Shingles vaccine',
  '188': 'Shingles vaccine',
  '197': 'Flu vaccine',
  '205': 'Flu vaccine',
  '207': 'COVID-19 vaccine (Moderna)',
  '208': 'COVID-19 vaccine (Pfizer-BioNTech)',
  '210': 'COVID-19 vaccine (AstraZeneca)',
  '211': 'COVID-19 vaccine (Novavax)',
  '212': 'COVID-19 vaccine (Janssen)',
  '213': 'COVID-19 vaccine',
  '215': 'Pneumococcal vaccine (PCV15)',
  '216': 'Pneumococcal vaccine (PCV20)',
  '217': 'COVID-19 vaccine (Pfizer-BioNTech)',
  '218': 'COVID-19 vaccine (Pfizer-BioNTech)',
  '219': 'COVID-19 vaccine (Pfizer-BioNTech)',
  '221': 'COVID-19 vaccine (Moderna)',
  '225': 'COVID-19 vaccine (Sanofi)',
  '227': 'COVID-19 vaccine (Moderna)',
  '228': 'COVID-19 vaccine (Moderna)',
  '229': 'COVID-19 vaccine (Moderna, two strains)',
  '230': 'COVID-19 vaccine (Moderna, two strains)',
  '300': 'COVID-19 vaccine (Pfizer-BioNTech, two strains)',
  '301': 'COVID-19 vaccine (Pfizer-BioNTech, two strains)',
  '302': 'COVID-19 vaccine (Pfizer-BioNTech, two strains)',
  '510': 'COVID-19 vaccine (Sinopharm)',
  '511': 'COVID-19 vaccine (Sinovac)',
};

/** SNOMED CT, with products of its UK drug extension; https://termbrowser.nhs.uk */
const snomed: Readonly<Record<string, string>> = {
  '10828004': 'Positive',
  '82334004': 'Not clear',
  '260373001': 'Found',
  '260385009': 'Negative',
  '260415000': 'Not found',
  '419984006': 'Not clear',
  '840539006': 'COVID-19',
  '1119305005': 'COVID-19 vaccine',
  '1119349007': 'COVID-19 vaccine (mRNA)',
  '39114911000001105': 'COVID-19 vaccine (AstraZeneca)',
  '39115611000001103': 'COVID-19 vaccine (Pfizer-BioNTech)',
  '39326911000001101': 'COVID-19 vaccine (Moderna)',
};

/** LOINC, https://loinc.org/sars-cov-2-and-covid-19 */
const loinc: Readonly<Record<string, string>> = {
  '94309-2': 'COVID-19 test (PCR)',
  '94500-6': 'COVID-19 test (PCR)',
  '94531-1': 'COVID-19 test (PCR)',
  '94558-4': 'COVID-19 test (antigen)',
  '94563-4': 'COVID-19 antibody test',
  '94762-2': 'COVID-19 antibody test',
  '95209-3': 'COVID-19 test (antigen)',
  '97097-0': 'COVID-19 test (antigen)',
};

/** WHO ATC and the EU's list of medicines, as EU certificates name vaccines. */
const atc: Readonly<Record<string, string>> = { J07BX03: 'COVID-19 vaccine' };
const euProducts: Readonly<Record<string, string>> = {
  'EU/1/20/1507': 'COVID-19 vaccine (Moderna)',
  'EU/1/20/1525': 'COVID-19 vaccine (Janssen)',
  'EU/1/20/1528': 'COVID-19 vaccine (Pfizer-BioNTech)',
  'EU/1/21/1529': 'COVID-19 vaccine (AstraZeneca)',
};

const lists: Readonly<Record<string, { readonly list: string; readonly names: Readonly<Record<string, string>> }>> = {
  'http://hl7.org/fhir/sid/cvx': { list: 'CVX', names: cvx },
  'http://snomed.info/sct': { list: 'SNOMED CT', names: snomed },
  'http://loinc.org': { list: 'LOINC', names: loinc },
  'http://www.whocc.no/atc': { list: 'ATC', names: atc },
  'https://ec.europa.eu/health/documents/community-register/html/': { list: 'EU', names: euProducts },
};

/** A FHIR CodeableConcept: its own words where it has some, else ours, else the code as it stands. */
export function termOf(concept: unknown): Term | null {
  if (!isObject(concept)) return null;
  const codings = Array.isArray(concept['coding']) ? concept['coding'].filter(isObject) : [];
  const terms = codings.map(termOfCoding);
  const said = plain(concept['text']) ?? terms.find(({ name }) => name !== null)?.name ?? null;
  const coded = terms.find(({ name }) => name !== null) ?? terms.find(({ code }) => code !== null);
  if (said === null && coded === undefined) return null;
  return { name: said, code: coded?.code ?? null, list: coded?.list ?? null };
}

function termOfCoding(coding: Readonly<Record<string, unknown>>): Term {
  const code = plain(coding['code']);
  const { system } = coding;
  const known = typeof system === 'string' && Object.hasOwn(lists, system) ? lists[system] : undefined;
  const ours = code !== null && known !== undefined && Object.hasOwn(known.names, code) ? known.names[code] : undefined;
  return { name: plain(coding['display']) ?? ours ?? null, code, list: known?.list ?? null };
}

const longest = 200;

/** One line of words without control characters and without turns of the writing direction; null for nothing. */
export function plain(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  return text === '' ? null : text.length > longest ? `${text.slice(0, longest)}…` : text;
}
