#!/usr/bin/env bash
# Puts the stand-in for the Terraform provider oracle/oci into a plugin folder: install.sh DIR, then
# `terraform init -plugin-dir=DIR`. Needs the development packages of this repository, and openssl.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
version=$(node -p "require('$root/lib/targets/terraform-oci/schema/oci-provider.json').about.version")
folder="${1:?usage: install.sh DIR}/registry.terraform.io/oracle/oci/$version/linux_amd64"
mkdir -p "$folder"
"$root/node_modules/.bin/esbuild" "$here/main.ts" --bundle --platform=node --target=node20 --minify \
  --banner:js="#!$(command -v node)" --log-level=warning --outfile="$folder/terraform-provider-oci_v$version"
chmod 755 "$folder/terraform-provider-oci_v$version"
cp "$here"/plugin/*.proto "$folder/"
# Terraform makes a certificate for each start of a plugin; this one has one for good, in a folder of tests.
[ -s "$folder/certificate.pem" ] || (
  umask 077
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$folder/key.pem" -out "$folder/certificate.pem" 2> /dev/null
)
touch "$folder/STAND-IN"
