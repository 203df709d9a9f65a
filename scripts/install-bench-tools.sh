#!/bin/sh
# Installs what `npm run bench` holds the platform against, on Debian and Ubuntu: pgbench, a C compiler and libxml2.
# Benches whose tools are missing are skipped, and say so.
set -eu

packages='postgresql-client postgresql-contrib gcc libc6-dev libxml2-dev'
tools='pgbench cc xml2-config'

missing=''
for tool in $tools; do
  command -v "$tool" >/dev/null 2>&1 || missing="$missing $tool"
done
if [ -z "$missing" ]; then
  echo "nothing to do: $tools are here"
  exit 0
fi
echo "missing:$missing"

if ! command -v apt-get >/dev/null 2>&1; then
  echo "this is no Debian or Ubuntu: install pgbench, a C compiler and the libxml2 headers by other means" >&2
  exit 1
fi
as_root=''
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "run this as root, or install sudo: packages are installed for the whole machine" >&2
    exit 1
  fi
  as_root='sudo'
fi

echo "1/3  no database cluster shall be made or started by the packages: the benches start a server of their own"
# Read by postgresql-common before it makes a first cluster; it keeps a file that is there already.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
  $as_root mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
echo "2/3  apt-get update"
$as_root apt-get update -qq
echo "3/3  apt-get install $packages"
$as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y -qq --no-install-recommends $packages

for tool in $tools; do
  command -v "$tool" >/dev/null 2>&1 || { echo "$tool is still missing" >&2; exit 1; }
done
echo "done: $tools"
