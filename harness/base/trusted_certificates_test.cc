#include "harness/base/trusted_certificates.h"

#include <openssl/x509_vfy.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class TrustedCertificatesTest : public ::testing::Test {
 protected:
  // A certificate in the file of this name.
  static std::string Make(const std::string& name) {
    const std::string path = absl::StrCat(::testing::TempDir(), "/", name);
    const std::string command = absl::StrCat(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=a ",
        "-keyout /dev/null -out ", path, " 2>/dev/null");
    EXPECT_EQ(std::system(command.c_str()), 0);
    return path;
  }

  static int Count(const std::shared_ptr<X509_STORE>& store) {
    return store == nullptr ? -1 : sk_X509_OBJECT_num(X509_STORE_get0_objects(store.get()));
  }
};

TEST_F(TrustedCertificatesTest, AFileIsReadOnce) {
  const std::string path = Make("one.pem");
  const auto store = TrustedCertificates(path);
  EXPECT_EQ(Count(store), 1);
  EXPECT_EQ(TrustedCertificates(path), store);
}

TEST_F(TrustedCertificatesTest, AFileThatWasChangedIsReadAgain) {
  const std::string path = Make("first.pem");
  const auto store = TrustedCertificates(path);
  const absl::StatusOr<std::string> first = ReadFile(path);
  const absl::StatusOr<std::string> second = ReadFile(Make("second.pem"));
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  ASSERT_THAT(WriteFile(path, *first + *second), IsOk());
  const auto changed = TrustedCertificates(path);
  EXPECT_NE(changed, store);
  EXPECT_EQ(Count(changed), 2);
}

TEST_F(TrustedCertificatesTest, NoCertificatesAreNoStore) {
  EXPECT_EQ(TrustedCertificates("/nonexistent"), nullptr);
  const std::string path = absl::StrCat(::testing::TempDir(), "/garbage.pem");
  ASSERT_THAT(WriteFile(path, "no certificate\n"), IsOk());
  EXPECT_EQ(TrustedCertificates(path), nullptr);
}

}  // namespace
}  // namespace drill
