// What a JSON body is like, apart from how much is in it: two answers of one program have the same
// shape, whoever asks, and whatever was written meanwhile.
#ifndef HARNESS_TWIN_JSON_SHAPE_H_
#define HARNESS_TWIN_JSON_SHAPE_H_

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace drill {

struct JsonShape {
  // Keys and types outside of lists, and of each list whether anything is in it, canonical:
  // "{database: {revision: string}, sessions: [...]}", "[]". Keys may be read, values are not in
  // it.
  std::string outline;
  // Keys and types of what is in the lists: "/sessions: {id: string, title: string}", the union of
  // all elements, joined by "; ". How many there are makes no difference; null beside another type
  // makes none either, nor whether a list in a list holds anything. Empty without a filled list.
  std::string elements;
  // The first 50 scalars outside of lists, and filled lists as a whole, by their JSON pointers:
  // "/database/revision". true, false and null stand for themselves, of everything else there is a
  // digest; a list's is the same in whatever order its elements come.
  std::map<std::string, std::string> values;
};

// Pure. What is nested deeper than eight levels is not looked at; what a text of 2000 characters
// has no room for is in its digest alone.
JsonShape ShapeOfJson(const nlohmann::json& body);

}  // namespace drill

#endif  // HARNESS_TWIN_JSON_SHAPE_H_
