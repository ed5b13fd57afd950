import type { StreamPart } from '../../blueprint';
import { meterOf } from '../../blueprint/usage';
import { type Charge, ELSEWHERE, stored, type Tariffed, type TariffMap, used, when } from './charge';
import { HOURS } from './use';

const MILLION = 1_000_000;
const THOUSAND = 1000;

/** What Oracle bills for streams, queues and topics; of tables there are none. */
export const OCI_MESSAGING: Pick<TariffMap, 'stream' | 'queue' | 'topic' | 'table'> = {
  stream,
  queue: ({ id }) => [
    used(
      id,
      'messaging',
      `requests to the queue '${id}'`,
      '1M requests',
      'oci.queue',
      meterOf(id, 'requests'),
      MILLION,
    ),
  ],
  topic: ({ id, emails }) => [
    used(
      id,
      'messaging',
      `messages of the topic '${id}' to programs`,
      '1M deliveries',
      'oci.notifications.https',
      meterOf(id, 'requests'),
      MILLION,
    ),
    ...when(
      emails.length > 0,
      used(
        id,
        'messaging',
        `e-mails of the topic '${id}'`,
        '1k e-mails',
        'oci.notifications.email',
        meterOf(id, 'emails'),
        THOUSAND,
      ),
    ),
  ],
  table: () => ({ free: 'there is none: who asks for one is refused', source: 'the table of equivalents' }),
};

function stream(part: StreamPart): Tariffed {
  const { id, existingName } = part;
  if (existingName !== undefined) return ELSEWHERE;
  const name = `stream '${id}'`;
  const passing = (item: string, meter: 'read' | 'written'): Charge =>
    used(id, 'messaging', item, 'GB', 'oci.streaming.putGet', meterOf(id, meter));
  return [
    passing(`${name}, what is put into it`, 'written'),
    passing(`${name}, what is got from it`, 'read'),
    // Paid by the hour that a GB is kept.
    { ...stored(part, 'messaging', name, 'GB-month', ''), price: [['oci.streaming.storage', HOURS]] },
  ];
}
