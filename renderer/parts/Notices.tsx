import type { ReactNode } from 'react';
import type { Notice } from '../../preload/contract.ts';
import { Shape } from '../pictures/Shape.tsx';

export function Notices({ notices }: { readonly notices: readonly Notice[] }): ReactNode {
  return notices.map((notice, index) => (
    <div key={index} className={`notice notice--${notice.tone}`} data-piece="">
      <Shape name={notice.tone === 'info' ? 'info' : 'warning'} />
      <div>
        {notice.heading === null ? null : <h2 className="notice__heading">{notice.heading}</h2>}
        <p>{notice.text}</p>
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
