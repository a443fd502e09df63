#include "harness/fault/relation_corruption.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "harness/base/descriptor.h"
#include "harness/base/status_macros.h"
#include "harness/fault/page_file.h"
#include "harness/fault/postgres_page.h"

namespace drill {
namespace {

constexpr int kDefaultBits = 8;
// A relation's first file ends here; the others are left alone.
constexpr int64_t kSegmentBytes = int64_t{1} << 30;

struct Relation {
  std::string name;
  std::string file;
  bool is_index = false;
  std::string access_method;
  int64_t page_size = 0;
  bool checksums = false;
  // Pages up to the last one with seeded rows; of an index, its pages when it was last analyzed.
  int64_t seeded_pages = 0;
  int64_t bytes = 0;
};

absl::StatusOr<int64_t> Number(const std::string& text) {
  int64_t number;
  if (absl::SimpleAtoi(text, &number)) return number;
  return absl::FailedPreconditionError(absl::StrCat("the server said no number but: ", text));
}

// The condition that tells seeded rows of the table from later ones; null when the stack has none.
const SeededTable* Seeded(const FaultContext& context, const std::string& relation) {
  for (const SeededTable& table : context.stack.database().seeded_tables()) {
    if (table.table() == relation) return &table;
  }
  return nullptr;
}

absl::StatusOr<Relation> Ask(const DatabaseServer& server, const std::string& name) {
  ASSIGN_OR_RETURN(
      const std::vector<std::string> row,
      server.Row(absl::StrCat(
          "SELECT pg_relation_filepath(c.oid), c.relkind, a.amname, current_setting('block_size'), "
          "current_setting('data_checksums'), c.relpages, pg_relation_size(c.oid) "
          "FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE c.oid = to_regclass(",
          SqlQuote(name), ")")));
  if (row.size() != 7) {
    return absl::FailedPreconditionError(absl::StrCat("the database has no table or index ", name));
  }
  Relation relation;
  relation.name = name;
  relation.file = row[0];
  relation.is_index = row[1] == "i";
  relation.access_method = row[2];
  ASSIGN_OR_RETURN(relation.page_size, Number(row[3]));
  relation.checksums = row[4] == "on";
  ASSIGN_OR_RETURN(relation.seeded_pages, Number(row[5]));
  ASSIGN_OR_RETURN(relation.bytes, Number(row[6]));
  return relation;
}

absl::StatusOr<Relation> Find(const CorruptionFault& fault, const DatabaseServer& server,
                              const FaultContext& context) {
  ASSIGN_OR_RETURN(Relation relation, Ask(server, fault.relation()));
  const bool wants_index = fault.kind() == CorruptionFault::INDEX;
  if (wants_index && (!relation.is_index || relation.access_method != "btree")) {
    return absl::FailedPreconditionError(
        absl::StrCat(fault.relation(),
                     " is no B-tree index, the only kind whose damage can be "
                     "proved"));
  }
  if (!wants_index) {
    const SeededTable* seeded = Seeded(context, fault.relation());
    if (relation.is_index || seeded == nullptr) {
      return absl::FailedPreconditionError(
          absl::StrCat(fault.relation(), " is none of the stack's seeded tables"));
    }
    ASSIGN_OR_RETURN(
        const std::string pages,
        server.Query(absl::StrCat(
            "SELECT coalesce(max((ctid::text::point)[0]::bigint), -1) + 1 FROM ", seeded->table(),
            seeded->where().empty() ? "" : absl::StrCat(" WHERE ", seeded->where()))));
    ASSIGN_OR_RETURN(relation.seeded_pages, Number(pages));
  }
  relation.seeded_pages = std::min(relation.seeded_pages, kSegmentBytes / relation.page_size);
  return relation;
}

absl::Status CutOff(const Relation& relation, const PageFile& file, FaultRandom* random) {
  // Keeps between a quarter and three quarters of the pages.
  const int64_t quarter = relation.seeded_pages / 4;
  if (quarter == 0) {
    return absl::FailedPreconditionError(absl::StrCat(relation.name, " is too small to be cut"));
  }
  return file.Truncate(quarter +
                       static_cast<int64_t>(random->Below(2 * quarter, "pages that stay")));
}

// Breaks the file; the pages that were broken.
absl::StatusOr<std::vector<int64_t>> Break(const CorruptionFault& fault, const Relation& relation,
                                           const PageFile& file, FaultRandom* random) {
  if (fault.kind() == CorruptionFault::TRUNCATED_RELATION) {
    RETURN_IF_ERROR(CutOff(relation, file, random));
    return std::vector<int64_t>();
  }
  const auto used = relation.is_index ? UsedOfBtreeLeaf : UsedOfHeapPage;
  const int count = std::max(fault.pages(), 1);
  ASSIGN_OR_RETURN(std::vector<int64_t> pages, file.Draw(0, relation.seeded_pages, count, used));
  for (const int64_t page : pages) {
    if (fault.kind() == CorruptionFault::ZEROED_BLOCK) {
      RETURN_IF_ERROR(file.Zero(page));
    } else if (fault.kind() == CorruptionFault::TORN_PAGE) {
      ASSIGN_OR_RETURN(const std::vector<int64_t> others,
                       file.Draw(0, relation.seeded_pages, 2, used));
      RETURN_IF_ERROR(file.Tear(page, others[0] == page ? others[1] : others[0]));
    } else {
      RETURN_IF_ERROR(file.FlipBits(page, fault.bits() > 0 ? fault.bits() : kDefaultBits, used));
    }
  }
  return pages;
}

Probe Named(const std::string& name, int timeout_seconds) {
  Probe probe;
  probe.set_name(name);
  probe.mutable_timeout()->set_seconds(timeout_seconds);
  return probe;
}

// Reads the page and nothing else; the server must refuse it by its number.
Probe PageRefused(const Relation& relation, const CorruptionFault& fault, int64_t page) {
  Probe probe = Named(absl::StrCat("page_", page, "_refused"), 10);
  probe.mutable_sql()->set_service(fault.service());
  probe.mutable_sql()->set_query(
      absl::StrCat("SELECT count(*) FROM ", relation.name, " WHERE ctid = '(", page, ",1)'"));
  probe.mutable_sql()->set_error_contains(
      absl::StrCat("invalid page in block ", page, " of relation ", relation.file));
  return probe;
}

Probe PageEmpty(const Relation& relation, const CorruptionFault& fault, int64_t page) {
  Probe probe = Named(absl::StrCat("page_", page, "_holds_no_row"), 10);
  probe.mutable_sql()->set_service(fault.service());
  probe.mutable_sql()->set_query(absl::StrCat("SELECT count(*) FROM ", relation.name,
                                              " WHERE ctid >= '(", page, ",0)' AND ctid < '(",
                                              page + 1, ",0)'"));
  probe.mutable_sql()->add_equals("0");
  return probe;
}

Probe Shorter(const Relation& relation, const CorruptionFault& fault) {
  Probe probe = Named("relation_is_shorter", 10);
  probe.mutable_sql()->set_service(fault.service());
  probe.mutable_sql()->set_query(
      absl::StrCat("SELECT pg_relation_size(", SqlQuote(relation.name), ")"));
  probe.mutable_sql()->set_at_most(absl::StrCat(relation.bytes - relation.page_size));
  return probe;
}

Probe RowsDiffer(const Relation& relation) {
  Probe probe = Named("seeded_rows_differ", 60);
  probe.mutable_seeded_rows()->set_table(relation.name);
  probe.mutable_seeded_rows()->set_must_differ(true);
  return probe;
}

Probe AmcheckFinds(const Relation& relation, const CorruptionFault& fault) {
  Probe probe = Named("amcheck_finds_damage", 60);
  probe.mutable_amcheck()->set_service(fault.service());
  probe.mutable_amcheck()->set_relation(relation.name);
  probe.mutable_amcheck()->set_must_find_damage(true);
  return probe;
}

// With checksums the server itself refuses the page. Without, it may read on over the damage: only
// the rows tell, or amcheck where an index no longer fits its table.
std::vector<Probe> Proof(const CorruptionFault& fault, const Relation& relation, bool checksums,
                         const std::vector<int64_t>& pages) {
  std::vector<Probe> proof;
  if (relation.is_index) return {AmcheckFinds(relation, fault)};
  proof.push_back(RowsDiffer(relation));
  if (fault.kind() == CorruptionFault::TRUNCATED_RELATION) {
    proof.push_back(Shorter(relation, fault));
  }
  for (const int64_t page : pages) {
    // A page of zeros is valid even with checksums: the server reads it as empty.
    if (fault.kind() == CorruptionFault::ZEROED_BLOCK) {
      proof.push_back(PageEmpty(relation, fault, page));
    } else if (checksums) {
      proof.push_back(PageRefused(relation, fault, page));
    }
  }
  if (checksums && fault.kind() != CorruptionFault::ZEROED_BLOCK &&
      fault.kind() != CorruptionFault::TRUNCATED_RELATION) {
    proof.push_back(AmcheckFinds(relation, fault));
  }
  return proof;
}

}  // namespace

absl::StatusOr<Injection> InjectRelationCorruption(const CorruptionFault& fault,
                                                   DatabaseServer server,
                                                   const FaultContext& context) {
  ASSIGN_OR_RETURN(const Relation relation, Find(fault, server, context));
  const bool checksums = fault.checksums() == CorruptionFault::CHECKSUMS_AS_THEY_ARE
                             ? relation.checksums
                             : fault.checksums() == CorruptionFault::CHECKSUMS_ON;
  RETURN_IF_ERROR(server.container().Stop());
  // Whatever happens to the file, the server is started again: a half broken system is none that
  // the scenario describes.
  absl::Status broken;
  if (checksums != relation.checksums) broken = server.SetChecksums(checksums);
  // The file can be opened although the server may be stopped now.
  const absl::StatusOr<Descriptor> opened = server.OpenFile(relation.file);
  if (broken.ok()) broken = opened.status();
  std::vector<int64_t> pages;
  if (broken.ok()) {
    const PageFile file(opened->Path(), relation.file, relation.page_size, context.random);
    absl::StatusOr<std::vector<int64_t>> done = Break(fault, relation, file, context.random);
    broken = done.status();
    if (done.ok()) pages = *std::move(done);
  }
  RETURN_IF_ERROR(server.container().Start());
  RETURN_IF_ERROR(broken);
  Injection injection;
  injection.facts.set_output(absl::StrCat(
      server.container().service(), " was stopped, ", relation.name, " (", relation.file,
      ") broken with data checksums ", checksums ? "on" : "off", ", the server started again"));
  for (Probe& probe : Proof(fault, relation, checksums, pages))
    injection.proof.push_back(std::move(probe));
  return injection;
}

}  // namespace drill
