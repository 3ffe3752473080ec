import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Shape } from '../pictures/Shape.tsx';

const tileShape = { good: 'tick', warning: 'warning', bad: 'cross' } as const;

/** For staff: every device and how it is, at a glance; and what its tests found. */
export function Service({ view }: { readonly view: ViewOf<'service'> | ViewOf<'reader-test'> | ViewOf<'readiness'> }): ReactNode {
  return (
    <main className="stage service">
      <Heading>{view.heading}</Heading>
      <Pages words={view.words} steps={<Steps actions={view.actions} />}>
        <Lead lead={view.lead} />
        <ul className="tiles">
          {view.tiles.map((tile) => (
            <li key={tile.name} className={`tile tile--${tile.state}`} data-piece="">
              <Shape name={tileShape[tile.state]} />
              <div>
                <h2 className="tile__name">{tile.name}</h2>
                <p>{tile.says}</p>
              </div>
            </li>
          ))}
        </ul>
        <Choices actions={view.actions} />
      </Pages>
    </main>
  );
}
