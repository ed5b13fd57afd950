import { RehearsalError } from '../problem';
import type { Target } from './environment';

const VERSION = '2010-05-15';
const TIMEOUT_MS = 60_000;

/** A call of CloudFormation's query protocol. The rehearsal asks for no true signature on this machine. @returns the answer's XML */
export async function cloudFormation(
  { endpoint, region }: Target,
  action: string,
  parameters: { readonly [name: string]: string },
): Promise<string> {
  const credential = `test/20260101/${region}/cloudformation/aws4_request`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ Action: action, Version: VERSION, ...parameters }).toString(),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new RehearsalError(`${action}: ${textOf(text, 'Message') ?? text.slice(0, 500)}`);
}

/** The text of the first element of a name. */
export function textOf(xml: string, element: string): string | undefined {
  const text = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
  return text === undefined ? undefined : plain(text);
}

/** The contents of the `member` elements that hold elements, e.g. events. */
export function members(xml: string): string[] {
  return [...xml.matchAll(/<member>([\s\S]*?)<\/member>/g)].map((match) => match[1] as string);
}

const ENTITIES: { readonly [name: string]: string } = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plain(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] as string);
}
