#include "harness/scenario/probe_validator.h"

#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

using Case = ValidatorCase;

std::string ProblemsOf(const std::string& content) {
  Recovery recovery;
  return ProblemsIn(content, &recovery, [&](FieldChecker* checker) {
    std::set<std::string> names = {"taken"};
    ValidateProbes("probes", recovery.probes(), &names, checker);
  });
}

class ProbeValidatorTest : public ValidatorCaseTest {};

TEST_P(ProbeValidatorTest, SaysAllThatIsWrong) {
  EXPECT_EQ(ProblemsOf("probes { name: 'p'\n" + GetParam().fields + "\n}\n"), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, ProbeValidatorTest,
    ::testing::Values(
        Case{"http { url: 'https://h:1/x' method: 'POST' status: 201 body: 'b' content_type: 't' "
             "json { key: 'k' } }",
             ""},
        Case{"sql { query: 'q' equals: 'x' at_least: '-1.5' }", ""},
        Case{"service { service: 's' state: 'exited' exit_code: '137' }", ""},
        Case{"command { command: 'c' exit_code: 255 }", ""}, Case{"file { path: '/x' }", ""},
        Case{"rate { query: 'q' at_most: '0' window { nanos: 5 } }", ""},
        Case{"requests { url: 'http://h' requests: 5 errors_at_most: '0.1' }", ""},
        Case{"requests { url: 'http://h' median_at_least { nanos: 5 } }", ""},
        Case{"requests { url: 'https://h' errors_at_most: '0' headers { key: 'A' value: 'b' } "
             "login { "
             "url: 'https://h/login' token_key: 'token' token_header: 'X-Token' } }",
             ""},
        Case{"image { reference: 'a:1' }", ""},
        Case{"disk { path: '/x' bytes { at_least: '1' } canary: CANARY_MUST_FIT }", ""},
        Case{"network { from: 'a' to: 'b' port: 80 late_at_most: '0.5' }", ""},
        Case{"resolves { from: 'a' name: 'b' }", ""}, Case{"schema { release: '1' }", ""},
        Case{"sql { query: 'q' error_contains: 'e' }", ""},
        Case{"backup { glob: '/b/*' revision_not: 's1' }", ""},
        Case{"amcheck { relation: 't' }", ""}, Case{"seeded_rows { table: 't' }", ""},
        Case{"service { service: 's' ended { id: 'x' started_at: 't' } process_state: 'T' }", ""},
        Case{"log { service: 's' contains: 'x' }", ""},
        Case{"clock { database: '' at_most: '-5' }", ""},
        Case{"clock { url: 'http://h/' at_least: '5' }", ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, ProbeValidatorTest,
    ::testing::Values(
        Case{"",
             "f:1:1: probes[0] looks at nothing; set one of http, sql, service, command, file, "
             "rate, schema, requests, image, disk, amcheck, seeded_rows, backup, "
             "log, clock, network, resolves\n"},
        Case{"backup { must_not_restore: true revision_not: 's1' }",
             "f:2:1: probes[0].backup.glob is required; a glob on the drill host; its newest match "
             "is restored\n"
             "f:2:33: probes[0].backup.revision_not is asked of what must not restore; one of the "
             "two\n"},
        Case{"timeout { seconds: 1 } amcheck {}",
             "f:2:24: probes[0].amcheck.relation is required; a table or a B-tree index\n"},
        Case{"timeout { seconds: 1 } seeded_rows {}",
             "f:2:24: probes[0].seeded_rows.table is required; one of the stack's seeded tables\n"},
        Case{"sql { query: 'q' equals: '1' error_contains: 'e' }",
             "f:2:30: probes[0].sql.error_contains is asked beside a value; one of the two\n"},
        Case{"network { requests: -1 late {} late_at_least: '2' }",
             "f:2:1: probes[0].network.to is required; the compose service that is asked\n"
             "f:2:1: probes[0].network.port is no TCP port: 0; 1 to 65535\n"
             "f:2:11: probes[0].network.requests is not a number of requests: -1; 1 to 10000\n"
             "f:2:24: probes[0].network.late must be longer than 0 s; leave it out for the "
             "default\n"
             "f:2:32: probes[0].network.late_at_least is not a share: 2; 0 to 1\n"},
        Case{"resolves {}",
             "f:2:1: probes[0].resolves.from is required; the compose service that asks\n"
             "f:2:1: probes[0].resolves.name is required; the name that it asks for\n"},
        Case{"timeout {} schema {}",
             "f:2:1: probes[0].timeout must be longer than 0 s; leave it out for the default\n"
             "f:2:12: probes[0].schema.release is required; the version whose schema is meant\n"},
        Case{"http {}", "f:2:1: probes[0].http.url is required; such as http://localhost/health\n"},
        Case{"http { url: 'localhost:80' }",
             "f:2:8: probes[0].http.url is not a URL: localhost:80; such as "
             "http://localhost:5000/api/health\n"},
        Case{"http { url: 'http://h' method: 'get' }",
             "f:2:24: probes[0].http.method is not one of the HTTP methods: get; did you mean "
             "GET?\n"},
        Case{"http { url: 'http://h' status: 200 status: 20 }",
             "f:2:36: probes[0].http.status[1] is not an HTTP status: 20; 100 to 599\n"},
        Case{"http { url: 'http://h' json { value: 'v' } }",
             "f:2:24: probes[0].http.json[0].key is required; the key of the answer's JSON, such "
             "as database.status\n"},
        Case{"http { url: 'http://h' content_type: 't' }",
             "f:2:24: probes[0].http.content_type is set without a body\n"},
        Case{"sql { at_least: 'x' }",
             "f:2:1: probes[0].sql.query is required; SQL that returns one value\n"
             "f:2:7: probes[0].sql.at_least is not a number: x\n"},
        Case{"sql { query: 'q' at_least: '3' at_most: '2' }",
             "f:2:18: probes[0].sql.at_least is above at_most; nothing could be green\n"},
        Case{"service { state: 'runing' }",
             "f:2:1: probes[0].service.service is required; a compose service's name\n"
             "f:2:11: probes[0].service.state is not one of the states of a service: runing; did "
             "you mean running?\n"},
        Case{"service { service: 's' exit_code: '1' }",
             "f:2:24: probes[0].service.exit_code is asked of a service that has not exited; set "
             "state to exited\n"},
        Case{"service { service: 's' state: 'exited' exit_code: '256' }",
             "f:2:40: probes[0].service.exit_code is not a whole number from 0 to 255: 256\n"},
        Case{"service { service: 's' goes_on {} process_state: 'stopped' }",
             "f:2:24: probes[0].service.goes_on.id is required; the container's id\n"
             "f:2:24: probes[0].service.goes_on.started_at is required; when it started, as the "
             "engine tells it\n"
             "f:2:35: probes[0].service.process_state is not one of the states of a process: "
             "stopped; one of R, S, D, T, t, Z, I\n"},
        Case{"log {}",
             "f:2:1: probes[0].log.service is required; a compose service's name\n"
             "f:2:1: probes[0].log.contains is required; text of one line\n"},
        Case{"clock { url: 'h' }",
             "f:2:1: probes[0].clock has no bound; set at_least, at_most or both\n"
             "f:2:9: probes[0].clock.url is not a URL: h; such as "
             "http://localhost:5000/api/health\n"},
        Case{"clock { at_least: '5' }",
             "f:2:1: probes[0].clock asks nobody for the time; set database or url\n"},
        Case{"command { exit_code: -1 }",
             "f:2:1: probes[0].command.command is required; a bash command line\n"
             "f:2:11: probes[0].command.exit_code is not an exit code: -1; 0 to 255\n"},
        Case{"file {}", "f:2:1: probes[0].file.path is required; a path on the drill host\n"},
        Case{"file { path: '/x' must_be_absent: true contains: 'y' }",
             "f:2:40: probes[0].file.contains is asked of a file that must be absent; one of the "
             "two\n"},
        Case{"disk {}",
             "f:2:1: probes[0].disk.path is required; a directory on the drill host\n"
             "f:2:1: probes[0].disk asks nothing; set a bound or canary\n"},
        Case{"disk { path: '/x' bytes { at_least: '2' at_most: '1' } }",
             "f:2:27: probes[0].disk.bytes.at_least is above at_most; nothing could be green\n"},
        Case{"disk { path: '/x' inodes { at_most: 'y' } canary_bytes: -1 }",
             "f:2:28: probes[0].disk.inodes.at_most is not a number: y\n"
             "f:2:43: probes[0].disk.canary_bytes is negative\n"},
        Case{"rate { window {} }",
             "f:2:1: probes[0].rate.query is required; SQL that returns one number\n"
             "f:2:1: probes[0].rate has no bound; set at_least, at_most or both\n"
             "f:2:8: probes[0].rate.window must be longer than 0 s; leave it out for the "
             "default\n"},
        Case{"requests { url: 'http://h' errors_at_most: '0' login { method: 'PUSH' token_header: "
             "'X' } "
             "}",
             "f:2:48: probes[0].requests.login.url is required; such as http://localhost/login\n"
             "f:2:56: probes[0].requests.login.method is not one of the HTTP methods: PUSH; one of "
             "GET, "
             "HEAD, POST, PUT, PATCH, DELETE, OPTIONS\n"
             "f:2:71: probes[0].requests.login.token_header is set, but no token is taken from the "
             "answer; say where it stands in token_key\n"},
        Case{"requests {}",
             "f:2:1: probes[0].requests.url is required; such as http://localhost/health\n"
             "f:2:1: probes[0].requests has no bound; set one of errors_at_least, errors_at_most, "
             "median_at_least, median_at_most\n"},
        Case{"requests { url: 'http://h' requests: -1 errors_at_most: '1.5' }",
             "f:2:28: probes[0].requests.requests is not a number of requests: -1; 1 to 10000\n"
             "f:2:41: probes[0].requests.errors_at_most is not a share: 1.5; 0 to 1\n"},
        Case{"requests { url: 'http://h' errors_at_least: 'x' median_at_most {} }",
             "f:2:28: probes[0].requests.errors_at_least is not a share: x; 0 to 1\n"
             "f:2:49: probes[0].requests.median_at_most must be longer than 0 s; leave it out for "
             "the default\n"},
        Case{"image {}",
             "f:2:1: probes[0].image.reference is required; an image, such as aria-brain:2.0.0\n"},
        Case{"rate { query: 'q' at_most: 'inf' }",
             "f:2:19: probes[0].rate.at_most is not a number: inf\n"}));

TEST(ValidateProbesTest, NamesAreRequiredAndUnique) {
  EXPECT_EQ(ProblemsOf("probes { schema { release: '1' } }\n"
                       "probes { name: 'taken' schema { release: '1' } }\n"),
            "f:1:1: probes[0].name is required; reports name the probe by it\n"
            "f:2:10: probes[1].name is used twice: taken; rename one\n");
}

}  // namespace
}  // namespace drill
