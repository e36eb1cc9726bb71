#!/usr/bin/env bash
# Starts the provider as it is measured: Release, on one processor, on a PostgreSQL cluster of its own, with two clients that answer
# to load scripts. Prints the address and the Cookie header of a signed-in browser, and serves until it is ended (Ctrl-C).
#   tests/Benchmarks/start.sh [PORT] [PROCESSOR]        (DATABASE=sqlite for the embedded database)
set -euo pipefail
cd "$(dirname "$0")/../.."
port=${1:-5090}
processor=${2:-0}
work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ ! -d "$work/cluster" ] || as_owner "$tools/pg_ctl" -D "$work/cluster" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 0' INT TERM

dotnet build src/IdentityProvider -c Release -v q --nologo >&2
tools=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
# PostgreSQL does not run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi; }
if [ "${DATABASE:-postgresql}" = postgresql ]; then
  mkdir "$work/cluster"
  [ "$(id -u)" != 0 ] || { chmod 755 "$work"; chown postgres "$work/cluster"; }
  as_owner "$tools/initdb" -D "$work/cluster" -A trust -U bench >/dev/null
  as_owner "$tools/pg_ctl" -D "$work/cluster" -w -l "$work/cluster/log" \
    -o "-p $((port + 1)) -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work/cluster" start >/dev/null
  as_owner "$tools/createdb" -h 127.0.0.1 -p $((port + 1)) -U bench bench
  export Database__Provider=PostgreSql
  export ConnectionStrings__SecureAccess="Host=127.0.0.1;Port=$((port + 1));Username=bench;Database=bench;Maximum Pool Size=32"
else
  export ConnectionStrings__SecureAccess="Data Source=$work/bench.db"
fi

export ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS="http://localhost:$port" Issuer="http://localhost:$port/"
export Keys__RootKeyFile="$work/root.key" Clients__File="$PWD/tests/Benchmarks/clients.json"
export Proofing__Embedded__File="$PWD/deploy/demo/people.json" Logging__LogLevel__Default=Warning
export DOTNET_TC_CallCountingDelayMs=0
taskset -c "$processor" dotnet src/IdentityProvider/bin/Release/net10.0/IdentityProvider.dll >"$work/log" 2>&1 &
server=$!
for _ in $(seq 300); do
  node -e "fetch('http://localhost:$port/health/ready').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))" && break
  kill -0 "$server" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.2
done
echo "http://localhost:$port"
node tests/Benchmarks/sign-in.mjs "http://localhost:$port"
wait "$server"
