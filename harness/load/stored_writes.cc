#include "harness/load/stored_writes.h"

#include <memory>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "harness/base/descriptor.h"
#include "harness/base/json.h"
#include "harness/base/status_macros.h"
#include "harness/database/sql_database.h"
#include "harness/load/load_request.h"
#include "harness/probe/http_session.h"
#include "harness/probe/json_value.h"
#include "harness/probe/trusted_certificates.h"

namespace drill {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(30);

std::string WithPrefix(const std::string& text, const std::string& prefix) {
  return absl::StrReplaceAll(text, {{"{prefix}", prefix}});
}

absl::StatusOr<std::vector<StoredWrite>> FromDatabase(const ProbeContext& context,
                                                      const std::string& id,
                                                      const std::string& query) {
  ASSIGN_OR_RETURN(const ProbeContext* const of_database, ContextOf(context, id));
  ASSIGN_OR_RETURN(const std::unique_ptr<SqlDatabase> database, OpenDatabase(*of_database, ""));
  ASSIGN_OR_RETURN(const std::vector<SqlRow> rows, database->Query(query, kLimit));
  std::vector<StoredWrite> stored;
  for (const SqlRow& row : rows) {
    if (row.empty()) return absl::InvalidArgumentError("keys_query must return a column");
    StoredWrite& one = stored.emplace_back();
    one.key = row[0].value_or("NULL");
    for (size_t i = 1; i < row.size(); ++i) one.contents.push_back(row[i].value_or(""));
  }
  return stored;
}

absl::StatusOr<std::vector<StoredWrite>> FromApplication(const ProbeContext& context,
                                                         const LoadShape& shape,
                                                         const std::string& key_prefix) {
  const Descriptor trusted = OpenTrustedCertificates(context.host);
  LoadRequest asked;
  asked.set_method("GET");
  asked.set_path(WithPrefix(shape.keys_request().path(), key_prefix));
  HttpRequest request = ToHttpRequest(shape, asked, "", "");
  request.timeout = kLimit;
  if (trusted.valid()) request.ca_file = trusted.Path();
  HttpSession session(shape.login(), context.host_names, context.clock);
  ASSIGN_OR_RETURN(const HttpReply reply, session.Exchange(request));
  if (reply.status < 200 || reply.status >= 300) {
    return absl::FailedPreconditionError(
        absl::StrCat("keys_request was answered with status ", reply.status));
  }
  return WritesInAnswer(shape.keys_request(), reply.body);
}

// A number is a text, too; empty where there is nothing.
std::string TextOf(const nlohmann::json* value) {
  if (value == nullptr || value->is_null()) return "";
  return value->is_string() ? value->get<std::string>() : value->dump();
}

}  // namespace

absl::StatusOr<std::vector<StoredWrite>> WritesInAnswer(const KeysRequest& request,
                                                        const std::string& body) {
  const nlohmann::json answer = ParseJson(body);
  const nlohmann::json* const list =
      request.list().empty() ? &answer : FindJson(answer, request.list());
  if (list == nullptr || !list->is_array())
    return absl::FailedPreconditionError("the answer to keys_request holds no list of writes");
  std::vector<StoredWrite> stored;
  for (const nlohmann::json& write : *list) {
    const nlohmann::json* const key = FindJson(write, request.key());
    if (key == nullptr) {
      return absl::FailedPreconditionError(
          absl::StrCat("a write in the answer to keys_request has no ", request.key()));
    }
    StoredWrite& one = stored.emplace_back();
    one.key = TextOf(key);
    for (const std::string& name : request.contents())
      one.contents.push_back(TextOf(FindJson(write, name)));
  }
  return stored;
}

absl::StatusOr<std::vector<StoredWrite>> ReadStoredWrites(const ProbeContext& context,
                                                          const LoadShape& shape,
                                                          const std::string& key_prefix) {
  if (shape.keys_query().empty() && !shape.has_keys_request())
    return absl::InvalidArgumentError("the stack's load has neither keys_query nor keys_request");
  std::vector<StoredWrite> stored;
  RETURN_IF_ERROR(context.host->InNetwork([&]() -> absl::Status {
    if (shape.has_keys_request()) {
      ASSIGN_OR_RETURN(stored, FromApplication(context, shape, key_prefix));
    } else {
      ASSIGN_OR_RETURN(stored, FromDatabase(context, shape.keys_database(),
                                            WithPrefix(shape.keys_query(), key_prefix)));
    }
    return absl::OkStatus();
  }));
  return stored;
}

}  // namespace drill
