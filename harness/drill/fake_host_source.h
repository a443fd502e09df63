// For tests: drills whose machine is this one, with a directory as its file system and an engine
// that knows the containers it is told of.
#ifndef HARNESS_DRILL_FAKE_HOST_SOURCE_H_
#define HARNESS_DRILL_FAKE_HOST_SOURCE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "harness/drill/host_source.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/local_host.h"

namespace drill {

class FakeHostSource : public HostSource {
 public:
  absl::StatusOr<std::unique_ptr<DrillHost>> Boot(const HostOrder& order) override {
    ids_.push_back(order.id);
    if (!boot_.ok()) return boot_;
    return std::make_unique<CountedHost>(engine_.root(), &destroyed_);
  }
  HostTrees Trees() const override { return {}; }
  std::vector<std::string> ChangesBelow() const override { return changes_below_; }
  absl::Status Keep(const KeptHost& host) override {
    kept_.push_back(host);
    return absl::OkStatus();
  }

  FakeEngine& engine() { return engine_; }
  // What Boot() answers from now on, where it is not OK.
  void set_boot(absl::Status status) { boot_ = std::move(status); }
  void set_changes_below(std::vector<std::string> changes) { changes_below_ = std::move(changes); }
  // Of every machine that was asked for.
  const std::vector<std::string>& ids() const { return ids_; }
  // How many machines were removed.
  int destroyed() const { return destroyed_; }
  const std::vector<KeptHost>& kept() const { return kept_; }

 private:
  class CountedHost : public LocalHost {
   public:
    CountedHost(const std::string& root, int* destroyed)
        : LocalHost(root), destroyed_(*destroyed) {}
    absl::StatusOr<std::vector<std::string>> Destroy() override {
      ++destroyed_;
      return LocalHost::Destroy();
    }

   private:
    int& destroyed_;
  };

  FakeEngine engine_;
  absl::Status boot_;
  std::vector<std::string> changes_below_;
  std::vector<std::string> ids_;
  std::vector<KeptHost> kept_;
  int destroyed_ = 0;
};

}  // namespace drill

#endif  // HARNESS_DRILL_FAKE_HOST_SOURCE_H_
