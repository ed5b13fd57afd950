import type { Answer, Pair, Question } from '../../reports/reach';

const WORDS: { readonly [extent in Answer['extent']]: string } = { all: 'yes', some: 'in part', none: 'no' };

/** The answer to one question, and why. */
export function answerText({ from, to, port, protocol = 'tcp' }: Question, { extent, pairs }: Answer): string {
  const lines = pairs.map((pair) => `  ${pair.from} to ${pair.to}: ${why(pair)}`);
  return `${[`${from} to ${to}, ${protocol} ${port}: ${WORDS[extent]}`, ...lines].join('\n')}\n`;
}

function why({ extent, purposes, obstacles }: Pair): string {
  const reasons = extent === 'all' ? purposes : obstacles;
  return `${WORDS[extent]}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`;
}
