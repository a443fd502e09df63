// The writes that the load made, and what became of them: the harness's own memory of what must be
// in the database.
#ifndef HARNESS_LOAD_LEDGER_H_
#define HARNESS_LOAD_LEDGER_H_

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace drill {

struct Write {
  enum class Fate {
    // Sent, and nothing heard: a timeout, a connection that broke, a 5xx, or still under way.
    // It may or may not be in the database.
    kInDoubt,
    // The system said that it has it.
    kAcknowledged,
    // The system said no (4xx), or was never reached.
    kRefused,
  };

  std::string key;
  // Path and body, as they were sent.
  std::string text;
  absl::Time sent_at;
  Fate fate = Fate::kInDoubt;
  // When the answer came. Infinite past while in doubt.
  absl::Time answered_at = absl::InfinitePast();
};

// Thread-safe. Every change is also appended to a file, a line each, as it happens.
class Ledger {
 public:
  // `file` is created; it must not be on the drill host.
  static absl::StatusOr<std::unique_ptr<Ledger>> Create(const std::string& file);
  ~Ledger();

  // Call before the request is sent. `text`: its path and body.
  void Sent(const std::string& key, absl::Time at, std::string text = "");
  // `fate` of a key that was sent. kInDoubt is recorded, too.
  void Answered(const std::string& key, Write::Fate fate, absl::Time at);

  // In the order of sending.
  std::vector<Write> Writes() const;
  // Not OK when a line could not be written to the file.
  absl::Status status() const;

 private:
  explicit Ledger(std::FILE* file) : file_(file) {}
  void Append(absl::string_view what, const std::string& key, absl::Time at)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  std::FILE* const file_ ABSL_PT_GUARDED_BY(mutex_);
  std::vector<Write> writes_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, size_t> index_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace drill

#endif  // HARNESS_LOAD_LEDGER_H_
