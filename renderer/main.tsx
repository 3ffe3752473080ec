import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { CalmBoundary } from './parts/CalmBoundary.tsx';
import './styles/kiosk.scss';

const root = document.getElementById('kiosk');
if (root === null) throw new Error('index.html has no #kiosk');
createRoot(root).render(
  <CalmBoundary recover={window.kiosk.onView}>
    <App kiosk={window.kiosk} />
  </CalmBoundary>,
);
