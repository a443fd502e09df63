#include "harness/base/trusted_certificates.h"

#include <openssl/x509_vfy.h>
#include <sys/stat.h>

#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace drill {
namespace {

// Each drill host has a file of its own; more than this many are not read side by side.
constexpr size_t kKept = 8;

// Device, inode, size, and when contents and inode were changed last. The path alone would not do:
// /proc/self/fd/7 is one file now and another one later.
using Identity = std::tuple<dev_t, ino_t, off_t, int64_t, int64_t, int64_t, int64_t>;

class Stores {
 public:
  std::shared_ptr<X509_STORE> Get(const std::string& path) {
    struct stat now = {};
    if (stat(path.c_str(), &now) != 0) return nullptr;
    const Identity identity(now.st_dev, now.st_ino, now.st_size, now.st_mtim.tv_sec,
                            now.st_mtim.tv_nsec, now.st_ctim.tv_sec, now.st_ctim.tv_nsec);
    // Held while the file is read: many requests begin at once.
    const absl::MutexLock lock(&mutex_);
    const auto known = stores_.find(identity);
    if (known != stores_.end()) return known->second;
    std::shared_ptr<X509_STORE> store(X509_STORE_new(), X509_STORE_free);
    if (store == nullptr || X509_STORE_load_file(store.get(), path.c_str()) != 1) return nullptr;
    X509_STORE_set_flags(store.get(), X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
    if (stores_.size() >= kKept) stores_.clear();
    return stores_[identity] = std::move(store);
  }

 private:
  absl::Mutex mutex_;
  std::map<Identity, std::shared_ptr<X509_STORE>> stores_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::shared_ptr<X509_STORE> TrustedCertificates(const std::string& path) {
  static auto* const stores = new Stores();
  return stores->Get(path);
}

}  // namespace drill
