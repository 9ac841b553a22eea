#include "coding/axes.h"

#include "small_knowledge.h"

using namespace evident;

namespace {

struct Loaded {
  Diagnostics diagnostics;
  Axes axes;
  explicit Loaded(const std::string& text) {
    const yaml::Node root = yaml::parse(file("r.yaml", text), diagnostics);
    const yaml::Map map(root, {"axes", "tables"}, diagnostics);
    axes.load(map.get("axes"), map.get("tables"), diagnostics);
  }
};

Finding finding_with(std::vector<std::pair<std::string, std::string>> values) {
  Finding finding;
  for (uint32_t i = 0; i < values.size(); ++i)
    finding.linked.push_back({values[i].first, values[i].second, {i, i + 1}, i % 2 == 0});
  return finding;
}

// "lumbar@0 lumbosacral@1-": the values with where their words begin; '-' is not direct.
std::string read(const Axes& axes, const Finding& finding, std::string_view axis) {
  std::string out;
  for (const Reading& reading : axes.readings(finding, axis))
    out += (out.empty() ? "" : " ") + reading.value + '@' + std::to_string(reading.words.begin) +
           (reading.direct ? "" : "-");
  return out;
}

const char kAxes[] = R"(
axes:
  side: {right: 1, left: 2, bilateral: [1, 2], none: 0}
  episode: {initial: A, subsequent: D, default: initial}
  size: {small: 1}
  region: {lumbar: 6, lumbosacral: 7, none: 0}
tables:
  region: {from: level, values: {L4-L5: lumbar, L3-L4: lumbar, L5-S1: lumbosacral}}
  root: {from: level, otherwise: region, values: {L5: lumbar}}
  area: {from: region, values: {lumbar: low, lumbosacral: low, cervical: neck}}
  flank: {from: side}
  round: {from: round, values: {a: b}}
)";

const Axes& axes() {
  static const Loaded loaded(kAxes);
  REQUIRE(loaded.diagnostics.render() == "");
  return loaded.axes;
}

}  // namespace

TEST_CASE("digits of values, and the value when nothing is documented") {
  REQUIRE(axes().find("side"));
  CHECK(axes().find("side")->digits.at("bilateral") == std::vector<std::string>{"1", "2"});
  CHECK(axes().find("side")->otherwise == "none");
  CHECK(axes().find("episode")->otherwise == "initial");
  CHECK(!axes().find("episode")->digits.contains("default"));
  CHECK(axes().find("size")->otherwise == "");
  CHECK(!axes().find("area"));
  CHECK(axes().names() == std::vector<std::string>{"episode", "region", "side", "size"});
  CHECK(axes().find_table("area"));
  CHECK(!axes().find_table("side"));
}

TEST_CASE("an axis without a table is read as it stands, each value once") {
  const Finding finding = finding_with({{"side", "right"}, {"side", "left"}, {"side", "right"}});
  CHECK(read(axes(), finding, "side") == "right@0 left@1-");
  CHECK(read(axes(), finding, "nothing") == "");
}

TEST_CASE("a table wins over a word, and a word serves when the table gives nothing") {
  CHECK(read(axes(), finding_with({{"region", "lumbar"}, {"level", "L5-S1"}}), "region") ==
        "lumbosacral@1-");
  CHECK(read(axes(), finding_with({{"region", "lumbar"}}), "region") == "lumbar@0");
  CHECK(read(axes(), finding_with({{"region", "lumbar"}, {"level", "T1"}}), "region") ==
        "lumbar@0");
  CHECK(read(axes(), finding_with({{"level", "L3-L4"}, {"level", "L4-L5"}}), "region") ==
        "lumbar@0");
  CHECK(read(axes(), finding_with({{"level", "L4-L5"}, {"level", "L5-S1"}}), "region") ==
        "lumbar@0 lumbosacral@1-");
}

TEST_CASE("tables read tables and other axes") {
  CHECK(read(axes(), finding_with({{"level", "L5-S1"}}), "area") == "low@0");
  CHECK(read(axes(), finding_with({{"region", "cervical"}}), "area") == "neck@0");
  CHECK(read(axes(), finding_with({{"region", "sacral"}}), "area") == "");
  CHECK(read(axes(), finding_with({{"side", "left"}}), "flank") == "left@0");
  CHECK(read(axes(), finding_with({{"level", "L5"}}), "root") == "lumbar@0");
  CHECK(read(axes(), finding_with({{"level", "L4-L5"}}), "root") == "lumbar@0");
}

TEST_CASE("a table that reads itself ends") {
  CHECK(read(axes(), finding_with({{"round", "a"}}), "round") == "b@0");
}

TEST_CASE("a default that is no value, and both kinds of default") {
  CHECK(!Loaded("axes: {side: {right: 1, default: rigt}}\n").diagnostics.ok());
  CHECK(!Loaded("axes: {side: {right: 1, none: 0, default: right}}\n").diagnostics.ok());
  CHECK(!Loaded(
             "axes: {region: {lumbar: 6}}\ntables: {region: {from: level, values: {L5: lumber}}}\n")
             .diagnostics.ok());
}
