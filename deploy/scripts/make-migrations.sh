#!/usr/bin/env bash
# Makes a migration for each of the three engines from the model as it stands:
#   deploy/scripts/make-migrations.sh NAME      adds the migration NAME
#   deploy/scripts/make-migrations.sh           makes the one migration "Initial" anew (only before the first release)
set -euo pipefail
cd "$(dirname "$0")/../.."
project=src/IdentityProvider
folder=$project/Persistence/Migrations
name=${1:-Initial}
if [ $# -eq 0 ]; then rm -rf "$folder"/{Sqlite,SqlServer,PostgreSql}; fi
dotnet tool restore >/dev/null
dotnet build "$project" -nodeReuse:false --nologo -v q
for engine in Sqlite SqlServer PostgreSql; do
  dotnet ef migrations add "$name" --no-build --project "$project" --context "${engine}Context" --output-dir "Persistence/Migrations/$engine"
done
dotnet csharpier format "$folder" >/dev/null
