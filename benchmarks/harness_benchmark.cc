// What the harness's own work costs: reading a runbook, a line of the journal, starting a program,
// and a whole drill without a machine of its own.
//
//   bazel run //benchmarks:harness_benchmark
#include <fcntl.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "benchmarks/smoke.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/drill/one_drill.h"
#include "harness/drill/sample_shop.h"
#include "harness/journal/journal_writer.h"
#include "harness/probe/http_exchange.h"
#include "harness/runbook/document.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

// A temporary directory, removed with the object.
class Scratch {
 public:
  Scratch() {
    std::string pattern = std::filesystem::temp_directory_path() / "harness_benchmark.XXXXXX";
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Scratch() {
    if (!path_.empty()) RemoveAll(path_).IgnoreError();
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Sends what a drill prints nowhere, while it lives.
class Silence {
 public:
  Silence() : kept_(dup(STDOUT_FILENO)) {
    std::fflush(stdout);
    const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null < 0) return;
    dup2(null, STDOUT_FILENO);
    close(null);
  }
  ~Silence() {
    std::fflush(stdout);
    if (kept_ < 0) return;
    dup2(kept_, STDOUT_FILENO);
    close(kept_);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  const int kept_;
};

// So many headings with a block of commands each.
std::string Runbook(int64_t sections) {
  std::string text =
      "# Shop\n\n| rollback | target |\n| --- | --- |\n| all of it | < 5 minutes |\n";
  for (int64_t i = 0; i < sections; ++i) {
    absl::StrAppend(&text, "\n## Rollback ", i, "\n\nStop the service, then go back.\n\n```bash\n",
                    "cd /srv/shop\nfor s in web db; do docker compose stop $s; done\n",
                    "docker compose up -d --no-deps web\n",
                    "curl -fsS http://localhost:8080/health | grep ok\n```\n");
  }
  return text;
}

void ReadRunbook(benchmark::State& state) {
  const std::string text = Runbook(state.range(0));
  for (auto _ : state) {
    const absl::StatusOr<Document> document = ParseDocument("ROLLBACK.md", text);
    if (!document.ok()) return Fail(state, "the runbook could not be read");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}

// A command's line, which is in the kernel's hands when the call returns.
void WriteJournal(benchmark::State& state) {
  const Scratch scratch;
  auto writer =
      JournalWriter::Create(absl::StrCat(scratch.path(), "/journal.jsonl"), RealClock(), nullptr);
  if (!writer.ok()) return Fail(state, "no journal could be begun");
  Event event;
  event.mutable_command_run()->set_text("docker compose up -d --no-deps web");
  event.mutable_command_run()->set_line(55);
  for (auto _ : state)
    if (!(*writer)->Write(event).ok()) return Fail(state, "a line could not be written");
}

void StartProgram(benchmark::State& state) {
  for (auto _ : state) {
    const absl::StatusOr<SubprocessResult> result = RunSubprocess({"true"});
    if (!result.ok() || !result->succeeded()) return Fail(state, "true did not succeed");
  }
}

// As a probe looks: a connection, a request, an answer.
void LookByHttp(benchmark::State& state) {
  const TestHttpServer server([](const httplib::Request&, httplib::Response& response) {
    response.set_content(R"({"status":"ok"})", "application/json");
  });
  HttpRequest request;
  request.url = server.url("/health");
  for (auto _ : state) {
    const absl::StatusOr<HttpReply> reply = ExchangeHttp(request, {});
    if (!reply.ok() || reply->status != 200) return Fail(state, "the server did not answer");
  }
}

// The drill of one_drill_test: every phase, check and report is the real one, and the machine is a
// directory. Half a second of it is the document's own `sleep`, another quarter the stay.
void WholeDrill(benchmark::State& state) {
  DrillOptions options;
  StopToken stop;
  for (auto _ : state) {
    state.PauseTiming();
    SampleShop shop;
    const PreparedDrill drill = shop.Prepare();
    OneDrill one;
    one.drill = &drill;
    one.hosts = std::shared_ptr<HostSource>(&shop.hosts(), [](HostSource*) {});
    one.seed = &shop.seed();
    one.options = &options;
    one.stop = &stop;
    one.run_directory = absl::StrCat(shop.root(), "/run");
    one.id = "shop-gone-1";
    one.root = shop.root();
    one.random_seed = 7;
    state.ResumeTiming();
    const Silence silence;
    const absl::StatusOr<OneDrillResult> result = RunOneDrill(one);
    if (!result.ok() || result->exit_code != 0) return Fail(state, "the drill did not pass");
  }
}

BENCHMARK(ReadRunbook)->Arg(5)->Arg(100)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(WriteJournal)->UseRealTime();
BENCHMARK(StartProgram)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(LookByHttp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(WholeDrill)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(2);

}  // namespace
}  // namespace drill

int main(int argc, char** argv) { return drill::RunBenchmarks(argc, argv); }
