import type { ReactNode } from 'react';
import type { Notice } from '../../preload/contract.ts';
import { Shape } from '../pictures/Shape.tsx';

/** Notices of one tone that follow each other share one box; what is urgent stands alone. */
function gather(notices: readonly Notice[]): { readonly notice: Notice; readonly texts: string[] }[] {
  const boxes: { notice: Notice; texts: string[] }[] = [];
  for (const notice of notices) {
    const before = boxes.at(-1);
    const joins = notice.tone !== 'urgent' && notice.heading === null && before?.notice.tone === notice.tone;
    if (joins) before?.texts.push(notice.text);
    else boxes.push({ notice, texts: [notice.text] });
  }
  return boxes;
}

export function Notices({ notices }: { readonly notices: readonly Notice[] }): ReactNode {
  return gather(notices).map(({ notice, texts }, index) => (
    <div key={index} className={`notice notice--${notice.tone}`} data-piece="">
      <Shape name={notice.tone === 'info' ? 'info' : 'warning'} />
      <div>
        {notice.heading === null ? null : <h2 className="notice__heading">{notice.heading}</h2>}
        {texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </div>
  ));
}

export function Lead({ lead }: { readonly lead: readonly string[] }): ReactNode {
  return lead.map((paragraph, index) => (
    <p key={index} className="lead">
      {paragraph}
    </p>
  ));
}
