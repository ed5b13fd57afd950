export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const FIRST_MS = 100;
const LONGEST_MS = 1_000;

/** Asks again and again, less and less often, until there is an answer. */
export async function until<Answer>(what: string, forMs: number, ask: () => Promise<Answer | undefined>) {
  const end = Date.now() + forMs;
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() + wait > end)
      throw new Error(
        `timeout while waiting for ${what}, you may need to increase the Terraform Operation timeouts for your resource to continue polling for longer`,
      );
    await pause(wait);
  }
}

const UNITS: { readonly [unit: string]: number } = { h: 3_600_000, m: 60_000, s: 1_000 };

/** `1h15m` in milliseconds. */
export function milliseconds(text: string): number {
  const parts = [...text.matchAll(/(\d+)([hms])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit as string] as number), 0);
}
