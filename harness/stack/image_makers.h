// Who makes an image of a stack: its list of images, or one of its own scripts.
#ifndef HARNESS_STACK_IMAGE_MAKERS_H_
#define HARNESS_STACK_IMAGE_MAKERS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "harness/stack/stack.pb.h"

namespace drill {

class ImageMakers {
 public:
  // `script_lines` is what ScriptLines() of the stack found.
  ImageMakers(const Stack& stack, const std::vector<std::string>& script_lines);

  // True where it cannot be told, too: a name with variables of which one could fit, a script that
  // loads images from files.
  bool Makes(absl::string_view image) const;

  // What to do about one that nobody makes.
  std::string Remedy(absl::string_view image) const;

 private:
  std::vector<std::string> references_;
  // Lines that build, name or load images.
  std::vector<std::string> making_;
  bool loads_ = false;
};

}  // namespace drill

#endif  // HARNESS_STACK_IMAGE_MAKERS_H_
