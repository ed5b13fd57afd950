import { shownPath } from '../paths';
import type { Screen } from '../rehearse/screen';
import type { Work } from './work';

/** How far it is. */
const PROGRESS = /^\d{4}-\d{2}-\d{2}T/;
/** What goes wrong with a piece of work, or with the driver. */
const TROUBLE = /^(?:(?:WARNING|ERROR|CRITICAL) terrane\.stream\S*: |terrane_stream driver: )(.*)$/;

/** The same piece of work fails the same way, mostly. */
const AGAIN = /, attempt (?!1\b)\d+[^:]*: /;

const MOST_TROUBLES = 10;

/** Shows what a driver writes: the last of its progress, and the first of its troubles. */
export function driverLines(screen: Screen, { logs, folder, shown }: Work): (line: string) => void {
  let troubles = 0;
  return (line) => {
    if (PROGRESS.test(line)) screen.now(line);
    const [, trouble] = TROUBLE.exec(line) ?? [];
    if (trouble === undefined || AGAIN.test(trouble)) return;
    troubles++;
    if (troubles <= MOST_TROUBLES || line.startsWith('terrane_stream')) screen.note(`  ${trouble}`);
    else if (troubles === MOST_TROUBLES + 1)
      screen.note(`  ... more in ${shown}/${shownPath(logs, folder)}/driver.log`);
  };
}
