import { type DocumentPart, isJoined, jsonText } from '../../blueprint';
import { monthly, type Tariffed } from './charge';

/** https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm */
const STANDARD_BYTES = 4096;
/** The longest that a reference turns out to be. */
const REFERENCE_BYTES = 160;

/** Parameters of the standard tier are free; longer documents are of the advanced one. */
export function awsDocument(part: DocumentPart): Tariffed {
  if (lengthOf(part.content) <= STANDARD_BYTES)
    return {
      free: 'parameters of the standard tier are not billed',
      source: 'https://aws.amazon.com/systems-manager/pricing/',
    };
  const item = `document '${part.id}', more than ${STANDARD_BYTES} bytes`;
  return [monthly(part, 'services', item, 'month', 'aws.ssm.advancedParameter')];
}

function lengthOf(content: DocumentPart['content']): number {
  const text = jsonText(content);
  const pieces = isJoined(text) ? text.join : [text];
  return pieces.reduce<number>(
    (sum, piece) => sum + (typeof piece === 'string' ? Buffer.byteLength(piece) : REFERENCE_BYTES),
    0,
  );
}
