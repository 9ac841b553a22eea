#include "lexicon/walk_engine.h"

#include <mutex>

#include "lexicon/phrase_walker.h"

namespace evident {
namespace {

class WalkEngine : public Engine {
 public:
  explicit WalkEngine(const Lexicon& lexicon)
      : program_(lexicon.program()), concepts_(lexicon.concepts().size()) {}

  void find(std::string_view norm, std::span<const Span> tokens, std::span<const Stretch> stretches,
            Sought sought, std::vector<Mention>& mentions) const override {
    std::unique_ptr<PhraseWalker> walker = lease();
    walker->find(norm, tokens, stretches, sought, mentions);
    give_back(std::move(walker));
  }

 private:
  std::unique_ptr<PhraseWalker> lease() const {
    {
      const std::lock_guard lock(mutex_);
      if (!walkers_.empty()) {
        auto walker = std::move(walkers_.back());
        walkers_.pop_back();
        return walker;
      }
    }
    return std::make_unique<PhraseWalker>(program_, concepts_);
  }

  void give_back(std::unique_ptr<PhraseWalker> walker) const {
    const std::lock_guard lock(mutex_);
    walkers_.push_back(std::move(walker));
  }

  const PhraseProgram& program_;
  size_t concepts_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<PhraseWalker>> walkers_;  // those that nobody uses
};

}  // namespace

std::unique_ptr<const Engine> make_walk_engine(const Lexicon& lexicon) {
  return std::make_unique<WalkEngine>(lexicon);
}

}  // namespace evident
