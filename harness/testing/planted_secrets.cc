#include "harness/testing/planted_secrets.h"

namespace drill {
namespace {

constexpr char kKeyBody[] = "MIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MbzYLdZ7ZvVy7F7V";

// A token of a vendor's shape; in two pieces, so that this file holds none.
PlantedSecret Token(const std::string& prefix, const std::string& rest) {
  return {prefix + rest, "the key is " + prefix + rest + " now"};
}

std::vector<PlantedSecret> Settings() {
  return {
      {"hunter01x", "POSTGRES_PASSWORD=hunter01x"},
      {"hunter02x;y&z,1", "DB_PASS=hunter02x;y&z,1"},
      {"hunter03x words", "export ADMIN_PASSWORD=\"hunter03x words\""},
      {"hunter04x", "      password: hunter04x"},
      {"hunter05x", "{\"user\": \"a\", \"password\": \"hunter05x\", \"n\": 1}"},
      {"hunter06x", "{\\\"apiKey\\\": \\\"hunter06x\\\"}"},
      {"hunter07x", "AUTH_SALT='hunter07x'"},
      {"hunter08x", "define('SECURE_AUTH_KEY', 'hunter08x');"},
      {"hunter09x", "pass: hunter09x"},
      {"hunter10x", "    \"Env\": [\"MYSQL_PWD=hunter10x,y\", \"PATH=/usr/bin\"]"},
      {"hunter11x", "spring.datasource.password = hunter11x"},
      {"hunter12x", "<password>hunter12x</password>"},
      {"hunter13x", "SECRET_KEY_BASE=hunter13x"},
      {"hunter14x", "Server=db;Uid=a;Pwd=hunter14x;Database=b"},
      {"hunter15x", "machine db.example login aria password hunter15x"},
      {"hunter16x", "db:5432:aria:aria:hunter16x"},
      {"hunter17x", "requirepass hunter17x"},
  };
}

std::vector<PlantedSecret> Commands() {
  return {
      {"hunter20x", "curl -sS -u admin:hunter20x http://localhost/api"},
      {"hunter21x", "mysql -h db -u root -phunter21x aria"},
      {"hunter22x", "sshpass -p hunter22x ssh deploy@web"},
      {"hunter23x", "docker login -u ci -p hunter23x registry.example"},
      {"hunter24x", "redis-cli -h cache -a hunter24x flushall"},
      {"hunter25x", "tool --password hunter25x --verbose"},
      {"hunter26x", "openssl rsa -in key -passin pass:hunter26x"},
      {"hunter27x", "echo 'deploy:hunter27x' | chpasswd"},
      {"hunter28x", "PGPASSWORD=hunter28x psql -c 'SELECT 1'"},
      {"hunter29x", "wget --user=a --http-password=hunter29x http://x"},
      {"hunter30x", "ALTER USER aria WITH PASSWORD 'hunter30x';"},
      {"hunter31x", "CREATE USER 'a'@'%' IDENTIFIED BY 'hunter31x';"},
      {"hunter32x", "kubectl create secret generic db --from-literal=password=hunter32x"},
  };
}

std::vector<PlantedSecret> UrlsAndHeaders() {
  return {
      {"hunter40x", "postgresql://aria:hunter40x@db:5432/aria"},
      {"hunter41/x", "amqp://a:hunter41/x@mq:5672/%2f"},
      {"hunter42@x", "redis://:hunter42@x@cache:6379/0"},
      {"hunter43x", "GET /api?page=1&token=hunter43x&n=2"},
      {"hunter44xyz", "Authorization: Bearer hunter44xyz"},
      {"aHVudGVyNDV4", "authorization: Basic aHVudGVyNDV4"},
      {"hunter46x", "X-Api-Key: hunter46x"},
      {"hunter47x", "Set-Cookie: session=hunter47x; Path=/; HttpOnly"},
      {"hunter48x", "curl -H 'Cookie: theme=dark; sid=hunter48x' http://x"},
      {"hunter49x", "https://store.blob.example/c?sv=2022&sig=hunter49x%3D&se=2030"},
      {"aHVudGVyNTB4cXdlcnR5", "AccountName=a;AccountKey=aHVudGVyNTB4cXdlcnR5==;EndpointSuffix=x"},
      {"T01/B02/hunter51xabc", "https://hooks.slack.com/services/T01/B02/hunter51xabc"},
      {"hunter52x_abc", "https://discord.com/api/webhooks/1234567/hunter52x_abc"},
      {"5353:hunter53x", "https://api.telegram.org/bot5353:hunter53x/sendMessage"},
      {"hunter54x", "https://s3.example/b?X-Amz-Credential=a&X-Amz-Signature=hunter54x"},
      {"hunter55xabcdefghijkl", "https://hunter55xabcdefghijkl@git.example/x.git"},
  };
}

std::vector<PlantedSecret> KeysAndTokens() {
  const std::string body = kKeyBody;
  return {
      {body, "-----BEGIN RSA PRIVATE KEY-----\n" + body + "\n-----END RSA PRIVATE KEY-----"},
      {"b3BlbnNzaC1rZXk",
       "{\"k\": \"-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXk\\n"
       "-----END OPENSSH PRIVATE KEY-----\\n\"}"},
      {"QnJva2VuVGFpbA", "QnJva2VuVGFpbA==\n-----END PRIVATE KEY-----"},
      {"QnJva2VuSGVhZA", "-----BEGIN EC PRIVATE KEY-----\nQnJva2VuSGVhZA=="},
      {body.substr(0, 40), "api-1  | " + body.substr(0, 8) + "\n" + body},
      {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1NiJ9.c2lnbmF0dXJl",
       "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1NiJ9.c2lnbmF0dXJl"},
      {"$2b$12$abcdefghijklmnopqrstuv", "admin:$2b$12$abcdefghijklmnopqrstuv"},
      Token("gh"
            "p_",
            "0123456789abcdefghijABCDEFGHIJ012345"),
      Token("gl"
            "pat-",
            "0123456789abcdefghij"),
      Token("sk_"
            "live_",
            "0123456789abcdefghijABCD"),
      Token("AK"
            "IA",
            "Q3EGRKZ7TLPW2MXA"),
      Token("xo"
            "xb-",
            "0123456789-0123456789-abcdefghij"),
      Token("hv"
            "s.",
            "CAESIJ0123456789abcdefghijklmnopqrst"),
      Token("AI"
            "za",
            "SyA0123456789abcdefghijABCDEFGHIJ01"),
      Token("dck"
            "r_pat_",
            "0123456789abcdefghij0123456"),
  };
}

}  // namespace

std::vector<PlantedSecret> PlantedSecrets() {
  std::vector<PlantedSecret> all;
  for (const auto& some : {Settings(), Commands(), UrlsAndHeaders(), KeysAndTokens()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

std::vector<std::string> HarmlessTexts() {
  return {
      "PGPASSWORD=$POSTGRES_PASSWORD psql -U aria",
      "password: ${DB_PASSWORD}",
      "POSTGRES_PASSWORD_FILE=/run/secrets/db",
      "max_tokens=100 tokens_input: 5",
      "the password was wrong",
      "FATAL:  password authentication failed for user \"aria\"",
      "if token == 3",
      "PWD=/home/najia/aria",
      "http://localhost:5000/api/users/@me",
      "ssh://git@github.com/x/y.git",
      "docker compose -f a/b.yml up -d",
      "docker run -p 8080:80 nginx:1.25",
      "mysql -P 3306 -u root -p aria",
      "mkdir -p /srv/backups && cp -p a b",
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "commit 3c363836cf4e16666669a25da280a1865c2d2874",
      "tests pass: 12 fail: 0",
      "10.0.0.1:5432 is up",
      "2026-01-02T03:04:05.678Z INFO  aria: ready in 0.3 s (pid 4711)",
      "aria-db-1  aria/postgres:17  \"docker-entrypoint.s...\"  Up 3 seconds (healthy)  5432/tcp",
      "curl -fsS https://api.example.com/health?verbose=1&n=2",
      "curl -u \"$USER:$PASSWORD\" http://localhost",
      "railway login --token <token>",
      "INFO  [alembic.runtime.migration] Running downgrade s50 -> s49, tokens and keys",
      "key=value other_key: 12 primary key (id)",
      ("-----BEGIN "
       "CERTIFICATE-----\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MbzYLdZ7ZvVy7F7V\n"
       "-----END CERTIFICATE-----"),
      "https://docs.example.com/webhooks/introduction",
      "{\"status\": \"ok\", \"version\": \"1.9.0\", \"checks\": {\"db\": true}}",
      "a cookie banner is shown",
      "echo done | tee -a log",
      "drwxr-xr-x 2 root root 4096 Nov 26 00:32 secrets",
      "ERROR: unauthorized: authentication required",
      "backup_20260102-030405.sql.gz 12345 bytes",
      "SELECT id, token_type FROM sessions WHERE id = 3",
  };
}

}  // namespace drill
