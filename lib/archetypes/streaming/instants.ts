import type { Problems } from '../problems';

/** Year, month and day, and a time of day where one is given; UTC always. */
const FORM = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/;
const MONTH = /^\d{4}-(\d{2})-(\d{2})/;

/** Seconds since 1970 of a text in ISO 8601, taken as UTC; nothing where it is none, or no day of the calendar. */
export function instant(text: string): number | undefined {
  if (!FORM.test(text)) return undefined;
  const date = new Date(text.length === 10 || text.endsWith('Z') ? text : `${text}Z`);
  if (Number.isNaN(date.getTime())) return undefined;
  // The 30th of February is the 1st of March to JavaScript.
  const [, month, day] = MONTH.exec(text) as RegExpExecArray;
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
    ? date.getTime() / 1000
    : undefined;
}

/** As programs on nodes read it: `2014-01-01T00:00:00Z`. */
export function isoSecond(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** A known instant, else nothing with a finding. */
export function givenInstant(property: string, text: string, problems: Problems): number | undefined {
  if (!problems.known(property, text)) return undefined;
  const found = instant(text);
  if (found === undefined)
    problems.error(
      'time-form',
      property,
      `given '${text}', which is no day or moment of UTC such as '2014-01-01' or '2014-01-01T06:00:00Z'.`,
    );
  return found;
}
