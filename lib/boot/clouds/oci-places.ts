import { env, join, ref } from '../../blueprint';
import type { CloudPlaces } from './places';

export const OCI_PLACES: CloudPlaces = {
  protocol: 'kafka',
  bucket: (part, region = env('region')) => ({
    kind: 'oci',
    bucket: ref(part, 'name'),
    region,
    namespace: env('namespace'),
  }),
  topic: (part) => ({ kind: 'ons', topic: ref(part, 'id') }),
  queue: (part) => ({ kind: 'oci', queue: ref(part, 'id'), endpoint: ref(part, 'url') }),
  // https://docs.oracle.com/en-us/iaas/Content/Streaming/Tasks/kafkacompatibility.htm: `tenancy/user/pool`
  stream: (part, _leases, login) => ({
    stream: {
      kind: 'kafka',
      bootstrap: ref(part, 'endpoint'),
      topic: ref(part, 'name'),
      ...(login === undefined
        ? {}
        : { security: { user: join(login.user, '/', ref(part, 'pool')), secret: ref(login.secret, 'id') } }),
    },
  }),
};
