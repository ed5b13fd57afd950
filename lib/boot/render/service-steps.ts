import { quoteAll, withInput } from '../shell';
import type { StepOf } from '../steps';
import type { StepRenderer } from './fragment';

const ACTIONS: { readonly [action in StepOf<'service'>['action']]: string } = {
  enable: 'enable_units --now',
  restart: 'systemctl restart',
  disable: 'systemctl disable --now',
};

export const service: StepRenderer<'service'> = ({ names, action }) => ({
  lines: [`${ACTIONS[action]} ${quoteAll(names)}`],
  helpers: action === 'enable' ? ['enable_units'] : [],
});

const ONE_SHOT = ['Type=oneshot', 'RemainAfterExit=yes'];

const LIVES: { readonly [R in StepOf<'unit'>['runs']]: (command: string) => readonly string[] } = {
  always: (command) => [`ExecStart=${command}`, 'Restart=always', 'RestartSec=5'],
  untilDone: (command) => [`ExecStart=${command}`, 'Restart=on-failure', 'RestartSec=5'],
  once: (command) => [`ExecStart=${command}`, ...ONE_SHOT],
  // What comes after network-online.target at the start is stopped before the network goes.
  atEnd: (command) => ['ExecStart=/bin/true', `ExecStop=${command}`, 'TimeoutStopSec=120', ...ONE_SHOT],
};

export const unit: StepRenderer<'unit'> = (step) => {
  const {
    name,
    description,
    command,
    runs,
    before,
    leavesWorkers,
    user,
    environment,
    runtimeFolder,
    realTimePriority,
  } = step;
  const text = [
    '[Unit]',
    `Description=${description}`,
    'Wants=network-online.target',
    'After=network-online.target',
    ...(before === undefined ? [] : [`Before=${before.join(' ')}`]),
    '[Service]',
    ...LIVES[runs](command),
    ...(user === undefined ? [] : [`User=${user}`]),
    ...(realTimePriority === undefined ? [] : [`LimitRTPRIO=${realTimePriority}`]),
    ...(runtimeFolder === undefined ? [] : [`RuntimeDirectory=${runtimeFolder}`]),
    ...Object.entries(environment ?? {}).map(([variable, value]) => `Environment=${variable}=${value}`),
    ...(leavesWorkers === true ? ['KillMode=process'] : []),
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
  // What runs at every start has just been done by its own step; the others are to be there from now on.
  const start = runs === 'once' ? '' : ' --now';
  return {
    lines: [...withInput(`unit_file ${name}.service`, text), `enable_units${start} ${name}.service`],
    helpers: ['enable_units', 'unit_file'],
  };
};

export const timer: StepRenderer<'timer'> = ({ name, description, command, everySeconds }) => {
  const serviceText = `[Unit]\nDescription=${description}\n[Service]\nType=oneshot\nExecStart=${command}\nTimeoutStartSec=600\n`;
  const timerText = [
    '[Unit]',
    `Description=${description}, every ${everySeconds} s`,
    '[Timer]',
    `OnActiveSec=${everySeconds}`,
    `OnUnitInactiveSec=${everySeconds}`,
    'AccuracySec=5',
    '[Install]',
    'WantedBy=timers.target',
    '',
  ].join('\n');
  return {
    lines: [
      ...withInput(`unit_file ${name}.service`, serviceText),
      ...withInput(`unit_file ${name}.timer`, timerText),
      `enable_units --now ${name}.timer`,
    ],
    helpers: ['enable_units', 'unit_file'],
  };
};
