import type { Rehearsal } from '../../../../lib/testing';

/** Versions of the query APIs that tests call as the account's administrator, from outside the hosts. */
const VERSIONS = {
  autoscaling: '2011-01-01',
  cloudformation: '2010-05-15',
  ec2: '2016-11-15',
  iam: '2010-05-08',
} as const;

export type Parameters = { readonly [name: string]: string };

/** A call of a query API at a rehearsal's endpoint. @returns the answer's XML; @throws Error with the API's own message */
export async function aws(
  { endpoint, region }: Rehearsal,
  service: keyof typeof VERSIONS,
  action: string,
  parameters: Parameters = {},
): Promise<string> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      authorization: authorization(service, region),
    },
    body: new URLSearchParams({ Action: action, Version: VERSIONS[service], ...parameters }).toString(),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new Error(`${action}: ${texts(text, 'Code')[0] ?? answer.status}: ${texts(text, 'Message')[0] ?? text}`);
}

/** An object of a bucket, written (`PUT`) or read (`GET`) as the account's administrator. @returns what was read */
export async function object(
  { endpoint, region }: Rehearsal,
  method: 'GET' | 'PUT',
  bucket: string,
  key: string,
  body?: string,
): Promise<string> {
  const answer = await fetch(`${endpoint}/${bucket}/${key}`, {
    method,
    headers: { authorization: authorization('s3', region) },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new Error(`${method} s3://${bucket}/${key}: ${text}`);
}

/** The texts of all elements of a name. */
export function texts(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map((match) => match[1] as string);
}

// The rehearsal asks for no true signature on this machine; the scope says which service is meant.
function authorization(service: string, region: string): string {
  return `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}
