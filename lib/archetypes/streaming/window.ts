import type { JsonWithText, LatencyFacts } from '../../blueprint';
import type { Problems } from '../problems';
import type { SourceSurroundings } from './surroundings';

const KEYS = ['size', 'every', 'allowedLateness', 'checkpoint'];
/** The example that these follow has windows of 20 s: Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 9.4. */
const SIZE_SECONDS = 20;
const LATENESS_SECONDS = 30;
const CHECKPOINT = { least: 10, most: 3600, usual: 60 };

export interface PlannedWindow {
  /** What programs on nodes are told. */
  readonly told: { readonly [key: string]: JsonWithText };
  readonly latency: LatencyFacts;
}

export function planWindow(around: SourceSurroundings, pollSeconds: number, problems: Problems): PlannedWindow {
  const props = around.window ?? {};
  problems.onlyKeys('window', props, KEYS);
  const size = positive('window.size', props.size?.toSeconds(), SIZE_SECONDS, problems);
  const every = positive('window.every', props.every?.toSeconds(), size, problems);
  const lateness = props.allowedLateness?.toSeconds() ?? LATENESS_SECONDS;
  if (every > size)
    problems.error(
      'window-gaps',
      'window.every',
      `given ${props.every}, longer than the window (${size} s): records between two windows would be in none. Give every ${size} s at most.`,
    );
  if (size < pollSeconds)
    problems.error(
      'window-under-poll',
      'window.size',
      `given ${props.size ?? `nothing, which is ${size} s`}, but records are asked for every ${pollSeconds} s. Give a longer window, or poll more often.`,
    );
  const target = around.alerts?.within?.toSeconds();
  const latency: LatencyFacts = {
    packetSeconds: around.alerts?.packet?.toSeconds() ?? 0,
    pollSeconds,
    windowSeconds: size,
    latenessSeconds: lateness,
    ...(target === undefined ? {} : { targetSeconds: target }),
  };
  checkLatency(latency, problems);
  const told = {
    window: { sizeSeconds: size, everySeconds: every },
    allowedLatenessSeconds: lateness,
    checkpointSeconds: planCheckpoint(props.checkpoint?.toSeconds(), problems),
    ...(target === undefined ? {} : { latencyTargetSeconds: target }),
  };
  return { told, latency };
}

function positive(property: string, given: number | undefined, fallback: number, problems: Problems): number {
  if (given === undefined || given > 0) return given ?? fallback;
  problems.error('window-length', property, `given ${given} s; a window is longer than 0.`);
  return fallback;
}

function planCheckpoint(given: number | undefined, problems: Problems): number {
  return problems.integer(
    'window.checkpoint',
    given,
    { min: CHECKPOINT.least, max: CHECKPOINT.most, unit: 'seconds' },
    CHECKPOINT.usual,
  );
}

/** The stages that the declaration decides; the detector's own time and the letter's delivery come on top. */
function checkLatency(stages: LatencyFacts, problems: Problems): void {
  const { packetSeconds, pollSeconds, windowSeconds, latenessSeconds, targetSeconds } = stages;
  const sum = packetSeconds + pollSeconds + windowSeconds + latenessSeconds;
  if (targetSeconds === undefined || sum <= targetSeconds) return;
  problems.error(
    'latency-over-target',
    'alerts.within',
    `given ${targetSeconds} s, but an alert may take ${sum} s: packet ${packetSeconds} + poll ${pollSeconds} + window ${windowSeconds} + allowed lateness ${latenessSeconds}, before the detector's own time. Shorten one of them, or allow more.`,
  );
}
