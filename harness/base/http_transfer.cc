#include "harness/base/http_transfer.h"

#include <curl/curl.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "harness/base/sigpipe_guard.h"
#include "harness/base/status_macros.h"
#include "harness/base/trusted_certificates.h"

namespace drill {
namespace {

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeList>;
using Text = std::unique_ptr<char, FreeText>;

// libcurl must be initialised once, before any thread uses it.
Handle NewHandle() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  return Handle(started == CURLE_OK ? curl_easy_init() : nullptr);
}

void Append(List& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  static_cast<void>(list.release());
  list.reset(longer);
}

struct Receiver {
  std::string* body;
  size_t max_body;
};

size_t Take(char* data, size_t /*one*/, size_t size, void* to) {
  const Receiver& receiver = *static_cast<Receiver*>(to);
  const size_t room = receiver.max_body - std::min(receiver.max_body, receiver.body->size());
  receiver.body->append(data, std::min(size, room));
  return size;
}

List HeaderLines(const HttpTransfer& transfer) {
  // By default libcurl sends an Expect header with a longer body and waits for the server's 100
  // Continue, and sets a Content-Type. Both are suppressed here.
  List lines;
  Append(lines, "Expect:");
  bool has_type = false;
  for (const auto& [name, value] : transfer.headers) {
    has_type = has_type || curl_strequal(name.c_str(), "Content-Type") != 0;
    // A header without a value is written with a semicolon.
    Append(lines, value.empty() ? absl::StrCat(name, ";") : absl::StrCat(name, ": ", value));
  }
  if (!has_type) Append(lines, "Content-Type:");
  return lines;
}

void SetMessage(CURL* handle, const HttpTransfer& transfer) {
  curl_easy_setopt(handle, CURLOPT_URL, transfer.url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "rollback-drill");
  const bool has_body = !transfer.body.empty() || transfer.method == "POST" ||
                        transfer.method == "PUT" || transfer.method == "PATCH";
  if (transfer.method == "HEAD") {
    curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
  } else if (has_body) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, transfer.body.data());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(transfer.body.size()));
  }
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, transfer.method.c_str());
}

// Hands OpenSSL the certificates of the file that `path` names.
CURLcode Trust(CURL* /*handle*/, void* context, void* path) {
  const std::shared_ptr<X509_STORE> store =
      TrustedCertificates(*static_cast<const std::string*>(path));
  if (store == nullptr) return CURLE_SSL_CACERT_BADFILE;
  SSL_CTX_set1_cert_store(static_cast<SSL_CTX*>(context), store.get());
  return CURLE_OK;
}

void SetConnection(CURL* handle, const HttpTransfer& transfer) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  // What the environment says of proxies is meant for other programs.
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  const long limit =
      static_cast<long>(std::max<int64_t>(1, absl::ToInt64Milliseconds(transfer.timeout)));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, limit);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, limit);
  curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  // No certificate is trusted but those of the file.
  curl_easy_setopt(handle, CURLOPT_CAINFO, nullptr);
  if (!transfer.ca_file.empty()) {
    curl_easy_setopt(handle, CURLOPT_SSL_CTX_FUNCTION, &Trust);
    curl_easy_setopt(handle, CURLOPT_SSL_CTX_DATA, &transfer.ca_file);
  }
  if (!transfer.unix_socket.empty())
    curl_easy_setopt(handle, CURLOPT_UNIX_SOCKET_PATH, transfer.unix_socket.c_str());
}

// Whether anything of the request can have left.
bool WasConnected(CURL* handle, const HttpTransfer& transfer) {
  curl_off_t microseconds = 0;
  const bool https = absl::string_view(transfer.url).substr(0, 6) == "https:";
  curl_easy_getinfo(handle, https ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T,
                    &microseconds);
  return microseconds > 0;
}

absl::Status ToStatus(CURLcode code, CURL* handle, const HttpTransfer& transfer,
                      const std::string& origin) {
  const char* words = curl_easy_strerror(code);
  switch (code) {
    case CURLE_OK:
      return absl::OkStatus();
    case CURLE_URL_MALFORMAT:
      return absl::InvalidArgumentError(absl::StrCat("not a URL: ", transfer.url));
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
      return absl::InternalError(words);
    default:
      break;
  }
  if (!WasConnected(handle, transfer))
    return absl::UnavailableError(absl::StrCat("no connection to ", origin, " (", words, ")"));
  // The URL's own protocol was checked before: an unsupported protocol is that of the answer.
  if (code == CURLE_UNSUPPORTED_PROTOCOL) words = "the answer is no HTTP";
  return code == CURLE_OPERATION_TIMEDOUT
             ? absl::DeadlineExceededError("no answer in time")
             : absl::AbortedError(absl::StrCat("the connection broke (", words, ")"));
}

HttpHeaders HeadersOf(CURL* handle) {
  HttpHeaders headers;
  curl_header* header = nullptr;
  while ((header = curl_easy_nextheader(handle, CURLH_HEADER, -1, header)) != nullptr)
    headers.emplace_back(header->name, header->value);
  return headers;
}

std::string Part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return "";
  return Text(text).get();
}

}  // namespace

absl::StatusOr<HttpAnswer> Transfer(const HttpTransfer& transfer) {
  ASSIGN_OR_RETURN(const UrlParts url, SplitUrl(transfer.url));
  const Handle handle = NewHandle();
  if (handle == nullptr) return absl::InternalError("libcurl does not start");
  SetMessage(handle.get(), transfer);
  SetConnection(handle.get(), transfer);
  List addresses;
  if (!transfer.address.empty()) Append(addresses, absl::StrCat("::", transfer.address, ":"));
  curl_easy_setopt(handle.get(), CURLOPT_CONNECT_TO, addresses.get());
  const List lines = HeaderLines(transfer);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, lines.get());
  HttpAnswer answer;
  Receiver receiver{&answer.body, transfer.max_body};
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &Take);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &receiver);
  const SigpipeGuard guard;
  const CURLcode code = curl_easy_perform(handle.get());
  RETURN_IF_ERROR(ToStatus(code, handle.get(), transfer, url.origin));
  long status = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  answer.headers = HeadersOf(handle.get());
  return answer;
}

absl::StatusOr<UrlParts> SplitUrl(const std::string& url) {
  const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
  if (parsed == nullptr || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
    return absl::InvalidArgumentError(absl::StrCat("not a URL: ", url));
  UrlParts parts;
  parts.scheme = Part(parsed.get(), CURLUPART_SCHEME);
  parts.host = Part(parsed.get(), CURLUPART_HOST);
  if (parts.scheme != "http" && parts.scheme != "https")
    return absl::InvalidArgumentError(absl::StrCat("neither http nor https: ", url));
  if (!Part(parsed.get(), CURLUPART_USER).empty())
    return absl::InvalidArgumentError(absl::StrCat("a login in the URL: ", url));
  const std::string port = Part(parsed.get(), CURLUPART_PORT);
  parts.origin = absl::StrCat(parts.scheme, "://", parts.host, port.empty() ? "" : ":", port);
  return parts;
}

std::string EscapeForUrl(absl::string_view text) {
  // The first argument has not been used since libcurl 7.82.
  const Text escaped(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
  return escaped == nullptr ? "" : escaped.get();
}

}  // namespace drill
