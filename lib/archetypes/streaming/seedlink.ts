import { GROUPS } from '../hpc/flows';
import type { Problems } from '../problems';
import { planStream, streamFlows, streamLogin } from './live';
import type { PlannedSource } from './planned-source';
import type { SourceOf } from './sources';
import { HEAD, type SourceSurroundings, STREAMING } from './surroundings';
import { wayOut } from './ways-out';

type SeedLink = SourceOf<'seedlink'>;

const KEYS: readonly (keyof SeedLink)[] = ['kind', 'server', 'streams', 'through'];
const SERVER = /^[A-Za-z0-9.-]+:(\d{1,5})$/;
const NETWORK = /^[A-Z0-9?*]{1,8}$/;
const STATION = /^[A-Z0-9?*-]{1,8}$/;
/** https://docs.fdsn.org/projects/seedlink: location and channel, with wildcards, e.g. `00BHZ`, `BH?`. */
const SELECTOR = /^!?[A-Z0-9?*-]{1,5}(\.[A-Z])?$/;

/** A bridge on the head, from a SeedLink server into the fleet's own stream. */
export function planSeedLink(source: SeedLink, around: SourceSurroundings, problems: Problems): PlannedSource {
  problems.onlyKeys('source', source, KEYS);
  const server = problems.matching(
    'seedlink-server',
    'source.server',
    source.server,
    SERVER,
    "a SeedLink server is 'host:port'; most listen on 18000.",
  );
  if (source.streams.length === 0)
    problems.error(
      'seedlink-streams-none',
      'source.streams',
      "none is given; e.g. { network: 'IU', station: 'ANMO', selector: 'BHZ' }.",
    );
  source.streams.forEach(({ network, station, selector }, index) => {
    const at = `source.streams[${index}]`;
    problems.matching('network-code', `${at}.network`, network, NETWORK, "a network code looks like 'IU'.");
    problems.matching('station-code', `${at}.station`, station, STATION, "a station code looks like 'ANMO'.");
    problems.matching(
      'seedlink-selector',
      `${at}.selector`,
      selector,
      SELECTOR,
      "a selector looks like 'BHZ' or '00BH?'.",
    );
  });
  const planned = planStream(
    { ...source.through, partitionKey: 'station' },
    { at: 'source.through', format: 'miniseed' },
    around,
    problems,
  );
  const port = Number(SERVER.exec(server ?? '')?.[1] ?? 18_000);
  return {
    ...planned,
    title: `SeedLink ${source.server}, ${planned.title}`,
    more: {
      ...planned.more,
      seedlink: { server: source.server, streams: source.streams.map((each) => ({ ...each })) },
    },
    grants: [
      ...planned.grants,
      { to: HEAD, access: 'publish', on: STREAMING.stream },
      ...streamLogin(source.through, HEAD),
    ],
    flows: [...planned.flows, ...streamFlows(around, GROUPS.head), ...wayOut(port, 'the SeedLink server')],
  };
}
