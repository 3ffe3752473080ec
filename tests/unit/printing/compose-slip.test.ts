import { describe, expect, it } from 'vitest';
import { composeSlip, type SlipToCompose } from '../../../main/printing/compose-slip.ts';
import type { PaperSlip, SlipText } from '../../../main/printing/paper-slip.ts';
import { recordWarnings, sectionStates, type PatientRecord } from '../../../main/record/patient-record.ts';
import { afternoon, detail, everySection, item, library, record, recorded, section, value } from './records.ts';

function compose(of: PatientRecord, extra: Partial<SlipToCompose> = {}): PaperSlip {
  return composeSlip(
    { record: of, choices: { sections: everySection, large: false }, practice: false, copy: false, receipt: 'A7K2', ...extra },
    library,
    afternoon,
    'en',
  );
}

/** Everything the slip says, a line a block, kept spaces as spaces. */
function says(slip: PaperSlip): string[] {
  const text = (piece: SlipText) => (typeof piece === 'string' ? piece : piece.text);
  return slip.blocks
    .flatMap((block) => {
      switch (block.type) {
        case 'line':
          return [block.text.map(text).join(' ')];
        case 'field':
          return [`${text(block.label)}: ${text(block.value)}`];
        case 'entry':
          return [text(block.title), ...(block.mark === undefined ? [] : [block.mark]), ...[...(block.first ?? []), block.date, ...block.fields].map((field) => `${text(field.label)}: ${text(field.value)}`)];
        case 'notice':
          return [block.heading ?? '', block.text];
        case 'rule':
        case 'space':
          return [];
        default:
          return 'text' in block ? [text(block.text)] : [];
      }
    })
    .map((line) => line.replaceAll(/[\u2066-\u2069]/g, '').replaceAll('\u00a0', ' '));
}

