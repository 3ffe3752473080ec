import { useReducer, type ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { stateShape } from '../parts/Cards.tsx';
import { Heading } from '../parts/Heading.tsx';
import { ItemCard } from '../parts/Items.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { RecordedWords } from '../parts/RecordedWords.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Shape } from '../pictures/Shape.tsx';

export function Section({ view }: { readonly view: ViewOf<'section'> }): ReactNode {
  const [, pagesAgain] = useReducer((n: number) => n + 1, 0);
  const itemIds = new Set(view.groups.flatMap((group) => group.items).map((item) => `item.${item.id}`));
  const others = view.actions.filter((action) => !itemIds.has(action.id));
  const filter = view.actions.find(({ group, on }) => group === 'filter' && on)?.id ?? '';
  return (
    <main className="stage section">
      <Heading>{view.heading}</Heading>
      <Pages key={`${filter} ${view.groups[0]?.items[0]?.id ?? ''}`} words={view.words} steps={<Steps actions={others} />}>
        <Choices actions={view.actions} groups={['filter']} />
        {view.says === null ? null : (
          <p className={`says says--${view.state}`}>
            <Shape name={stateShape[view.state]} />
            <span>{view.says}</span>
          </p>
        )}
        <div className="leads">
          <Lead lead={view.lead} />
        </div>
        <div className="notices">
          <Notices notices={view.notices} />
        </div>
        {view.groups.map((group, index) => (
          <section key={index} className="group">
            {group.heading === null ? null : <h2 className="group__heading">{group.heading}</h2>}
            {group.note === null ? null : <p className="group__note">{group.note}</p>}
            <div className="items">
              {group.items.map((item) => (
                <ItemCard key={item.id} item={item} actions={view.actions} words={view.words} here={item.id === view.at} level={group.heading === null ? 'h2' : 'h3'} onOpened={pagesAgain} />
              ))}
            </div>
          </section>
        ))}
        {view.narrative.map((recorded, index) => (
          <p key={index} className="narrative">
            <RecordedWords recorded={recorded} />
          </p>
        ))}
        <Choices actions={others} groups={['card', 'item', 'need']} />
      </Pages>
    </main>
  );
}
