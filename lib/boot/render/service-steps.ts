import { quoteAll, withInput } from '../shell';
import type { StepOf } from '../steps';
import type { StepRenderer } from './fragment';

const ACTIONS: { readonly [action in StepOf<'service'>['action']]: string } = {
  enable: 'systemctl enable --now',
  restart: 'systemctl restart',
  disable: 'systemctl disable --now',
};

export const service: StepRenderer<'service'> = ({ names, action }) => ({
  lines: [`${ACTIONS[action]} ${quoteAll(names)}`],
});

const ONE_SHOT = ['Type=oneshot', 'RemainAfterExit=yes'];

const LIVES: { readonly [R in StepOf<'unit'>['runs']]: (command: string) => readonly string[] } = {
  always: (command) => [`ExecStart=${command}`, 'Restart=always', 'RestartSec=5'],
  once: (command) => [`ExecStart=${command}`, ...ONE_SHOT],
  // What comes after network-online.target at the start is stopped before the network goes.
  atEnd: (command) => ['ExecStart=/bin/true', `ExecStop=${command}`, 'TimeoutStopSec=120', ...ONE_SHOT],
};

export const unit: StepRenderer<'unit'> = ({ name, description, command, runs, before }) => {
  const text = [
    '[Unit]',
    `Description=${description}`,
    'Wants=network-online.target',
    'After=network-online.target',
    ...(before === undefined ? [] : [`Before=${before.join(' ')}`]),
    '[Service]',
    ...LIVES[runs](command),
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
  // What runs at every start has just been done by its own step; the others are to be there from now on.
  const start = runs === 'once' ? '' : ' --now';
  return {
    lines: [
      ...withInput(`put /etc/systemd/system/${name}.service 0644 root:root`, text),
      'systemctl daemon-reload',
      `systemctl enable${start} ${name}.service`,
    ],
    helpers: ['put'],
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
      ...withInput(`put /etc/systemd/system/${name}.service 0644 root:root`, serviceText),
      ...withInput(`put /etc/systemd/system/${name}.timer 0644 root:root`, timerText),
      'systemctl daemon-reload',
      `systemctl enable --now ${name}.timer`,
    ],
    helpers: ['put'],
  };
};
