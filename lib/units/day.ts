const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day of the calendar, as 2027-06-30. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
