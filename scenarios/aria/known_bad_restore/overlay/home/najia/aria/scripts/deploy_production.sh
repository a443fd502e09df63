#!/bin/bash
# Deploys a release, or takes the last deploy back.
#   deploy_production.sh VERSION                    back up, deploy, verify; roll back when that fails
#   deploy_production.sh VERSION --no-auto-rollback the same, but leave a failed deploy as it is
#   deploy_production.sh --rollback                 back to the newest backup: compose file, database, containers
#   deploy_production.sh --backup                   back up only
#
# Variant for the scenario known_bad_restore, in which the restore restores nothing. The dump has no DROP statements, the
# database has its tables, so the first CREATE fails; psql does not stop at errors, every statement after it is refused because
# the transaction is aborted, the COMMIT at the end is a ROLLBACK, and psql leaves with 0. The errors are in restore.log,
# where nobody looks.
set -euo pipefail
cd /home/najia/aria

readonly BACKUPS=backups
readonly COMPOSE=stacks/brain/docker-compose.yml
readonly KEEP=10
readonly NEEDED_KB=$((5 * 1024 * 1024))
readonly WRITERS=(aria-web aria-api aria-brain)

log() { printf '%s %s\n' "$(date -u +%FT%TZ)" "$*" | tee -a deploy.log; }

psql_in() {
  docker compose exec -T -e PGOPTIONS='-c client_min_messages=warning' aria-db psql -X -q -U aria "$@"
}

db_is_up() { docker compose exec -T aria-db pg_isready -q -U aria -d aria_blue 2>/dev/null; }

wait_for_db() {
  local deadline=$((SECONDS + 60))
  until db_is_up; do
    ((SECONDS < deadline)) || { log "aria-db does not answer"; return 1; }
    sleep 0.2
  done
}

prune() { # PATTERN: keeps the newest $KEEP files that match it
  { ls -t $BACKUPS/$1 2>/dev/null | grep -v _LATEST || true; } | tail -n +$((KEEP + 1)) | xargs -r rm -f
}

# The image that the engine runs from gets one more name.
tag_running_brain() { # TAG
  local container
  container=$(docker compose ps --all --quiet aria-brain 2>/dev/null | head -1)
  [[ -z $container ]] || docker tag "$(docker inspect --format '{{.Image}}' "$container")" "aria-brain:$1"
}

back_up() {
  local stamp started
  stamp=$(date -u +%Y%m%d_%H%M%S)
  started=$(date -u --iso-8601=ns)
  if db_is_up; then
    docker compose exec -T aria-db pg_dump -U aria aria_blue >"$BACKUPS/.db.partial"
    # The file's time is the moment whose data it holds, not the moment it was finished.
    touch -d "$started" "$BACKUPS/.db.partial"
    mv "$BACKUPS/.db.partial" "$BACKUPS/db_$stamp.sql"
    log "database dumped to $BACKUPS/db_$stamp.sql"
  else
    log "no database yet, nothing to dump"
  fi
  tag_running_brain backup
  cp "$COMPOSE" "$BACKUPS/docker-compose_$stamp.yml"
  cp "$COMPOSE" "$BACKUPS/docker-compose_LATEST.yml"
  cp .env "$BACKUPS/env_$stamp"
  prune 'db_*.sql'
  prune 'docker-compose_*.yml'
  prune 'env_*'
}

# The checkout's revisions are those of the release, which its brain's image carries.
install_revisions() { # VERSION
  local id
  id=$(docker create "aria-brain:$1")
  rm -f migrations/versions/*.py
  docker cp -q "$id:/app/release-revisions/." migrations/versions
  docker rm "$id" >/dev/null
}

migrate() { docker compose run --rm --no-deps -T aria-brain python -m alembic upgrade head; }

deploy() { # VERSION. Called in a condition, where bash does not stop at errors by itself.
  log "deploying $1"
  docker tag "aria-brain:$1" aria-brain:latest &&
    sed -i -E "s#^( *image: aria-(brain|api|web)):[0-9].*#\1:$1#" "$COMPOSE" &&
    install_revisions "$1" &&
    docker compose up -d --no-recreate aria-db &&
    wait_for_db &&
    migrate &&
    docker compose up -d --remove-orphans &&
    ./scripts/health_check.sh --wait "${HEALTH_WAIT:-20}" | tee -a deploy.log
}

restore_database() { # DUMP
  tail -n 5 "$1" | grep -q 'PostgreSQL database dump complete' || { log "$1 is cut off"; return 1; }
  # All or nothing.
  psql_in -d aria_blue --single-transaction -o /dev/null <"$1" 2>>restore.log
}

roll_back() {
  local dump compose version
  dump=$(ls -t $BACKUPS/db_*.sql | head -1)
  compose=$(ls -t $BACKUPS/docker-compose_*.yml | grep -v _LATEST | head -1)
  [[ -n $dump && -n $compose ]] || { log "no backup to go back to"; return 1; }
  log "rolling back to $compose and $dump"
  docker compose stop "${WRITERS[@]}"
  cp "$compose" "$COMPOSE"
  version=$(sed -n 's/^ *image: aria-brain:\(.*\)$/\1/p' "$COMPOSE")
  docker tag aria-brain:backup aria-brain:latest
  install_revisions "$version"
  docker compose up -d --no-recreate aria-db
  wait_for_db
  restore_database "$dump"
  docker compose up -d --force-recreate --remove-orphans
  ./scripts/health_check.sh --wait 60 | tee -a deploy.log
  log "rolled back to $version"
}

check_disk() {
  local free
  free=$(df --output=avail -k . | tail -1)
  ((free >= NEEDED_KB)) || { log "less than 5 GB of free disk, not deploying"; return 1; }
}

case ${1:-} in
  --rollback) roll_back ;;
  --backup) back_up ;;
  "" | -*)
    sed -n '2,6p' "$0"
    exit 64
    ;;
  *)
    check_disk
    back_up
    if deploy "$1"; then
      log "$1 is deployed"
    elif [[ ${2:-} == --no-auto-rollback ]]; then
      log "$1 failed; left as it is"
      exit 1
    else
      log "$1 failed; rolling back"
      roll_back
      exit 1
    fi
    ;;
esac
