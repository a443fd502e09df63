// The certificates of a file, as OpenSSL checks others by them. Reading the bundle that a machine
// has takes tens of milliseconds of a processor: too much for each of forty requests a second.
#ifndef HARNESS_BASE_TRUSTED_CERTIFICATES_H_
#define HARNESS_BASE_TRUSTED_CERTIFICATES_H_

#include <openssl/types.h>

#include <memory>
#include <string>

namespace drill {

// The file's certificates, each of them trusted by itself; null when it cannot be read or holds
// none. Read again when the file was changed or is another one. Thread-safe.
std::shared_ptr<X509_STORE> TrustedCertificates(const std::string& path);

}  // namespace drill

#endif  // HARNESS_BASE_TRUSTED_CERTIFICATES_H_
