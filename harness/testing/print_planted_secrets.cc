// Prints the planted secrets for tests that are scripts: `texts`, each with its secret in it, or
// `secrets`, the bare ones.
#include <iostream>
#include <string>

#include "harness/testing/planted_secrets.h"

int main(int argc, char** argv) {
  const bool bare = argc == 2 && std::string(argv[1]) == "secrets";
  for (const drill::PlantedSecret& planted : drill::PlantedSecrets())
    std::cout << (bare ? planted.secret : planted.text) << "\n";
  return 0;
}
