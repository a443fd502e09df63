// Texts as programs print them, each with a secret in it, and texts that only look alike.
#ifndef HARNESS_TESTING_PLANTED_SECRETS_H_
#define HARNESS_TESTING_PLANTED_SECRETS_H_

#include <string>
#include <vector>

namespace drill {

struct PlantedSecret {
  // What must not be readable.
  std::string secret;
  // Where it stands, without line end.
  std::string text;
};

// Of secrets that nobody was told before.
std::vector<PlantedSecret> PlantedSecrets();

// What must stay as it is.
std::vector<std::string> HarmlessTexts();

}  // namespace drill

#endif  // HARNESS_TESTING_PLANTED_SECRETS_H_
