/** What the tables of all providers have in common: order, dates, words and layout. */

/** Order by code point. */
export const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
/** The newest ISO date of some texts. */
export const newest = (texts) =>
  texts
    .filter((text) => /^\d{4}-\d{2}-\d{2}$/.test(text))
    .sort(byText)
    .at(-1);

/** A text of the reference files in words that stand alone: its short marks and index numbers mean nothing elsewhere. */
export function plain(text) {
  return text
    .replace(/stored version (?=\w{40})/g, '@')
    .replace(/ stored version/g, ' version')
    .replace(/X:[\d,]+|\b\d{11}\b/g, 'a secondary public text')
    .replace(/\bBC:/g, 'botocore 1.43.11 API model, ')
    .replace('; per-card sum listed in networkPerCardSum', '');
}

/** One value a line below each table, so that a change shows as one line. */
export function render(header, tables) {
  const line = (key, value) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const lines = [
    ...Object.entries(header).map(([key, value]) => line(key, value)),
    ...Object.entries(tables).map(
      ([key, rows]) => `"${key}": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
    ),
  ];
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** A cell of a row that is one text. */
export const cell = (value) => (typeof value === 'boolean' ? Number(value) : (value ?? '')).toString();
/** A row without the empty cells at its end. */
export const trimmed = (list) => list.slice(0, list.findLastIndex((value) => value !== null) + 1);
