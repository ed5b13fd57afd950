import { type JsonWithText, jsonText, type Text } from '../../blueprint';

// Lengths of what AWS puts in place of a reference: ids have 17 hexadecimal digits after a prefix; an ARN holds Region, account and
// a name; a DNS name of a file system holds id and Region. Rounded up.
const ATTRIBUTE_BYTES: { readonly [attribute: string]: number } = {
  id: 30,
  templateId: 20,
  templateVersion: 6,
  sha256: 64,
  address: 64,
  zone: 16,
  mountName: 16,
};
const OTHER_BYTES = 128;

/** Bytes (UTF-8) of a text; references count as the longest value that they usually have. */
export function textBytes(text: Text): number {
  if (typeof text === 'string') return Buffer.byteLength(text, 'utf8');
  if ('join' in text) return text.join.reduce((sum: number, piece) => sum + textBytes(piece), 0);
  if ('ref' in text) return ATTRIBUTE_BYTES[text.attribute] ?? OTHER_BYTES;
  return ENVIRONMENT_BYTES;
}

/** The longest Region names and account ids. */
const ENVIRONMENT_BYTES = 16;

/** Bytes of a JSON document as it is stored. */
export function jsonBytes(content: JsonWithText): number {
  return textBytes(jsonText(content));
}
