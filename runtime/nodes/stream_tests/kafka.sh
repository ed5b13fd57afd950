#!/usr/bin/env bash
# A real Kafka broker for the tests, from Maven Central.
#   kafka.sh fetch                          the jars into the cache, once
#   kafka.sh run FOLDER PORT CONTROLLER     format FOLDER, serve on 127.0.0.1:PORT until a signal comes
# Needs Java 17 and, for the first fetch, mvn. TERRANE_CACHE: where the jars are kept (default ~/.cache/terrane).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's|.*<kafka.version>\(.*\)</kafka.version>.*|\1|p' "$here/kafka/pom.xml")
jars=${TERRANE_CACHE:-$HOME/.cache/terrane}/kafka-$version

fetch() {
  [[ -d $jars ]] && return
  mkdir -p "$(dirname "$jars")"
  exec 9>"$jars.lock"
  flock 9
  if [[ ! -d $jars ]]; then
    new=$(mktemp -d "$jars.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    mvn --quiet --batch-mode --file "$here/kafka/pom.xml" "-Dmaven.repo.local=$new/repository" \
      dependency:copy-dependencies "-DoutputDirectory=$new/jars" >&2
    mv "$new/jars" "$jars"
    rm -rf "$new"
    trap - EXIT
  fi
  exec 9>&-
}

run() {
  local folder=$1 port=$2 controller=$3
  mkdir -p "$folder"
  sed "s|@FOLDER@|$folder|; s|@PORT@|$port|g; s|@CONTROLLER@|$controller|g" \
    "$here/kafka/server.properties" >"$folder/server.properties"
  java -cp "$jars/*" kafka.tools.StorageTool format --ignore-formatted --cluster-id AAAAAAAAAAAAAAAAAAAAAQ \
    --config "$folder/server.properties" >/dev/null
  exec java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "$jars/*" kafka.Kafka "$folder/server.properties"
}

case ${1:-} in
  fetch) fetch ;;
  run)
    fetch
    run "$2" "$3" "$4"
    ;;
  *)
    sed -n '2,5s/^# *//p' "$0" >&2
    exit 2
    ;;
esac
