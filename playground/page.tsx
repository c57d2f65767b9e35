/** The page, put into its place. */
import { render } from 'preact';
import { App } from './app.js';
import { linkSteps } from './parts/linking.js';
import './style/colours.css';
import './style/base.css';
import './style/parts.css';
import './style/panes.css';
import './style/compare.css';
import './style/native.css';
import './style/running.css';
import './style/own.css';
import './style/lessons.css';
import './style/start.css';
import './style/steady.css';
import './style/projector.css';
import './style/print.css';

/** Shows the page instead of what stands there for browsers without scripts. */
export function showPage(): void {
  const root = document.getElementById('app');
  if (root === null) return;
  root.replaceChildren();
  render(<App />, root);
  linkSteps(root);
}
