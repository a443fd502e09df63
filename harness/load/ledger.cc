#include "harness/load/ledger.h"

#include <errno.h>
#include <string.h>

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace drill {
namespace {

absl::string_view FateName(Write::Fate fate) {
  switch (fate) {
    case Write::Fate::kAcknowledged:
      return "acknowledged";
    case Write::Fate::kRefused:
      return "refused";
    case Write::Fate::kInDoubt:
      break;
  }
  return "in_doubt";
}

}  // namespace

absl::StatusOr<std::unique_ptr<Ledger>> Ledger::Create(const std::string& file) {
  std::FILE* opened = std::fopen(file.c_str(), "we");
  if (opened == nullptr) {
    return absl::InternalError(absl::StrCat("cannot write ", file, ": ", strerror(errno)));
  }
  return std::unique_ptr<Ledger>(new Ledger(opened));
}

Ledger::~Ledger() { std::fclose(file_); }

void Ledger::Append(absl::string_view what, const std::string& key, absl::Time at) {
  const std::string line = absl::StrCat(
      absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", at, absl::UTCTimeZone()), " ", what, " ", key, "\n");
  if (std::fwrite(line.data(), 1, line.size(), file_) != line.size() || std::fflush(file_) != 0) {
    status_ = absl::InternalError(absl::StrCat("cannot write the ledger: ", strerror(errno)));
  }
}

void Ledger::Sent(const std::string& key, absl::Time at, std::string text) {
  absl::MutexLock lock(&mutex_);
  index_[key] = writes_.size();
  Write write;
  write.key = key;
  write.text = std::move(text);
  write.sent_at = at;
  writes_.push_back(std::move(write));
  Append("sent", key, at);
}

void Ledger::Answered(const std::string& key, Write::Fate fate, absl::Time at) {
  absl::MutexLock lock(&mutex_);
  const auto found = index_.find(key);
  if (found == index_.end()) {
    status_ = absl::InternalError(absl::StrCat("an answer to a write that was not sent: ", key));
    return;
  }
  Write& write = writes_[found->second];
  write.fate = fate;
  if (fate != Write::Fate::kInDoubt) write.answered_at = at;
  Append(FateName(fate), key, at);
}

std::vector<Write> Ledger::Writes() const {
  absl::MutexLock lock(&mutex_);
  return writes_;
}

absl::Status Ledger::status() const {
  absl::MutexLock lock(&mutex_);
  return status_;
}

}  // namespace drill
