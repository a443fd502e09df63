#include "harness/journal/journal_writer.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "harness/base/file.h"
#include "harness/base/proto_json.h"
#include "harness/base/status_macros.h"

namespace drill {

absl::StatusOr<std::unique_ptr<JournalWriter>> JournalWriter::Create(const std::string& path,
                                                                     Clock& clock,
                                                                     const Masker* masker) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644);
  if (fd >= 0) {
    // Tells Resume() that the drill still runs. A file system without locks has none to tell.
    flock(fd, LOCK_EX | LOCK_NB);
    return std::unique_ptr<JournalWriter>(new JournalWriter(path, fd, clock, masker));
  }
  const std::string message = absl::StrCat(path, ": ", strerror(errno));
  return errno == EEXIST ? absl::AlreadyExistsError(message) : absl::InternalError(message);
}

absl::StatusOr<std::unique_ptr<JournalWriter>> JournalWriter::Resume(const std::string& path,
                                                                     Clock& clock,
                                                                     const Masker* masker,
                                                                     absl::Duration elapsed) {
  ASSIGN_OR_RETURN(const std::string content, ReadFile(path));
  const int fd = open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (fd < 0) return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  std::unique_ptr<JournalWriter> writer(new JournalWriter(path, fd, clock, masker));
  if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return absl::UnavailableError(absl::StrCat(path, ": its drill still runs"));
  const size_t whole = content.rfind('\n') + 1;
  if (whole != content.size() && ftruncate(fd, static_cast<off_t>(whole)) != 0)
    return absl::InternalError(absl::StrCat(path, ": ", strerror(errno)));
  writer->start_ = clock.Monotonic() - elapsed;
  return writer;
}

JournalWriter::JournalWriter(std::string path, int fd, Clock& clock, const Masker* masker)
    : path_(std::move(path)), fd_(fd), clock_(clock), masker_(masker), start_(clock.Monotonic()) {}

JournalWriter::~JournalWriter() { close(fd_); }

absl::Duration JournalWriter::Elapsed() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return clock_.Monotonic() - start_;
}

absl::Status JournalWriter::Write(Event event) {
  const std::lock_guard<std::mutex> lock(mutex_);
  // Under the lock, so that the journal's order is that of its times.
  const absl::Duration now = clock_.Monotonic();
  if (event.has_drill_started()) start_ = now;
  if (event.at_us() == 0) event.set_at_us(absl::ToInt64Microseconds(now - start_));
  event.set_wall_time(
      absl::FormatTime("%Y-%m-%d%ET%H:%M:%E6S%Ez", clock_.Wall(), absl::UTCTimeZone()));
  if (masker_ != nullptr) masker_->MaskMessage(&event);
  if (status_.ok()) status_ = Append(event);
  const bool whole_phase = event.has_phase_ended() || event.has_drill_ended();
  if (status_.ok() && whole_phase) status_ = Sync();
  if (observer_) observer_(event);
  events_.push_back(std::move(event));
  return status_;
}

absl::Status JournalWriter::Append(const Event& event) {
  absl::StatusOr<std::string> line = ProtoToJson(event);
  if (!line.ok()) return line.status();
  line->push_back('\n');
  size_t written = 0;
  while (written < line->size()) {
    const ssize_t n = write(fd_, line->data() + written, line->size() - written);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return absl::InternalError(absl::StrCat(path_, ": ", strerror(errno)));
    written += static_cast<size_t>(n);
  }
  return absl::OkStatus();
}

// A full disk may be noticed only here, where the file system allocates late.
absl::Status JournalWriter::Sync() {
  // What cannot be synced (a pipe) is no disk.
  if (fdatasync(fd_) == 0 || errno == EINVAL || errno == EROFS) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(path_, ": ", strerror(errno)));
}

std::vector<Event> JournalWriter::events() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return events_;
}

void JournalWriter::SetObserver(std::function<void(const Event&)> observer) {
  const std::lock_guard<std::mutex> lock(mutex_);
  observer_ = std::move(observer);
}

absl::Status JournalWriter::status() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return status_;
}

}  // namespace drill
