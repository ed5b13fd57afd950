/** Where long work tells how far it is. */
export interface Progress {
  /** What stays: a line. */
  note(line: string): void;
  /** What holds at this moment; the next call replaces it. */
  now(line: string): void;
}

export const SILENT: Progress = { note: () => undefined, now: () => undefined };

const EVERY_MS = 1000;

/** Does something that takes long: tells its title, detail and elapsed seconds every second, and the time at the end. */
export async function timed<T>(
  title: string,
  progress: Progress,
  work: (detail: (text: string) => void) => Promise<T>,
): Promise<T> {
  const began = Date.now();
  let detail = '';
  const tell = () =>
    progress.now(`${title}${detail === '' ? '' : `: ${detail}`} (${secondsSince(began).toFixed(0)} s)`);
  const timer = setInterval(tell, EVERY_MS);
  try {
    const result = await work((text) => {
      detail = text;
      tell();
    });
    progress.note(`${title}: done after ${secondsSince(began).toFixed(1)} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

export function secondsSince(began: number): number {
  return (Date.now() - began) / 1000;
}
