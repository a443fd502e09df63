#include "harness/scenario/configuration_fault_validator.h"

#include "absl/strings/str_cat.h"

namespace drill {
namespace {

void ValidateKey(const std::string& path, const std::string& key, FieldChecker* checker) {
  if (!checker->RequireText(path, key, "the key of a KEY=VALUE line")) return;
  if (key.find_first_of("= \t\n") == std::string::npos) return;
  checker->Add(path, absl::StrCat("is not a key: ", key), "such as POSTGRES_PASSWORD");
}

void ValidateSetting(const std::string& path, const std::string& setting, FieldChecker* checker) {
  const size_t equals = setting.find('=');
  if (equals != 0 && equals != std::string::npos && setting.find('\n') == std::string::npos) return;
  checker->Add(path, absl::StrCat("is not KEY=VALUE on one line: ", setting),
               "such as DATABASE_PORT=5433");
}

void ValidateChange(const std::string& path, const ConfigurationFault& fault,
                    FieldChecker* checker) {
  switch (fault.change_case()) {
    case ConfigurationFault::kRemoveKey:
      return ValidateKey(FieldPath(path, "remove_key"), fault.remove_key(), checker);
    case ConfigurationFault::kSetKey:
      return ValidateSetting(FieldPath(path, "set_key"), fault.set_key(), checker);
    case ConfigurationFault::kReplace:
      checker->RequireText(FieldPath(path, "replace.text"), fault.replace().text(),
                           "what stands in the file");
      return;
    case ConfigurationFault::kUnreadable:
      if (!fault.unreadable())
        checker->Add(FieldPath(path, "unreadable"), "changes nothing", "set it to true");
      return;
    case ConfigurationFault::CHANGE_NOT_SET:
      checker->Add(path, "changes nothing", "set one of remove_key, set_key, replace, unreadable");
  }
}

}  // namespace

bool ValidateConfigurationFault(const std::string& path, const ConfigurationFault& fault,
                                FieldChecker* checker) {
  checker->RequireText(FieldPath(path, "file"), fault.file(), "a file on the drill host");
  checker->AbsolutePath(FieldPath(path, "file"), fault.file());
  ValidateChange(path, fault, checker);
  checker->RequireText(FieldPath(path, "service"), fault.service(),
                       "the compose service that suffers");
  return !fault.log_line().empty();
}

}  // namespace drill
