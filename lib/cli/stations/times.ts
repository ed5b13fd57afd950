/** Year, month and day, a time of day where one is given, and fractions of a second; UTC always. */
const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?Z?)?$/;

/** Seconds since 1970 of a time as FDSN services write it; nothing where it is none, or no day of the calendar. */
export function secondsOf(text: string): number | undefined {
  const [, ...parts] = FORM.exec(text) ?? [];
  const [year = Number.NaN, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const real = date.getUTCMonth() + 1 === month && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return real ? date.getTime() / 1000 + Number(parts[6] ?? 0) : undefined;
}

/** As the library reads it: `2014-01-01T00:00:00Z`. */
export function isoSecond(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
