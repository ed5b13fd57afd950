import { DataOciStreamingStreamPool } from 'terrane/oci/data-oci-streaming-stream-pool';
import { StreamingStream } from 'terrane/oci/streaming-stream';
import { StreamingStreamPool } from 'terrane/oci/streaming-stream-pool';
import type { StreamPart, Text } from '../../../blueprint';
import { type Finding, TerraneError } from '../../../errors';
import { nameOf } from '../../shared/names';
import { given } from '../../terraform/given';
import { keep } from '../../terraform/retain';
import type { RenderedPart, Renderer, Rendering } from '../rendering';

/**
 * A stream in a pool of its own, which holds the key that encrypts it; partitions and retention cannot be changed later.
 * Attributes beyond the neutral ones: `pool`, its OCID. An existing stream has no `id`: nothing tells it by the stream's name.
 * https://docs.oracle.com/en-us/iaas/Content/Streaming/Concepts/streamingoverview_topic-Limits_on_Streaming_Resources.htm
 */
export const renderStream: Renderer<'stream'> = (part, rendering) => {
  if (part.existingName !== undefined) return existing(part, part.existingName, rendering);
  const home = rendering.home(part);
  const name = nameOf(rendering.blueprint, part);
  const commons = {
    name,
    freeformTags: rendering.freeform(),
    definedTags: rendering.definedTags.ofCluster(),
    ...keep(part),
  };
  const key = rendering.key(part);
  const pool = new StreamingStreamPool(home, 'Pool', {
    compartmentId: rendering.compartmentId,
    // A misspelt topic would else become one.
    kafkaSettings: { autoCreateTopicsEnable: false },
    ...given({ customEncryptionKey: key === undefined ? undefined : { kmsKeyId: key } }),
    ...commons,
  });
  const poolId = pool.id;
  const stream = new StreamingStream(home, 'Resource', {
    streamPoolId: poolId,
    partitions: part.shards,
    retentionInHours: part.retentionHours,
    ...commons,
  });
  for (const resource of [pool, stream]) rendering.carriesTags(resource);
  return {
    native: stream,
    resources: [stream, pool],
    attributes: {
      name: () => stream.name,
      id: () => stream.id,
      pool: () => poolId,
      endpoint: () => pool.kafkaSettings.bootstrapServers,
    },
  };
};

function existing(part: StreamPart, name: Text, rendering: Rendering): RenderedPart {
  const { existingPool } = part;
  if (existingPool === undefined) throw new TerraneError([poolMissing(part, rendering)]);
  const poolId = (): string => rendering.text(existingPool, part);
  const pool = new DataOciStreamingStreamPool(rendering.home(part), 'Pool', { streamPoolId: poolId() });
  return {
    resources: [],
    attributes: {
      name: () => rendering.text(name, part),
      pool: poolId,
      endpoint: () => pool.kafkaSettings.get(0).bootstrapServers,
    },
  };
}

function poolMissing({ id }: StreamPart, { blueprint }: Rendering): Finding {
  return {
    code: 'oci-stream-pool-missing',
    level: 'error',
    path: `${blueprint.data.path}: ${id}.existingPool`,
    message: 'is not given, but a stream has a name in its pool alone. Give the OCID of the pool: ocid1.streampool.…',
  };
}
