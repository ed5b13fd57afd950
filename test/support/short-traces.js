// cdktf keeps the whole stack with every token, and jest looks each line of it up in source maps: most of the time of a synthesis.
const capture = Error.captureStackTrace;
Error.captureStackTrace = (target, below) => {
  if (target instanceof Error) return capture(target, below);
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.min(limit, 3);
  try {
    capture(target, below);
  } finally {
    Error.stackTraceLimit = limit;
  }
};
