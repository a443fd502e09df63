// How long a stack takes until it is in steady state: brought up from its images on a fresh
// machine, and from a clone of its seed. Prints the ratio of the two.
//
//   bazel run //benchmarks:stack_start_benchmark -- "$PWD/fixtures/aria"
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "harness/base/clock.h"
#include "harness/base/problem.h"
#include "harness/base/status_macros.h"
#include "harness/host/session.h"
#include "harness/seed/prepared_machine.h"
#include "harness/seed/seeds.h"
#include "harness/seed/system_senses.h"
#include "harness/stack/stack_loader.h"

namespace drill {
namespace {

constexpr char kDefaultStack[] = "harness/seed/testdata/tiny_stack";

// Mean over all runs so far.
struct Mean {
  absl::Duration total;
  int runs = 0;
  void Add(absl::Duration one) {
    total += one;
    ++runs;
  }
  double seconds() const { return runs == 0 ? 0 : absl::ToDoubleSeconds(total / runs); }
};

class Bench {
 public:
  Bench(std::unique_ptr<Session> session, LoadedStack stack)
      : session_(std::move(session)), stack_(std::move(stack)) {}

  // Time from booting a machine whose engine already holds the images to the stack's steady state.
  // Making the images is not measured.
  absl::StatusOr<absl::Duration> ColdStart() {
    PrepareOptions options;
    options.log_directory = session_->state_directory() + "/benchmark-logs";
    ASSIGN_OR_RETURN(const MachineParts parts, EnsureMachineParts(*session_, stack_, options));
    ASSIGN_OR_RETURN(const ImageLayer images, EnsureImages(*session_, stack_, parts, options));
    const absl::Duration start = RealClock().Monotonic();
    ASSIGN_OR_RETURN(
        PreparedMachine machine,
        MakePreparedMachine(*session_, stack_, images, session_->NewId("cold"), options));
    const absl::Duration took = RealClock().Monotonic() - start;
    RETURN_IF_ERROR(machine.host->Destroy().status());
    cold_.Add(took);
    return took;
  }

  // From the seed to a machine whose engine answers.
  absl::StatusOr<absl::Duration> HostUp() {
    ASSIGN_OR_RETURN(const Started started, StartClone());
    return started.host_up;
  }

  // From there to the stack's steady state.
  absl::StatusOr<absl::Duration> SteadyState() {
    ASSIGN_OR_RETURN(const Started started, StartClone());
    return started.steady_state;
  }

  // Both.
  absl::StatusOr<absl::Duration> CloneStart() {
    ASSIGN_OR_RETURN(const Started started, StartClone());
    clone_.Add(started.host_up + started.steady_state);
    return started.host_up + started.steady_state;
  }

  // False when one of the two was not measured.
  bool PrintRatio() const {
    if (cold_.runs == 0 || clone_.runs == 0) return false;
    std::cout << absl::StrFormat("stack %s: cold start %.2f s, clone %.2f s, ratio %.1f\n",
                                 stack_.name, cold_.seconds(), clone_.seconds(),
                                 cold_.seconds() / clone_.seconds());
    return true;
  }

 private:
  struct Started {
    absl::Duration host_up;
    absl::Duration steady_state;
  };

  absl::StatusOr<Started> StartClone() {
    ASSIGN_OR_RETURN(const Seed seed, EnsureSeed(*session_, stack_, {}));
    Started started;
    const absl::Duration start = RealClock().Monotonic();
    const std::string id = session_->NewId("clone");
    RETURN_IF_ERROR(CloneSeed(*session_, seed, id).status());
    ASSIGN_OR_RETURN(const std::unique_ptr<RuncHost> host,
                     RuncHost::Boot(*session_, HostOptionsOf(stack_.stack, id)));
    const absl::Duration up = RealClock().Monotonic();
    started.host_up = up - start;
    RETURN_IF_ERROR(SystemSenses(host.get(), &stack_.stack, nullptr)
                        .await_steady_state(RecordedReleases(seed.manifest)));
    started.steady_state = RealClock().Monotonic() - up;
    RETURN_IF_ERROR(host->Destroy().status());
    return started;
  }

  const std::unique_ptr<Session> session_;
  const LoadedStack stack_;
  Mean cold_;
  Mean clone_;
};

void Measure(benchmark::State& state, Bench* bench,
             absl::StatusOr<absl::Duration> (Bench::*start)()) {
  for (auto _ : state) {
    const absl::StatusOr<absl::Duration> took = (bench->*start)();
    if (!took.ok()) {
      state.SkipWithError(took.status().ToString().c_str());
      return;
    }
    state.SetIterationTime(absl::ToDoubleSeconds(*took));
  }
}

absl::StatusOr<std::unique_ptr<Bench>> MakeBench(const std::string& directory) {
  ASSIGN_OR_RETURN(std::unique_ptr<Session> session,
                   Session::Start(Store::DefaultCacheDirectory()));
  // The path may lead through a link into the source tree: the stack is loaded from the real
  // directory.
  std::error_code error;
  const std::filesystem::path file =
      std::filesystem::canonical(directory + "/stack.textproto", error);
  if (error) return absl::NotFoundError(absl::StrCat(directory, ": no stack: ", error.message()));
  ASSIGN_OR_RETURN(LoadedStack stack, LoadStack(file.parent_path().string()));
  if (!stack.problems.empty()) return absl::InvalidArgumentError(FormatProblems(stack.problems));
  return std::make_unique<Bench>(std::move(session), std::move(stack));
}

int Main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc > 2 || (argc == 2 && argv[1][0] == '-')) {
    std::cerr << "usage: " << argv[0] << " [--benchmark_...] [directory of a stack]\n";
    return 64;
  }
  if (geteuid() != 0 || access("/usr/sbin/runc", X_OK) != 0) {
    std::cout << "skipped: a drill host needs root and runc\n";
    return 0;
  }
  auto bench = MakeBench(argc > 1 ? argv[1] : kDefaultStack);
  if (!bench.ok()) {
    std::cerr << bench.status() << "\n";
    return 1;
  }
  // Fixed numbers of iterations: one is long, and the library's own choice would repeat it.
  using Start = absl::StatusOr<absl::Duration> (Bench::*)();
  const auto add = [&](const char* name, Start start, int iterations) {
    benchmark::RegisterBenchmark(name, Measure, bench->get(), start)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond)
        ->Iterations(iterations);
  };
  add("cold_start", &Bench::ColdStart, 1);
  add("clone_start", &Bench::CloneStart, 3);
  add("host_up", &Bench::HostUp, 2);
  add("steady_state", &Bench::SteadyState, 2);
  benchmark::RunSpecifiedBenchmarks();
  return (*bench)->PrintRatio() ? 0 : 1;
}

}  // namespace
}  // namespace drill

int main(int argc, char** argv) { return drill::Main(argc, argv); }