describe('the slip', () => {
  it('says whose it is, when, where, from whom, and which slip', () => {
    const lines = says(compose(record([])));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Name: Anna Kowalska',
        'Date of birth: 6 August 1958',
        'NHS number: 999 123 4567',
        'From: Riverside Surgery',
        'Record made: 3 June 2026',
        'Printed: 22 November 2026, 2.05pm',
        'Printed at: Central Library',
        'Slip number: A7K2',
        'End of slip A7K2',
        'Keep this paper safe. It is private.',
        'This may not be everything',
      ]),
    );
    expect(lines.join('\n')).toMatch(/111[^]*999/);
  });

  it('says that it does not know, where it does not', () => {
    const lines = says(compose(record([], { patient: { name: null, birthDate: null, nhsNumber: null }, custodian: null, createdAt: null })));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Name: Not recorded',
        'Date of birth: Not recorded',
        'NHS number: Not recorded',
        'From: The record does not say who keeps it',
        'Record made: Date not recorded',
      ]),
    );
  });

  it('keeps partial dates partial', () => {
    const items = [item('medicines-0', recorded('Aspirin'), [], { date: '2020' }), item('medicines-1', recorded('Iron'), [], { date: '1961-04-93' })];
    const lines = says(compose(record([section('medicines', { items })])));
    expect(lines).toContain('Date: 2020');
    expect(lines.some((line) => line.includes('1961-04-93'))).toBe(true);
  });

  it('says the dates of details as dates, and the same date once', () => {
    const items = [
      item('medicines-0', recorded('Aspirin'), [detail('started', recorded('2017-11-10T00:00:00+00:00')), detail('ended', value('2018-08'))], {
        date: '2017-11-10T00:00:00+00:00',
      }),
    ];
    const lines = says(compose(record([section('medicines', { items })])));
    const start = lines.indexOf('Aspirin');
    expect(lines.slice(start + 1, start + 3)).toEqual(['Started: 10 November 2017', 'Ended: August 2018']);
  });

  it('says a day once that was recorded twice', () => {
    const items = [
      item('allergies-0', recorded('Figs'), [detail('started', value('2010-08-03')), detail('started', value('2010-08-03T10:00:00Z'))], { date: '2010-08-03' }),
    ];
    const lines = says(compose(record([section('allergies', { items })])));
    expect(lines.filter((line) => line === 'Started: 3 August 2010')).toHaveLength(1);
  });

  it('says two details of a kind under one label', () => {
    const items = [item('medicines-0', recorded('Aspirin'), [detail('dose', recorded('2 tablets a day')), detail('dose', recorded('With food'))])];
    expect(says(compose(record([section('medicines', { items })])))).toContain('How to take it: 2 tablets a day\nWith food');
  });

  it('words each of the states apart, none blank, none as "none"', () => {
    const said = sectionStates.map((state) => {
      const lines = says(compose(record([section('allergies', { state })])));
      const place = lines.indexOf('Allergies');
      return lines[place + 1] ?? '';
    });
    expect(new Set(said).size).toBe(sectionStates.length);
    sectionStates.forEach((state, place) => {
      expect(said[place]).not.toBe('');
      if (state !== 'none-recorded') expect(said[place]).not.toMatch(/\bnone\b/i);
    });
  });

  it('tells parts of one state together, and allergies and medicines always apart', () => {
    const states = ['allergies', 'medicines', 'devices', 'procedures', 'pregnancy'] as const;
    const lines = says(compose(record(states.map((id) => section(id, { state: id === 'pregnancy' ? 'withheld' : 'not-available' })))));
    const unknown = 'We do not know. This part was not in the record that we got.';
    expect(lines[lines.indexOf('Allergies') + 1]).toBe(unknown);
    expect(lines[lines.indexOf('Medicines') + 1]).toBe(unknown);
    expect(lines[lines.indexOf('Pregnancy') + 1]).toBe('Your surgery has asked us not to show this part here.');
    const others = lines.indexOf('We do not know about these. They were not in the record that we got:');
    expect(lines[others + 1]).toBe('Medical devices, Operations and procedures');
  });

  it('puts plain words first, and the recorded ones under them', () => {
    const of = record([section('conditions', { items: [item('conditions-0', recorded('Essential hypertension'))] })]);
    const request = { record: of, choices: { sections: everySection, large: false }, practice: false, copy: false, receipt: 'A7K2' };
    const slip = composeSlip(request, library, afternoon, 'en', () => 'High blood pressure');
    expect(slip.blocks.find((block) => block.type === 'entry')).toMatchObject({ title: 'High blood pressure', under: recorded('Essential hypertension') });
  });

  it('shows a result on its range, with the same in words', () => {
    const measurement = { value: '48', comparator: null, unit: 'mmol/mol', low: '20', high: '41', rangeText: null };
    const of = record([section('results', { items: [item('results-0', recorded('HbA1c'), [detail('value', value('48 mmol/mol'))], { measurement })] })]);
    expect(compose(of).blocks.find((block) => block.type === 'entry')).toMatchObject({
      range: { summary: "Above the laboratory's range", picture: { side: 'high' } },
    });
  });

  it('leaves room to write questions', () => {
    expect(compose(record([])).blocks.some((block) => block.type === 'writing')).toBe(true);
  });

  it('counts what is withheld, not understood, or private', () => {
    const items = [item('conditions-0', recorded('Asthma')), item('conditions-1', recorded('SECRET'), [], { sensitive: true })];
    const of = record([section('conditions', { items, withheld: 2, notUnderstood: 1 })]);
    const lines = says(compose(of));
    expect(lines).toContain('2 things are not shown here because your surgery has asked us not to.');
    expect(lines).toContain('1 thing could not be shown. Ask your surgery about it.');
    expect(lines).toContain('1 private thing is not printed here. You can see it on the screen.');
    expect(lines.join()).not.toContain('SECRET');
    expect(lines).toContain('1 thing from your record is on this paper.');
    const all = says(compose(of, { choices: { sections: everySection, large: false, sensitive: true } }));
    expect(all).toContain('SECRET');
    expect(all.join()).not.toContain('private thing');
  });

  it('prints the chosen sections and no other', () => {
    const of = record([
      section('allergies', { items: [item('allergies-0', recorded('Penicillin'))] }),
      section('conditions', { items: [item('conditions-0', recorded('Asthma'))] }),
    ]);
    const lines = says(compose(of, { choices: { sections: ['allergies'], large: false } })).join('\n');
    expect(lines).toContain('Penicillin');
    expect(lines).not.toContain('Asthma');
    expect(says(compose(of, { choices: { sections: [], large: false } }))).toContain('You did not choose any part of your record to print.');
  });

  it('keeps what is past apart', () => {
    const items = [item('medicines-0', recorded('Old'), [], { past: true }), item('medicines-1', recorded('New'))];
    const lines = says(compose(record([section('medicines', { items })])));
    expect(lines.indexOf('New')).toBeLessThan(lines.indexOf('In the past'));
    expect(lines.indexOf('In the past')).toBeLessThan(lines.indexOf('Old'));
  });

  it('says that a medicine is stopped before it says any dose', () => {
    const items = [item('medicines-0', recorded('Simvastatin'), [detail('dose', recorded('ONE at night')), detail('status', recorded('completed'))], { past: true })];
    const lines = says(compose(record([section('medicines', { items })])));
    const order = ['Stopped or not in use', 'Status: completed', 'How to take it: ONE at night'].map((line) => lines.indexOf(line));
    expect(order.every((place) => place > 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('says first what is looked for: a dose before its date', () => {
    const items = [item('medicines-0', recorded('Metformin'), [detail('status', recorded('active')), detail('dose', recorded('TWO a day'))])];
    const slip = compose(record([section('medicines', { items })]));
    const [entry] = slip.blocks.filter((block) => block.type === 'entry');
    expect(entry?.first).toEqual([{ label: 'How to take it', value: recorded('TWO a day'), strong: true }]);
    expect(entry?.mark).toBeUndefined();
  });

  it.each([
    ['past-conditions', false],
    ['conditions', true],
    ['allergies', true],
  ] as const)('never says of something past (%s) only that it is active', (id, past) => {
    const items = [item(`${id}-0`, recorded('Chickenpox'), [detail('status', recorded('active'))], { past })];
    const lines = says(compose(record([section(id, { items })])));
    expect(lines).toContain('Status: In the past. The record says: active');
    expect(lines).not.toContain('Status: active');
  });

  it('names a component by its recorded name', () => {
    const items = [
      item('vital-signs-0', recorded('Blood pressure'), [
        { label: 'component', name: recorded('Systolic blood pressure'), value: value('120 mm[Hg]') },
        detail('note', recorded('After rest')),
      ]),
    ];
    const lines = says(compose(record([section('vital-signs', { items })])));
    expect(lines).toContain('Systolic blood pressure: 120 mm[Hg]');
    expect(lines).toContain('Note: After rest');
  });

  it('carries every warning of the record', () => {
    const plain = says(compose(record([]))).join('\n');
    const warned = says(compose(record([], { warnings: recordWarnings }))).join('\n');
    expect(warned.split('\n').length - plain.split('\n').length).toBe(recordWarnings.length);
  });

  it('keeps the slip number in order in a sentence that reads from the right', () => {
    const request = { record: record([]), choices: { sections: everySection, large: false }, practice: false, copy: false, receipt: 'A7K2' };
    const lines = composeSlip(request, library, afternoon, 'ur').blocks.flatMap((block) => (block.type === 'line' ? block.text : []));
    expect(lines.some((line) => typeof line === 'string' && line.includes('\u2066A7K2\u2069'))).toBe(true);
  });

  it('is marked at both ends as practice and as a copy', () => {
    const { blocks } = compose(record([]), { practice: true, copy: true });
    const banners = blocks.map((block) => (block.type === 'banner' ? block.text : ''));
    for (const ends of [banners.slice(0, 2), banners.slice(-2)]) {
      expect(ends[0]).toContain('PRACTICE');
      expect(ends[1]).toContain('COPY');
    }
    expect(compose(record([])).blocks.some((block) => block.type === 'banner')).toBe(false);
  });
});
