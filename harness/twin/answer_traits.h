// What one HTTP answer is like, apart from what it happens to say.
#ifndef HARNESS_TWIN_ANSWER_TRAITS_H_
#define HARNESS_TWIN_ANSWER_TRAITS_H_

#include <map>
#include <string>

#include "harness/probe/http_exchange.h"

namespace drill {

// Field to value; nothing of the body stands there in clear but the keys of JSON and the names of
// metrics:
//
//     status, type, charset, location (a redirect's path), cache-control, server, cookies (their
//     names and attributes), digests of headers that browsers obey (access-control-allow-origin)
//     of JSON: shape, elements, "value /database/revision" (json_shape.h)
//     of Prometheus' text format: "metric up" for each metric, with its type
//     of any other body: size (roughly), and as `body` its digest, of text without its digits
//
// Pure. A field that says nothing is left out.
std::map<std::string, std::string> FieldsOf(const HttpReply& reply);

// Those of them that status and headers say.
std::map<std::string, std::string> HeadFieldsOf(const HttpReply& reply);

}  // namespace drill

#endif  // HARNESS_TWIN_ANSWER_TRAITS_H_
