import { isJoined, type Text } from '../../blueprint';

/** Bytes that a parameter of the free tier holds, and one of the paid tier. https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm */
const STANDARD_BYTES = 4096;
const ADVANCED_BYTES = 8192;

/** The longest that a reference turns out to be: an ARN of a secret with a long name. */
const REFERENCE_BYTES = 160;

/** The tier of Parameter Store that a document needs, its deploy-time values counted at their longest. */
export function parameterTier(content: Text): 'Standard' | 'Advanced' {
  const pieces = isJoined(content) ? content.join : [content];
  const literal = pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? Buffer.byteLength(piece) : 0), 0);
  const references = pieces.filter((piece) => typeof piece !== 'string').length;
  if (literal > ADVANCED_BYTES)
    throw new Error(`a document of ${literal} bytes; Parameter Store holds at most ${ADVANCED_BYTES}`);
  return literal + references * REFERENCE_BYTES <= STANDARD_BYTES ? 'Standard' : 'Advanced';
}
