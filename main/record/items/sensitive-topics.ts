/**
 * What asks before it shows itself: news that nobody should meet unprepared, and things that a person beside the
 * screen should not read by accident. It decides nothing else.
 *
 * `words` are whole words; `*` stands for the rest of a longer one (`suicid*`, `*carcinom*`); a space also means a
 * hyphen or a dash; what has capitals is only meant in those capitals (AIDS, not hearing aids). `unless` are phrases that hold
 * such a word and mean something else. `snomed` are concepts of SNOMED CT, `icd10` the beginnings of ICD-10 codes:
 * they hold whatever language the words are in.
 */
export interface SensitiveTopic {
  readonly topic: string;
  readonly words: readonly string[];
  readonly unless?: readonly string[];
  readonly snomed?: readonly string[];
  readonly icd10?: readonly string[];
}

export const sensitiveTopics: readonly SensitiveTopic[] = [
  {
    topic: 'cancer',
    words: [
      'cancer*', 'malignan*', 'metasta*', '*carcinom*', 'carcinoembryonic', '*sarcoma*', '*lymphom*', '*leukaemi*', '*leukemi*', '*melanoma*', '*blastoma*', '*myeloma*',
      '*tumour*', '*tumor', '*tumors', 'neoplas*', 'mesotheliom*', 'seminoma*', 'glioma*', 'hepatoma*', 'hodgkin*', 'kaposi*', 'oncolog*', 'chemotherap*', 'radiotherap*', 'BRCA1', 'BRCA2',
      'ca breast', 'ca prostate', 'ca bronchus', 'ca lung', 'ca colon', 'ca bladder', 'ca ovary', 'ca cervix', 'DCIS', 'LCIS', 'CLL', 'myelodysplas*',
      'two week wait', '2 week wait', 'two week rule', '2 week rule', '2WW', 'fast track suspected',
    ],
    unless: ['tumour necrosis factor', 'tumor necrosis factor', 'pseudotumour', 'pseudotumor'],
    snomed: ['363346000', '254837009', '399068003', '363406005', '254637007', '363358000', '372244006', '118600007', '93143009', '109989006', '55342001'],
    icd10: ['C', 'D0', 'D37', 'D38', 'D39', 'D4'],
  },
  {
    topic: 'end of life',
    words: [
      'palliative', 'end of life', 'terminal illness', 'terminally ill', 'DNACPR', 'DNAR', 'DNR', 'do not attempt', 'do not resuscitate', 'not for resuscitation', 'resuscitation status', 'ReSPECT', 'hospice',
      'gold standards framework', 'anticipatory medic*', 'just in case medic*', 'preferred place of death', 'preferred place of care', 'treatment escalation plan', 'DNA CPR', 'EPaCCS', 'DS1500', 'syringe driver', 'advance decision', 'poor prognosis', 'limited life expectancy',
    ],
    snomed: ['103735009', '304253006', '450476008'],
    icd10: ['Z515', 'Z51.5'],
  },
  {
    topic: 'dementia and other hard news',
    words: ['dementia*', 'alzheimer*', 'lewy body', 'cognitive impairment', 'motor neurone disease', 'motor neuron disease', 'amyotrophic lateral sclerosis', 'huntington*', 'creutzfeldt*'],
    snomed: ['52448006', '26929004', '37340000', '58756001'],
    icd10: ['G30', 'G10', 'G122', 'G12.2'],
  },
  {
    topic: 'loss of a pregnancy or of a child',
    words: [
      'miscarriage*', 'stillbirth*', 'stillborn', 'still birth*', 'still born', 'termination of pregnancy', 'terminations of pregnancy', 'abortion*', 'ectopic pregnan*', 'molar pregnan*', 'hydatidiform', 'pregnancy loss',
      'fetal death', 'foetal death', 'intrauterine death', 'neonatal death', 'infant death', 'retained products of conception', 'mifepristone', 'fetal demise', 'foetal demise', 'IUFD', 'blighted ovum', 'anembryonic', 'ERPC', 'baby loss', 'child death',
      'cot death', 'sudden infant death', 'sudden unexpected death',
    ],
    snomed: ['17369002', '57797005', '237364002', '34801009'],
    icd10: ['O00', 'O01', 'O02', 'O03', 'O04', 'O05', 'O06', 'P95', 'Z371', 'Z37.1'],
  },
  {
    topic: 'fertility',
    words: ['infertil*', 'subfertil*', 'sub fertil*', 'fertility', 'in vitro fertili*', 'IVF', 'ICSI', 'assisted conception', 'embryo transfer', 'insemination', 'egg donation', 'semen', 'sperm', 'azoosperm*', 'oligosperm*', 'clomifene', 'clomiphene'],
    snomed: ['8619003', '6738008', '2904007', '52637005'],
    icd10: ['N97', 'N46'],
  },
  {
    topic: 'gender and sexuality',
    words: ['gender dysphori*', 'gender identity', 'gender reassign*', 'gender incongru*', 'gender affirm*', 'gender confirm*', 'transgender', 'transsexual*', 'trans man', 'trans woman', 'homosexual*', 'bisexual*', 'heterosexual*', 'lesbian'],
    snomed: ['93461009', '407374003'],
    icd10: ['F64'],
  },
  {
    topic: 'HIV and sexual health',
    words: [
      'HIV*', 'hiv', 'human immunodeficiency', 'AIDS', 'acquired immune deficiency', 'acquired immunodeficiency', 'antiretroviral*', 'PrEP', 'preexposure prophylaxis', 'pre exposure prophylaxis',
      'dolutegravir', 'bictegravir', 'raltegravir', 'emtricitabine', 'efavirenz', 'rilpivirine', 'darunavir', 'atazanavir', 'abacavir', 'zidovudine',
      'GUM clinic', 'genitourinary medicine', 'syphili*', 'treponema pallidum', 'gonorrh*', 'chlamydia*', 'genital*', 'STI', 'STIs', 'STD', 'venereal', 'trichomon*', 'emergency contracepti*',
      'sexual*', 'psychosexual', 'erectile', 'impotence', 'libido', 'ejaculat*', 'dyspareunia', 'vaginismus', 'anorgasm*', 'sildenafil', 'tadalafil', 'vardenafil',
    ],
    unless: ['hearing aids', 'chlamydia pneumoniae', 'chlamydia psittaci', 'chlamydophila pneumoniae'],
    snomed: ['86406008', '62479008', '76272004', '15628003', '240589008', '33839006', '8098009', '860914002', '397803000', '165816005'],
    icd10: ['A50', 'A51', 'A52', 'A53', 'A54', 'A55', 'A56', 'A57', 'A58', 'A59', 'A60', 'A63', 'A64', 'B20', 'B21', 'B22', 'B23', 'B24', 'Z21', 'F52', 'N48.4', 'N484'],
  },
  {
    topic: 'mental health',
    words: [
      'suicid*', 'parasuicid*', 'self harm*', 'selfharm*', 'self injur*', 'self poison*', 'overdose*', 'psychosis', 'psychoses', 'psychotic', 'antipsychotic*', 'schizo*', 'bipolar', 'mania', 'manic', 'hypomani*', 'personality disorder*',
      'eating disorder*', 'disordered eating', 'ARFID', 'avoidant restrictive food', 'body dysmorphi*', 'CAMHS', 'anorexia nervosa', 'bulimi*', 'binge eating', 'post traumatic stress', 'posttraumatic stress', 'PTSD', 'depression', 'depressive*', 'depressed', 'anxiety', 'panic disorder*', 'panic attack*',
      'obsessive compulsive', 'OCD', 'mental health', 'mental illness*', 'mental disorder*', 'psychiatr*', 'hallucinat*', 'delusion*', 'paranoi*', 'electroconvulsive', 'PHQ-9', 'PHQ-2', 'GAD-7', 'clozapine', 'lithium carbonate',
    ],
    unless: ['respiratory depression', 'st depression', 'st segment depression', 'marrow depression', 'cns depression', 'depressed fracture*', 'depressed skull', 'depressed scar*', 'bipolar hemiarthroplasty', 'bipolar diathermy', 'bipolar electro*', 'bipolar hip', 'bipolar prosthe*'],
    snomed: ['58214004', '13746004', '69322001', '47505003', '35489007', '72366004', '56882008', '78004001', '82313006', '6471006', '248062006', '55680006'],
    icd10: ['F0', 'F2', 'F3', 'F4', 'F5', 'F60', 'F61', 'F62', 'X6', 'X7', 'X80', 'X81', 'X82', 'X83', 'X84', 'Z915', 'Z91.5'],
  },
  {
    topic: 'alcohol and drugs',
    words: [
      'alcoholi*', 'alcohol dependen*', 'alcohol misuse', 'alcohol abuse', 'alcohol addict*', 'alcohol use disorder', 'alcohol withdrawal', 'alcohol intoxication', 'alcohol related', 'alcohol problem*', 'problem drink*', 'harmful drink*', 'hazardous drink*', 'heavy drink*', 'binge drink*', 'delirium tremens', 'AUDIT-C',
      'drug misuse*', 'drug dependen*', 'drug abuse*', 'drug addict*', 'drug user*', 'intravenous drug', 'injecting drug', 'recreational drug*', 'illicit drug*', 'substance misuse', 'substance abuse', 'substance use disorder*', 'substance dependence', 'addiction*', 'addict', 'addicted',
      'opioid dependen*', 'opioid misuse', 'opioid abuse', 'opioid use disorder', 'opioid overdose', 'heroin', 'cocaine', 'amphetamine*', 'methamphetamine*', 'cannabis', 'methadone', 'subutex', 'espranor', 'buvidal', 'naltrexone', 'nalmefene', 'needle exchange', 'psychoactive', 'MDMA', 'disulfiram', 'acamprosate',
    ],
    unless: ['non alcoholic', 'nonalcoholic'],
    snomed: ['7200002', '66590003', '191816009', '75544000', '26416006', '15167005', '6525002'],
    icd10: ['F10', 'F11', 'F12', 'F13', 'F14', 'F15', 'F16', 'F18', 'F19', 'K70'],
  },
  {
    topic: 'harm by others, and safeguarding',
    words: [
      'assault*', 'rape', 'raped', 'abuse', 'abused', 'abuser', 'abusive', 'violence', 'violent', 'domestic abuse', 'coercive control', 'intimate partner', 'female genital mutilation', 'FGM', 'female circumcision', 'infibulat*', 'deinfibulat*', 'looked after child*', 'forced marriage*', 'honour based', 'traffick*', 'modern slavery', 'exploitation', 'incest',
      'safeguard*', 'child protection', 'child in need', 'at risk register', 'vulnerable adult', 'vulnerable child', 'MARAC', 'non accidental injur*', 'neglect', 'neglected',
    ],
    unless: ['hemispatial neglect', 'spatial neglect', 'visual neglect', 'sensory neglect', 'unilateral neglect'],
    snomed: ['706893006'],
    icd10: ['T74', 'Y04', 'Y05', 'Y06', 'Y07', 'Z61'],
  },
  {
    topic: 'prison and offending',
    words: ['prison*', 'imprison*', 'offender*', 'offending', 'criminal*', 'police custody', 'in custody', 'on probation', 'probation officer', 'convicted'],
    unless: ['offending agent*', 'offending drug*', 'offending medic*', 'offending allergen*', 'offending organism*'],
    snomed: ['266948004'],
    icd10: ['Z650', 'Z65.0', 'Z651', 'Z65.1', 'Z652', 'Z65.2'],
  },
];
