/** Events for something that takes many of them in one call: a model behind a service, a table, a stream. */
export interface BatchWork {
  readonly events: number;
  /** Seconds that a call takes, however little it carries. */
  readonly secondsPerCall: number;
  /** Seconds that each event adds to its call. */
  readonly secondsPerEvent: number;
  /** How fast events arrive. @default not known: no steady state */
  readonly eventsPerSecond?: number;
  /** Calls that may be under way together. @default 1 */
  readonly callsInFlight?: number;
}

/** What it takes to bring the events over. */
export interface BatchPlan {
  /** One event a call, one call after the other. */
  readonly secondsSingly: number;
  /** All of them in one call. */
  readonly secondsInBulk: number;
  /** How many times faster the one call is. */
  readonly gain: number;
  /**
   * Where the arrival is known: the smallest batch that keeps up with it, and the calls that come of it. It need not be whole: it is a mean.
   * Absent where no batch keeps up.
   */
  readonly steady?: { readonly eventsPerCall: number; readonly calls: number };
}

/**
 * Calls and seconds with and without batching: a call of b events takes secondsPerCall + b x secondsPerEvent.
 *
 * Measured with a classifier behind a web service, 1,939 events (Foster, Gannon, Cloud Computing for Science and Engineering, 2017,
 * section 9.5, table 9.1): 1,042 s singly, 3.75 s in one call.
 *
 * @throws RangeError where a figure is not positive
 */
export function planBatches(work: BatchWork): BatchPlan {
  const { events, secondsPerCall, secondsPerEvent, eventsPerSecond, callsInFlight = 1 } = work;
  for (const [name, value] of Object.entries({
    events,
    secondsPerCall,
    secondsPerEvent,
    callsInFlight,
    ...(eventsPerSecond === undefined ? {} : { eventsPerSecond }),
  }))
    if (!(value > 0)) throw new RangeError(`${name} is ${value}; it must be more than 0`);
  const secondsFor = (calls: number): number => calls * secondsPerCall + events * secondsPerEvent;
  const [secondsSingly, secondsInBulk] = [secondsFor(events), secondsFor(1)];
  const eventsPerCall = eventsPerSecond === undefined ? undefined : steadyBatch({ ...work, eventsPerSecond });
  return {
    secondsSingly,
    secondsInBulk,
    gain: secondsSingly / secondsInBulk,
    ...(eventsPerCall === undefined ? {} : { steady: { eventsPerCall, calls: events / eventsPerCall } }),
  };
}

// What arrives during a call is the next one's batch: b = rate x (call + b x event) / calls in flight.
function steadyBatch(work: BatchWork & { readonly eventsPerSecond: number }): number | undefined {
  const { eventsPerSecond, secondsPerCall, secondsPerEvent, callsInFlight = 1 } = work;
  const spare = callsInFlight - eventsPerSecond * secondsPerEvent;
  return spare > 0 ? Math.max(1, (eventsPerSecond * secondsPerCall) / spare) : undefined;
}
