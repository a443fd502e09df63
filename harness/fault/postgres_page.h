// What of a PostgreSQL page is in use, by the page's own header.
#ifndef HARNESS_FAULT_POSTGRES_PAGE_H_
#define HARNESS_FAULT_POSTGRES_PAGE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "harness/fault/page_file.h"

namespace drill {

// Line pointers and tuples of a table's page: not its header, whose log position changes without
// harm, and not the hole. Nothing for an empty page, and for one whose header makes no sense.
std::vector<PageFile::Range> UsedOfHeapPage(absl::string_view page);

// The same of a B-tree's leaf page; nothing for any other of its pages.
std::vector<PageFile::Range> UsedOfBtreeLeaf(absl::string_view page);

}  // namespace drill

#endif  // HARNESS_FAULT_POSTGRES_PAGE_H_
