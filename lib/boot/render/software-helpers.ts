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

/** What is fetched from elsewhere: it is checked before it runs. Shell functions by name, with the functions that they call. */
export function softwareHelpers({ shell }: BootCloud) {
  return { fetch: shell.fetch, run_hook: RUN_HOOK, session_agent: shell.sessionAgent };
}
