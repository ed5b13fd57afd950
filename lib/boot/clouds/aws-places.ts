import { env, ref } from '../../blueprint';
import type { CloudPlaces } from './places';

const HERE = env('region');

export const AWS_PLACES: CloudPlaces = {
  protocol: 'kinesis',
  bucket: (part, region = HERE) => ({ kind: 's3', bucket: ref(part, 'name'), region }),
  topic: (part) => ({ kind: 'sns', topic: ref(part, 'id'), region: HERE }),
  queue: (part) => ({ kind: 'sqs', url: ref(part, 'url'), region: HERE }),
  stream: (part, leases) => ({
    stream: { kind: 'kinesis', name: ref(part, 'name'), region: HERE },
    leases: { kind: 'dynamodb', table: ref(leases, 'name'), region: HERE },
  }),
};
