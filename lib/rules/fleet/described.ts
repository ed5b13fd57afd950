import { bucketName } from './archive/bucket-name';
import { channelCode } from './archive/channel-code';
import { channelsNone } from './archive/channels-none';
import { chunkLength } from './archive/chunk-length';
import { chunkOverPeriod } from './archive/chunk-over-period';
import { locationCode } from './archive/location-code';
import { networkCode } from './archive/network-code';
import { periodOrder } from './archive/period-order';
import { rateOutOfRange } from './archive/rate-out-of-range';
import { sourceUrl } from './archive/source-url';
import { stationCode } from './archive/station-code';
import { stationOutsidePeriod } from './archive/station-outside-period';
import { stationTwice } from './archive/station-twice';
import { stationsNone } from './archive/stations-none';
import { timeForm } from './archive/time-form';
import { codeFileTwice } from './code-file-twice';
import { deadlineNotPositive } from './deadline-not-positive';
import { fleetNeedsApt } from './fleet-needs-apt';
import { handlerForm } from './handler-form';
import { handlerMissing } from './handler-missing';
import { expectedNotPositive } from './live/expected-not-positive';
import { fieldName } from './live/field-name';
import { latencyOverTarget } from './live/latency-over-target';
import { partitionKeyConstant } from './live/partition-key-constant';
import { pollTooFast } from './live/poll-too-fast';
import { recordTooLarge } from './live/record-too-large';
import { seedlinkSelector } from './live/seedlink-selector';
import { seedlinkServer } from './live/seedlink-server';
import { seedlinkStreamsNone } from './live/seedlink-streams-none';
import { shardsTooFew } from './live/shards-too-few';
import { streamLoginUnused } from './live/stream-login-unused';
import { streamNeedsLogin } from './live/stream-needs-login';
import { windowGaps } from './live/window-gaps';
import { windowLength } from './live/window-length';
import { windowUnderPoll } from './live/window-under-poll';
import { workersOverShards } from './live/workers-over-shards';
import { propertyOfOtherSource } from './property-of-other-source';
import { visibilityUnderTimeout } from './visibility-under-timeout';

/** Rules of this folder that archetypes and targets hold declarations against. */
export const FLEET = [
  bucketName,
  channelCode,
  channelsNone,
  chunkLength,
  chunkOverPeriod,
  codeFileTwice,
  deadlineNotPositive,
  expectedNotPositive,
  fieldName,
  fleetNeedsApt,
  handlerForm,
  handlerMissing,
  latencyOverTarget,
  locationCode,
  networkCode,
  partitionKeyConstant,
  periodOrder,
  pollTooFast,
  propertyOfOtherSource,
  rateOutOfRange,
  recordTooLarge,
  seedlinkSelector,
  seedlinkServer,
  seedlinkStreamsNone,
  shardsTooFew,
  sourceUrl,
  stationCode,
  stationOutsidePeriod,
  stationTwice,
  stationsNone,
  streamLoginUnused,
  streamNeedsLogin,
  timeForm,
  visibilityUnderTimeout,
  windowGaps,
  windowLength,
  windowUnderPoll,
  workersOverShards,
] as const;
