#include "harness/runbook/interactive.h"

#include <optional>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/runbook/shell_block.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::Optional;

// The reason for the first command in `text` that needs a person.
std::optional<std::string> Reason(const std::string& text) {
  auto block = ParseShellBlock(text, 1);
  EXPECT_THAT(block, IsOk());
  EXPECT_EQ(block->syntax_error, "") << text;
  for (const Statement& statement : block->statements) {
    for (const ShellCall& call : statement.calls) {
      if (auto reason = NeedsPerson(call)) return reason;
    }
  }
  return std::nullopt;
}

TEST(NeedsPersonTest, Editors) {
  for (const char* text :
       {"vim values.yaml", "sudo nano /etc/hosts", "code .", "crontab -e", "$EDITOR x",
        "kubectl edit deploy/x", "git revert abc", "git revert -m 1 abc", "git commit",
        "git rebase -i HEAD~2", "/usr/bin/vi x"})
    EXPECT_THAT(Reason(text), Optional(HasSubstr("editor"))) << text;
}

TEST(NeedsPersonTest, CommandsThatNeverReturn) {
  for (const char* text : {"docker compose logs -f",
                           "docker compose logs -f --tail=5 api",
                           "docker logs --follow x",
                           "docker-compose -f a.yml logs --tail 10 -f api",
                           "tail -f x.log",
                           "tail -100f x | grep y",
                           "watch docker ps",
                           "top",
                           "htop",
                           "docker stats",
                           "docker compose up",
                           "docker-compose up api",
                           "kubectl get pods -w",
                           "kubectl logs -f x",
                           "journalctl -u x -f",
                           "ping host",
                           "npm start",
                           "kubectl port-forward x 1:1",
                           "redis-cli monitor",
                           "fly logs",
                           "fly logs -a x",
                           "sleep infinity",
                           "yes",
                           "ssh host tail -f /var/log/x",
                           "docker run -p 80:80 nginx",
                           "docker service logs -f x",
                           "bundle exec puma",
                           "npx nodemon x.js",
                           "python3 -m http.server",
                           "python manage.py runserver",
                           "kubectl get pods --watch",
                           "stern api",
                           "dmesg -w",
                           "vmstat 1",
                           "openssl s_client -connect h:443",
                           "kafka-console-consumer.sh --topic x",
                           "nginx -g 'daemon off;'",
                           "celery -A app worker",
                           "cf logs app",
                           "cd x && docker compose up"})
    EXPECT_THAT(Reason(text), Optional(HasSubstr("never returns"))) << text;
}

TEST(NeedsPersonTest, ShellsAndConsoles) {
  for (const char* text : {"psql",
                           "psql -U a -d b",
                           "psql \"$URL\"",
                           "docker exec -it c bash",
                           "docker exec -it c psql -U a",
                           "docker compose exec db psql -U aria",
                           "kubectl exec -it p -- sh",
                           "ssh -i k u@h",
                           "ssh host",
                           "railway run bash",
                           "fly ssh console -a x",
                           "bash",
                           "sudo -i",
                           "sudo su - x",
                           "sqlite3 a.db",
                           "mysql -u root db",
                           "redis-cli -h x",
                           "python3",
                           "heroku run -a x bash",
                           "mongosh",
                           "sftp backup@host",
                           "oc rsh pod/x",
                           "rails c",
                           "bundle exec rails console",
                           "bin/rails dbconsole",
                           "python manage.py shell",
                           "docker run -it --rm alpine",
                           "docker run --rm -it -v a:b alpine sh",
                           "docker compose run --rm api bash",
                           "podman exec -it c bash",
                           "psql -Ualice db",
                           "sudo -i",
                           "sudo -u postgres -i",
                           "chroot /mnt",
                           "vagrant ssh",
                           "heroku pg:psql -a x",
                           "ollama run llama3",
                           "tmux attach",
                           "telnet host 25",
                           "terraform console"})
    EXPECT_THAT(Reason(text), Optional(HasSubstr("interactive"))) << text;
}

TEST(NeedsPersonTest, Questions) {
  for (const char* text : {"read -p 'Sure? ' x", "docker system prune", "docker volume prune --all",
                           "mysql -p db < x.sql", "gcloud auth login", "terraform apply",
                           "apt-get install jq", "docker compose rm", "git add -p"})
    EXPECT_THAT(Reason(text), Optional(HasSubstr("asks"))) << text;
  for (const char* text :
       {"ssh-keygen -t ed25519", "mysqldump -u root -p db > x.sql", "mysqladmin --password status",
        "pg_dump -W db", "fly apps destroy x", "openssl req -new -key k", "cat > notes.txt",
        "aws configure", "pulumi up", "php artisan tinker x; kinit alice", "sudo fdisk /dev/sda",
        "git clean -i", "gcloud sql instances delete x",
        "ansible-playbook site.yml --ask-become-pass"})
    EXPECT_THAT(Reason(text), Optional(::testing::AnyOf(HasSubstr("asks"), HasSubstr("console"))))
        << text;
  EXPECT_THAT(Reason("less x.log"), Optional(HasSubstr("keys")));
  EXPECT_THAT(Reason("open https://x"), Optional(HasSubstr("window")));
}

