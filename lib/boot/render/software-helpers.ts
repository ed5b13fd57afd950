import { PATHS } from '../paths';

/** What is fetched from elsewhere: it is checked before it runs. Shell functions by name, with the functions that they call. */
export const SOFTWARE_HELPERS = {
  fetch: {
    needs: [],
    text: `# fetch URI FILE: from https, or from s3 as the machine's identity
fetch() {
  case $1 in
    s3://*)
      python3 - "$1" "$2" <<'PYTHON'
import json, sys
import boto3
bucket, _, key = sys.argv[1][len("s3://"):].partition("/")
with open("${PATHS.document}") as document:
    region = json.load(document)["region"]
boto3.session.Session(region_name=region).client("s3").download_file(bucket, key, sys.argv[2])
PYTHON
      ;;
    *) curl --fail --silent --show-error --location --proto '=https' --max-time 120 --output "$2" "$1" ;;
  esac
}`,
  },
  run_hook: {
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
  },
  session_agent: {
    needs: ['enable_units', 'fetch', 'retry'],
    text: `# session_agent FAMILY [KEY-FILE]: the agent of the session service, unless the image has it
session_agent() {
  local region domain=amazonaws.com folder base package
  if systemctl cat amazon-ssm-agent > /dev/null 2>&1; then
    enable_units --now amazon-ssm-agent
    return 0
  fi
  if systemctl cat snap.amazon-ssm-agent.amazon-ssm-agent > /dev/null 2>&1; then return 0; fi
  region=$(python3 -c 'import json; print(json.load(open("${PATHS.document}"))["region"])')
  case $region in cn-*) domain=amazonaws.com.cn ;; esac
  case $1-$(uname -m) in
    apt-x86_64) package=debian_amd64/amazon-ssm-agent.deb ;;
    apt-aarch64) package=debian_arm64/amazon-ssm-agent.deb ;;
    dnf-x86_64) package=linux_amd64/amazon-ssm-agent.rpm ;;
    *) package=linux_arm64/amazon-ssm-agent.rpm ;;
  esac
  base=https://s3.$region.$domain/amazon-ssm-$region/latest/$package
  folder=$(mktemp -d /var/lib/terrane/agent.XXXXXX)
  chmod 0755 "$folder"
  package=$folder/\${package##*/}
  retry 3 10 fetch "$base" "$package"
  if [[ -n \${2:-} ]]; then
    retry 3 10 fetch "$base.sig" "$package.sig"
    gpg --batch --no-tty --homedir "$folder" --import "$2"
    gpg --batch --no-tty --homedir "$folder" --verify "$package.sig" "$package"
  fi
  case $1 in
    apt) dpkg --install "$package" ;;
    *) dnf --assumeyes install "$package" ;;
  esac
  systemctl enable --now amazon-ssm-agent
  rm -rf "$folder"
}`,
  },
} as const;
