import { setTimeout as sleep } from 'node:timers/promises';
import { version } from '../../provenance/version';
import { Misuse } from '../streams';

/** A centre that is busy is asked again so often, after these pauses where it names none. */
const PAUSES_SECONDS = [2, 4, 8];
/** A person does not wait longer at a prompt. */
const LONGEST_PAUSE_SECONDS = 120;
const ANSWER_SECONDS = 300;

const BUSY = [429, 503];
const NOTHING = 204;

/** Answer of a service; nothing where it knows nothing of the kind. */
export type Answer = string | undefined;

/**
 * Asks a web service of a data centre for a text.
 *
 * @param say told before each pause
 * @throws Misuse with what to do where there is no answer
 */
export async function ask(address: string, say: (line: string) => void): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const response = await request(address);
    const pause = PAUSES_SECONDS[attempt];
    if (!BUSY.includes(response.status)) return answerOf(response, address);
    if (pause === undefined)
      throw new Misuse(`${address} is still busy (${response.status}) after ${attempt} repetitions. Try later.`);
    await wait(response, pause, say);
  }
}

async function wait(response: Response, usual: number, say: (line: string) => void): Promise<void> {
  await response.body?.cancel();
  const seconds = retryAfter(response.headers.get('retry-after')) ?? usual;
  const { host } = new URL(response.url);
  if (seconds > LONGEST_PAUSE_SECONDS)
    throw new Misuse(`${host} is busy (${response.status}) and asks to come back after ${seconds} s. Try then.`);
  say(`${host} is busy (${response.status}): asking again after ${seconds} s`);
  await sleep(seconds * 1000);
}

/** Seconds of the header: a number of them, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

async function request(address: string): Promise<Response> {
  try {
    return await fetch(address, {
      headers: { 'user-agent': `terrane/${version()}` },
      signal: AbortSignal.timeout(ANSWER_SECONDS * 1000),
    });
  } catch (error) {
    throw new Misuse(`${address} cannot be reached: ${reasonOf(error)}. Look at --url and at this machine's network.`);
  }
}

async function answerOf(response: Response, address: string): Promise<Answer> {
  if (response.status === NOTHING) return undefined;
  const text = await bodyOf(response, address);
  if (response.ok) return text;
  const said = text.trim().split('\n').slice(0, SHOWN_LINES).join('\n').slice(0, SHOWN_CHARACTERS);
  throw new Misuse(
    `${address} answers ${response.status}. ${REMEDIES[response.status] ?? 'Try later.'}\n${said}`.trim(),
  );
}

async function bodyOf(response: Response, address: string): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw new Misuse(`the answer of ${address} broke off: ${reasonOf(error)}. Try again.`);
  }
}

const [SHOWN_LINES, SHOWN_CHARACTERS] = [8, 1000];

const REMEDIES: { readonly [status: number]: string } = {
  400: 'Look at the codes and times that were given; what the service says:',
  401: 'This service wants a login, which this command has none of.',
  403: 'This service wants a login, which this command has none of.',
  404: 'There is no FDSN station service there: look at --url.',
  413: 'That is too much at once: ask for fewer stations with --station.',
};

interface Failure {
  readonly name?: string;
  readonly message?: string;
  readonly cause?: Failure;
  /** Of an AggregateError: one for each address that was tried. */
  readonly errors?: readonly Failure[];
}

/** `fetch failed`, as Node's own says, has the reason below it. */
function reasonOf(error: unknown): string {
  const { name, message, cause, errors } = error as Failure;
  if (name === 'TimeoutError') return `no answer within ${ANSWER_SECONDS} s`;
  if (errors !== undefined) return errors.map(reasonOf).join('; ');
  return cause === undefined ? (message ?? String(error)) : reasonOf(cause);
}
