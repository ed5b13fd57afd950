import { didYouMean } from '../../errors';
import type { Problems } from '../problems';
import type { PythonCode } from './code';
import type { WorkerProps } from './props';

/** The author's program with its defaults in place. */
export interface PlannedWorker {
  readonly handler: string;
  readonly code: PythonCode;
  readonly requirements: readonly string[];
  readonly threads: number;
  readonly timeoutSeconds: number;
  readonly attempts: number;
}

const KEYS: readonly (keyof WorkerProps)[] = ['code', 'handler', 'requirements', 'threads', 'timeout', 'attempts'];
const HANDLER = /^([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)\.([A-Za-z_][A-Za-z0-9_]*)$/;
/** A release and nothing looser: what ran yesterday runs today. https://packaging.python.org/en/latest/specifications/version-specifiers/ */
const PINNED = /^[A-Za-z0-9][A-Za-z0-9._-]*(\[[A-Za-z0-9,_-]+\])?==[A-Za-z0-9.!+_-]+$/;
const TIMEOUT = { usual: 900, most: 21_600 };
const ATTEMPTS = { usual: 5, most: 20 };
/** Backoff of what failed, in seconds: it doubles. */
export const BACKOFF = { first: 2, most: 180 };

export function planWorker(props: WorkerProps, vcpus: number, problems: Problems): PlannedWorker {
  problems.onlyKeys('worker', props, KEYS);
  checkFiles(props.code, problems);
  checkHandler(props, problems);
  (props.requirements ?? []).forEach((requirement, index) => {
    problems.matching(
      'requirement-unpinned',
      `worker.requirements[${index}]`,
      requirement,
      PINNED,
      "a requirement names one release: 'scikit-learn==1.7.2'.",
    );
  });
  return {
    handler: props.handler,
    code: props.code,
    requirements: props.requirements ?? [],
    threads: problems.integer(
      'worker.threads',
      props.threads,
      { min: 1, max: vcpus, unit: 'threads (vCPUs of the machine)' },
      vcpus,
    ),
    timeoutSeconds: problems.integer(
      'worker.timeout',
      props.timeout?.toSeconds(),
      { min: 1, max: TIMEOUT.most, unit: 'seconds' },
      TIMEOUT.usual,
    ),
    attempts: problems.integer('worker.attempts', props.attempts, { min: 1, max: ATTEMPTS.most }, ATTEMPTS.usual),
  };
}

function checkFiles({ files }: PythonCode, problems: Problems): void {
  const paths = files.map(({ path }) => path);
  for (const path of new Set(paths.filter((each, index) => paths.indexOf(each) !== index)))
    problems.error('code-file-twice', 'worker.code', `'${path}' is given twice. Leave one of them out.`);
}

function checkHandler({ handler, code }: WorkerProps, problems: Problems): void {
  const known = problems.matching(
    'handler-form',
    'worker.handler',
    handler,
    HANDLER,
    "a handler is 'file.function', e.g. 'htn.detect' for the function detect in htn.py.",
  );
  const [, module, name] = HANDLER.exec(known ?? '') ?? [];
  if (module === undefined || name === undefined) return;
  const path = `${module.replaceAll('.', '/')}.py`;
  const file = code.files.find((each) => each.path === path);
  if (file === undefined) {
    const files = code.files.map((each) => each.path);
    problems.error(
      'handler-missing',
      'worker.handler',
      `given '${handler}', but worker.code has no ${path} (it has ${files.join(', ') || 'no file'}).${didYouMean(path, files)}`,
    );
    return;
  }
  const names = [...file.text.matchAll(/^(?:async\s+)?(?:def|class)\s+([A-Za-z_]\w*)/gm)].map(
    (match) => match[1] as string,
  );
  // A name may also be imported or assigned.
  if (names.includes(name) || new RegExp(`\\b${name}\\b`).test(file.text)) return;
  problems.error(
    'handler-missing',
    'worker.handler',
    `given '${handler}', but ${path} has no '${name}' (it has ${names.join(', ') || 'no function'}).${didYouMean(name, names)}`,
  );
}
