#!/usr/bin/env bash
# Installs what the heavier suites need, then runs them. Needs root, apt, pip, and terraform with the AWS provider.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=test/e2e/prepare.sh
source test/e2e/prepare.sh
prepare_all
rate_suite
# They wait for leases and patience more than they compute.
begin fleet_suite live_suite hub_suite
python_lint
python_suite
rehearsal_suite
printf -- '--- the hand-written side of the bench\n'
node dist/bench/index.js --same
# The first builds the Debian 13 root that later runs find; the others wait for the cloud more than they compute.
npx jest test/e2e/boot --selectProjects e2e --runInBand
finish
# These compute for many minutes: beside the others from their beginning, not behind them.
long_suite() { npx jest test/e2e/fuzz test/e2e/updates --selectProjects e2e --runInBand; }
begin long_suite
npx jest --selectProjects e2e --maxWorkers=4 --testPathIgnorePatterns '/test/e2e/(boot|fuzz|updates)/'
finish
