#include "cli/usage.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/date.h"
#include "base/suggest.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/terminal_size.h"
#include "report/display.h"
#include "text/encoding.h"

namespace evident {
namespace {

constexpr int kWidest = 100;
constexpr int kColumn = 26;  // where descriptions begin

std::string path_of(const CLI::App& app) {
  const CLI::App* parent = app.get_parent();
  return parent == nullptr ? "evident" : path_of(*parent) + " " + app.get_name();
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string positional_name(const CLI::Option& option) {
  const bool several = option.get_expected_max() > 1;
  return option.get_name(true) + (several ? "..." : "");
}

// "-h, --help", "--date YYYY-MM-DD"
std::string option_name(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  const std::string value = option.get_expected_max() > 0 ? option.get_type_name() : "";
  return join(names) + (value.empty() ? "" : " " + value);
}

class HelpForm : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
    std::string text;
    Wrapper out(text, std::min(terminal_width(), kWidest), false);
    paragraphs(out, app->get_description());
    out.blank_line();
    usage(out, *app);
    commands(out, *app);
    options(out, *app);
    if (!app->get_footer().empty()) text += "\n" + app->get_footer();
    if (text.back() != '\n') text += '\n';
    return text;
  }

 private:
  static void paragraphs(Wrapper& out, std::string_view text) {
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      row(out, "", "", text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  static void usage(Wrapper& out, const CLI::App& app) {
    std::string words = path_of(app);
    if (app.get_parent() == nullptr) words += " COMMAND";
    words += " [OPTIONS]";
    for (const CLI::Option* option : app.get_options())
      if (option->get_positional())
        words += option->get_required() ? " " + positional_name(*option)
                                        : " [" + positional_name(*option) + "]";
    row(out, "Usage: ", "       ", words);
  }

  static void commands(Wrapper& out, const CLI::App& app) {
    const auto all = app.get_subcommands([](const CLI::App*) { return true; });
    if (all.empty()) return;
    out.blank_line();
    row(out, "", "", "Commands:");
    for (const CLI::App* command : all)
      entry(out, command->get_name(), first_line(command->get_description()));
  }

  // Groups in the order of their first option.
  static void options(Wrapper& out, const CLI::App& app) {
    std::vector<std::string> groups;
    for (const CLI::Option* option : app.get_options())
      if (std::find(groups.begin(), groups.end(), group_of(*option)) == groups.end())
        groups.push_back(group_of(*option));
    std::stable_partition(groups.begin(), groups.end(),
                          [](const std::string& group) { return group.empty(); });
    for (const std::string& group : groups) {
      out.blank_line();
      if (!group.empty()) row(out, "", "", group + ":");
      for (const CLI::Option* option : app.get_options())
        if (group_of(*option) == group)
          entry(out, option->get_positional() ? positional_name(*option) : option_name(*option),
                option->get_description());
    }
  }

  static std::string group_of(const CLI::Option& option) {
    return option.get_positional() ? "" : option.get_group();
  }

  static void entry(Wrapper& out, const std::string& name, std::string_view description) {
    std::string first = "  " + name;
    const auto column = static_cast<size_t>(kColumn);
    if (first.size() + 2 > column) {
      row(out, first, "", "");
      first.clear();
    }
    first.resize(column, ' ');
    row(out, first, std::string(column, ' '), description);
  }

  static void row(Wrapper& out, std::string_view first, std::string_view rest,
                  std::string_view words) {
    out.begin(first, rest);
    out.put(words);
    out.end();
  }
};

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const std::string near = nearest(word, known);
  return near.empty() ? "" : "\ndid you mean \"" + near + "\"?";
}

}  // namespace

const CLI::App& chosen_command(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : chosen_command(*commands.front());
}

void set_help_form(CLI::App& app) { app.formatter(std::make_shared<HelpForm>()); }

CLI::Validator one_of(std::vector<std::string> allowed) {
  return CLI::Validator(
      [allowed = std::move(allowed)](std::string& word) -> std::string {
        if (std::find(allowed.begin(), allowed.end(), word) != allowed.end()) return "";
        return "\"" + word + "\" is not one of " + join(allowed) + did_you_mean(word, allowed);
      },
      "");
}

CLI::Validator a_day() {
  return CLI::Validator(
      [](std::string& word) -> std::string {
        if (parse_date(word)) return "";
        return "\"" + word + "\" is not a day; write it as 2024-03-01";
      },
      "");
}

CLI::Validator whole_number(long least, long most) {
  return CLI::Validator(
      [least, most](std::string& word) -> std::string {
        long value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        const bool whole = error == std::errc() && end == word.data() + word.size();
        if (whole && value >= least && value <= most) return "";
        return "\"" + word + "\" is not a whole number from " + std::to_string(least) + " to " +
               std::to_string(most);
      },
      "");
}

CLI::Validator an_encoding() {
  return CLI::Validator(
      [](std::string& word) -> std::string {
        if (encoding_named(word)) return "";
        return "\"" + word + "\" is no encoding; for example utf-8, utf-16, windows-1252";
      },
      "");
}

std::string unknown_word(const CLI::App& app) {
  const CLI::App* next = &app;
  while (next != nullptr) {
    const CLI::App* level = next;
    const auto chosen = level->get_subcommands();
    next = chosen.empty() ? nullptr : chosen.front();
    for (const std::string& word : level->remaining()) {
      if (word == "--") continue;
      if (word.size() > 1 && word[0] == '-') {
        const std::string name = word.substr(0, word.find('='));
        return "unknown option \"" + name + "\"" + did_you_mean(name, option_names(*level));
      }
      if (level->get_parent() != nullptr) return "\"" + word + "\" is one argument too many";
      return "unknown command \"" + word + "\"" + did_you_mean(word, command_names(*level));
    }
  }
  return "";
}

int usage_error(const CLI::App& app, const std::string& message) {
  const CLI::App& command = chosen_command(app);
  size_t begin = 0;
  for (size_t end; (end = message.find('\n', begin)) != std::string::npos; begin = end + 1)
    complain(message.substr(begin, end - begin));
  complain(message.substr(begin));
  std::fprintf(stderr, "%s --help tells more.\n", path_of(command).c_str());
  return kExitUsage;
}

}  // namespace evident
