/** A number with commas between the thousands of its whole part: `1,044`. */
export function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const commas = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? commas : `${commas}.${fraction}`;
}
