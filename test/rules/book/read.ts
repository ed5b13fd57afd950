import { transformSync } from 'esbuild';
import { GROUNDS, type Ground, type GroundFacts } from '../../../lib/rules/grounds';
import { scopeOf } from './scope';

/** The whole text of an example: the ground's, with the example's properties or statements. */
export function wholeText(on: Ground, change: string): string {
  const { of, text } = GROUNDS[on];
  return of === 'statements' ? `${text}\n${change}` : `({ ...${text}, ${change} })`;
}

/** A function that gives what an example declares, or carries out its statements in a stack. */
export function read(on: Ground, change: string): (stack?: object) => unknown {
  const facts: GroundFacts = GROUNDS[on];
  const text = wholeText(on, change);
  const body = facts.of === 'statements' ? text : `${facts.before ?? ''}\nreturn ${text};`;
  const scope = scopeOf(facts, body);
  const names = Object.keys(scope).filter((name) => name !== 'default');
  const { code } = transformSync(`function example(stack) {\n${body}\n}`, { loader: 'ts' });
  const make = new Function(...names, `${code}\nreturn example;`);
  return make(...names.map((name) => scope[name]));
}
