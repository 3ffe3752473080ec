/**
 * A slip for the surgery: "please check my record". It names what it is about as recorded, with its date and source,
 * says what the person ticked, and leaves room to write. Nothing of it is sent or stored.
 */
import { direction, words } from '../copy/words.ts';
import { placeOf } from '../record/finding/search.ts';
import type { Report } from '../session/report.ts';
import { SlipComposer, type composeSlip } from './compose-slip.ts';
import type { SlipBlock } from './paper-slip.ts';

/** Composes like `composeSlip`, about one thing of the record, one section, or all of it. */
export function composeReport(report: Report): typeof composeSlip {
  return (request, site, now, language, plainWords = () => null) => ({
    language,
    dir: direction(language),
    blocks: new ReportComposer(request, site, now, language, plainWords).about(report),
    unprintable: words(language)('slip:unprintable'),
  });
}

class ReportComposer extends SlipComposer {
  about(report: Report): SlipBlock[] {
    return [
      ...this.banners(),
      ...this.whose(this.say('finding:report.title'), this.say('finding:report.subtitle')),
      { type: 'heading', text: this.say('finding:report.about') },
      ...this.subject(report),
      { type: 'heading', text: this.say('finding:report.ticked') },
      ...report.kinds.map((kind) => this.line(`\u2022 ${this.say(`finding:wrong.kind.${kind}`)}`, 'bold')),
      { type: 'heading', text: this.say('finding:report.write') },
      { type: 'writing', lines: 6 },
      { type: 'heading', text: this.say('finding:report.reach') },
      { type: 'writing', lines: 2 },
      ...this.contact(),
      { type: 'rule' },
      this.line(this.say('finding:report.not-sent'), 'bold'),
      this.line(this.say('slip:private'), 'small'),
      this.line(this.say('slip:end', { receipt: this.within(this.request.receipt) }), 'small'),
      { type: 'space' },
      ...this.banners(),
    ];
  }

  /** The thing itself whatever it is: the person chose it by hand. */
  private subject({ section, item }: Report): SlipBlock[] {
    const { record } = this.request;
    const found = placeOf(record, item);
    if (found !== null) return [this.line(this.say(`record:section.${found.section.id}`), 'bold'), this.entry(found.item, found.section)];
    const whole = record.sections.find(({ id }) => id === section);
    if (whole === undefined) return [this.line(this.say('finding:report.record'), 'bold')];
    const state = whole.state === 'present' ? this.say('record:count', { count: whole.items.length }) : this.say(`record:state.${whole.state}`);
    return [this.line(this.say(`record:section.${whole.id}`), 'bold'), this.line(state)];
  }
}
