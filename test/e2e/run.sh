#!/usr/bin/env bash
# Installs what the heavier suites need, then runs them. Needs root, apt, pip, and terraform with the AWS provider.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=test/e2e/prepare.sh
source test/e2e/prepare.sh
prepare_all
python_suite
npx jest --selectProjects e2e --runInBand "$@"