TEST(NeedsPersonTest, WhatEndsByItselfIsFine) {
  for (const char* text : {"docker compose logs --tail=100 api",
                           "docker compose up -d",
                           "docker compose up -d --no-deps api",
                           "docker compose exec aria-brain python -m alembic downgrade -1",
                           "tail -n 5 x",
                           "top -b -n 1",
                           "docker stats --no-stream",
                           "psql -c 'select 1'",
                           "psql -tAc 'select 1'",
                           "psql < dump.sql",
                           "cat x | psql db",
                           "psql -f x.sql",
                           "psql db <<EOF\nselect 1;\nEOF",
                           "docker exec -it c ls",
                           "docker exec -it c psql -U a -c 'select 1'",
                           "docker exec -i db psql -U a < x",
                           "ssh host uptime",
                           "ssh host <<EOF\nls\nEOF",
                           "ssh -fN -L 1:a:1 host",
                           "bash x.sh",
                           "bash -c 'ls'",
                           "docker system prune -f",
                           "docker volume prune -f",
                           "docker system prune -af",
                           "git revert --no-edit abc",
                           "git commit -m x",
                           "git commit -am x",
                           "git tag -a v1 -m x",
                           "read line < file",
                           "echo y | read x",
                           "timeout 60 docker compose logs -f",
                           "tail -f x &",
                           "sqlite3 a.db 'PRAGMA integrity_check;'",
                           "sqlite3 a.db .dump",
                           "mysql -u root -e 'x'",
                           "redis-cli ping",
                           "kubectl rollout status deploy/x",
                           "docker ps",
                           "git log --oneline -10",
                           "terraform apply -auto-approve",
                           "sudo apt-get install -y jq",
                           "railway logs --tail 100",
                           "fly ssh console -C 'ls'",
                           "kubectl exec -it p -- ls",
                           "sudo systemctl restart x",
                           "top -l 1",
                           "mysql --password=secret -e 'x'",
                           "mysql -psecret -e 'x'",
                           "mysqldump -psecret db > x.sql",
                           "mysqldump --password=secret db > x.sql",
                           "ssh-keygen -t ed25519 -N '' -f k",
                           "ssh-keygen -R host",
                           "sftp -b batch host",
                           "fly logs --no-tail",
                           "oc rsh pod/x ls",
                           "rails db:migrate",
                           "rails runner 'x'",
                           "docker run -it --rm alpine ls",
                           "docker run -d -p 80:80 nginx",
                           "docker run --rm -v a:b migrate/migrate up",
                           "sudo -i ls",
                           "sleep 30",
                           "yes | head -1",
                           "cat x.log",
                           "cat <<EOF > x\ny\nEOF",
                           "terraform apply tfplan",
                           "openssl s_client -connect h:443 </dev/null",
                           "mongosh x.js",
                           "vmstat 1 5",
                           "kubectl get svc proxy",
                           "kubectl rollout status deploy/x --watch",
                           "kubectl exec deploy/x -- tail -n 5 y",
                           "php artisan migrate --force",
                           "git commit -F note",
                           "gcloud sql instances delete x --quiet",
                           "ls -t x | tail -n +6 | xargs rm -f",
                           "docker compose exec -T db psql -U a b < \"$X\""})
    EXPECT_THAT(Reason(text), Eq(std::nullopt)) << text;
}

TEST(NotACommandTest, ProseAndSql) {
  const auto what = [](const std::string& text) {
    auto block = ParseShellBlock(text, 1);
    EXPECT_THAT(block, IsOk());
    return NotACommand(block->statements[0].calls[0]);
  };
  EXPECT_THAT(what("1. Go to Vercel"), Optional(HasSubstr("prose")));
  EXPECT_THAT(what("Click Redeploy"), Optional(HasSubstr("prose")));
  EXPECT_THAT(what("SELECT count FROM t;"), Optional(HasSubstr("SQL")));
  EXPECT_THAT(what("ls -l"), Eq(std::nullopt));
  EXPECT_THAT(what("./Check.sh"), Eq(std::nullopt));
}

}  // namespace
}  // namespace drill
