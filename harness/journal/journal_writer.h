// The append-only record of a drill: one line of proto JSON an event. A line is in the kernel's
// hands as soon as it is said, so that the harness may be killed; at the end of each phase all of
// them are on the disk, so that the machine may fail.
#ifndef HARNESS_JOURNAL_JOURNAL_WRITER_H_
#define HARNESS_JOURNAL_JOURNAL_WRITER_H_

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "harness/base/clock.h"
#include "harness/base/mask.h"
#include "harness/journal/journal.pb.h"

namespace drill {

// Thread-safe. Times count from the event drill_started, before it from the writer's creation.
class JournalWriter {
 public:
  // Creates `path`; AlreadyExists when it is there, since a journal is never written twice. Neither
  // `clock` nor `masker` is owned; `masker` may be null, and may learn secrets between events as
  // long as no other thread writes meanwhile.
  static absl::StatusOr<std::unique_ptr<JournalWriter>> Create(const std::string& path,
                                                               Clock& clock, const Masker* masker);

  // Goes on with a journal that is there, where `elapsed` has passed since its drill began. A last
  // line that was cut off is removed. Unavailable while another program writes to it; otherwise an
  // error of the file.
  static absl::StatusOr<std::unique_ptr<JournalWriter>> Resume(const std::string& path,
                                                               Clock& clock, const Masker* masker,
                                                               absl::Duration elapsed);
  ~JournalWriter();
  JournalWriter(const JournalWriter&) = delete;
  JournalWriter& operator=(const JournalWriter&) = delete;

  // Stamps `event` (at_us where it is 0, wall_time always), masks its strings and appends it as one
  // write to the file. Internal when the line could not be written whole, or the disk did not take
  // it; the first such error is returned by every later call too, so that a caller may look once,
  // at the end. Events are remembered and observed all the same: nothing more goes into the file.
  absl::Status Write(Event event);

  // All that was said, whether or not it could be written.
  std::vector<Event> events() const;

  // Time since the drill began, as `at_us` counts it.
  absl::Duration Elapsed() const;

  // Called with every event, stamped and masked, in order, under the writer's lock: must be quick
  // and must not write. For the live console.
  void SetObserver(std::function<void(const Event&)> observer);

  // What Write() has failed with so far.
  absl::Status status() const;

 private:
  JournalWriter(std::string path, int fd, Clock& clock, const Masker* masker);
  absl::Status Append(const Event& event);
  absl::Status Sync();

  const std::string path_;
  const int fd_;
  Clock& clock_;
  const Masker* const masker_;
  mutable std::mutex mutex_;
  absl::Duration start_;
  std::function<void(const Event&)> observer_;
  std::vector<Event> events_;
  absl::Status status_;
};

}  // namespace drill

#endif  // HARNESS_JOURNAL_JOURNAL_WRITER_H_
