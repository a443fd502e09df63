#include "harness/runbook/command_text.h"

#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "harness/base/regex.h"
#include "harness/runbook/open_command.h"

namespace drill {
namespace {

constexpr char kPrograms[] =
    "age alembic ansible ansible-playbook apachectl apk apt apt-get argocd artisan "
    "autossh awk aws az base64 bash blkid borg brew btrfs bundle bzip2 cargo cat cd chgrp "
    "chmod chown chroot cmp composer consul cp cqlsh createdb crictl crontab ctr curl cut "
    "date dd debugfs df diff dig dnf doas docker docker-compose doctl dos2unix dotnet "
    "dpkg dropdb du e2fsck echo eksctl env etcdctl export false file find findmnt flask "
    "flux fly flyctl flyway fold free fsck fstrim fuser gcloud getent gh git go gpg "
    "gradle grep gsutil gunzip gzip haproxy head helm heroku hostname hostnamectl id "
    "ifconfig install ionice ip iptables java journalctl jq kafka-topics kill killall "
    "kind knex kubectl kustomize launchctl less liquibase ln locale logger logrotate "
    "losetup ls lsblk lsof lvconvert lvcreate lvextend lvremove lvs make mc md5sum "
    "migrate mix mkdir mke2fs mkfs mktemp modprobe mongo mongodump mongorestore mongosh "
    "mount mv mvn mysql mysqladmin mysqlcheck mysqldump nano nc netstat nft nginx nice "
    "node nodetool nohup nomad npm npx nslookup oc openssl openvpn parted patch "
    "pg_amcheck pg_basebackup pg_checksums pg_controldata pg_ctl pg_ctlcluster pg_dump "
    "pg_dumpall pg_isready pg_lsclusters pg_resetwal pg_restore pg_rewind pg_verifybackup "
    "php pigz ping pip pipenv pkexec pkill pm2 pnpm podman poetry printenv printf prisma "
    "ps psmisc psql pv pwd python python3 rabbitmqctl rails railway rake rclone read "
    "readlink realpath reboot redis-cli reindexdb render resize2fs restic rm rmdir rpm "
    "rsync ruby runc s3cmd salt scp screen sed seq sequelize service setfacl sftp sh "
    "sha256sum shutdown sleep sort source sqlcmd sqlite3 ss ssh ssh-add ssh-agent "
    "ssh-copy-id ssh-keygen sshpass stat strace su sudo supabase supervisorctl swapoff "
    "swapon sync sysctl systemctl tac tail tar tee terraform test timeout tmux top touch "
    "tr true truncate tune2fs ufw umount unlink unset unxz unzip uptime usermod uv "
    "vacuumdb vault velero vercel vgcfgrestore vgchange vgs vi vim vmstat watch wc wget "
    "which whoami xargs xfs_repair xz yarn yq yum zcat zfs zip zpool zstd zypper ";

bool IsAssignment(absl::string_view word) {
  static const RE2* const assignment = new RE2(R"([A-Za-z_]\w*=.*)");
  return IsRegex(*assignment, word);
}

absl::string_view FirstWord(absl::string_view text) {
  return text.substr(0, text.find_first_of(" \t"));
}

}  // namespace

bool IsKnownProgram(absl::string_view word) {
  static const auto* const programs =
      new std::set<std::string>(absl::StrSplit(kPrograms, ' ', absl::SkipEmpty()));
  return programs->count(std::string(word)) > 0 || absl::StartsWith(word, "./") ||
         absl::StartsWith(word, "~/") || absl::EndsWith(word, ".sh");
}

bool LooksLikeCommands(absl::string_view text) {
  bool found = false;
  OpenCommand command;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    const bool continued = command.open();
    command.Read(line);
    line = absl::StripAsciiWhitespace(line);
    if (continued || line.empty() || line[0] == '#') continue;
    if (IsAssignment(line.substr(0, line.find_first_of(" \t"))) &&
        line.find_first_of(" \t") == absl::string_view::npos)
      continue;
    if (!StartsWithCommand(line)) return false;
    found = true;
  }
  return found;
}

bool StartsWithCommand(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  while (IsAssignment(FirstWord(text)))
    text = absl::StripLeadingAsciiWhitespace(text.substr(FirstWord(text).size()));
  return IsKnownProgram(FirstWord(text));
}

}  // namespace drill
