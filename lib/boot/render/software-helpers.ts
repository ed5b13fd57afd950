import type { BootCloud } from '../clouds';
import type { HelperText } from '../clouds/cloud';

const RUN_HOOK: HelperText = {
  needs: ['fetch', 'retry'],
  text: `# run_hook URI SHA256 ARGUMENT...: fetches a script, checks it, runs it
run_hook() {
  local uri=$1 wanted=$2 folder found
  shift 2
  folder=$(mktemp -d /var/lib/terrane/hook.XXXXXX)
  retry 3 10 fetch "$uri" "$folder/hook"
  found=$(sha256sum < "$folder/hook")
  found=\${found%% *}
  if [[ $found != "$wanted" ]]; then
    echo "hook $uri has SHA-256 $found, declared is $wanted: not run" >&2
    return 1
  fi
  chmod 0700 "$folder/hook"
  cd /root
  "$folder/hook" "$@"
  rm -rf "$folder"
}`,
};

// A new folder for a new list: programs that run from the old one go on. Its name is in all scripts of the folder, so that it
// cannot be made beside and moved.
const PYTHON_ENVIRONMENT: HelperText = {
  needs: ['retry'],
  text: `# python_packages OWNER ENVIRONMENT OPTION...
python_packages() {
  local owner=$1 made=$2
  shift 2
  retry 3 15 runuser -u "$owner" -- "$made/bin/python" -m pip --quiet --no-input install --disable-pip-version-check "$@"
}

# python_environment OWNER LINK REQUIREMENTS...
python_environment() {
  local owner=$1 link=$2 file key made lists=()
  shift 2
  key=$(cat "$@" <(python3 --version) | sha256sum)
  made=$link-\${key:0:12}
  if [[ ! -e $made/.whole ]]; then
    rm -rf "$made"
    runuser -u "$owner" -- python3 -m venv --system-site-packages "$made"
    # Where pip is told one hash it wants one of every package: lists with hashes are lists of their own.
    for file in "$@"; do
      if grep -q -e '--hash=' "$file"; then python_packages "$owner" "$made" --requirement "$file"; else lists+=(--requirement "$file"); fi
    done
    if [[ \${#lists[@]} -gt 0 ]]; then python_packages "$owner" "$made" "\${lists[@]}"; fi
    runuser -u "$owner" -- touch "$made/.whole"
  fi
  ln -sfn "$made" "$link"
}`,
};

/** What is fetched from elsewhere: it is checked before it runs. Shell functions by name, with the functions that they call. */
export function softwareHelpers({ shell }: BootCloud) {
  return {
    fetch: shell.fetch,
    run_hook: RUN_HOOK,
    python_environment: PYTHON_ENVIRONMENT,
    session_agent: shell.sessionAgent,
  };
}
