/** Where the site begins: the worker with quern and the SQL parser starts at once, and the page is fetched beside it. */
import { quick } from './worker/client.js';

quick.start();
void import('./page.js').then(({ showPage }) => {
  showPage();
});
