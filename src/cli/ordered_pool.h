// Work done by several threads whose results come back in the order it was given.
//
//     OrderedPool pool(jobs);
//     pool.add([...] { return report_line(...); }, note.size());
//     while (pool.full()) write(pool.take());
//
// For one giver and taker; the work runs on the pool's threads, with one job in the giver's own.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace evident {

class OrderedPool {
 public:
  explicit OrderedPool(unsigned jobs);
  ~OrderedPool();  // drops what was not begun
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  // `cost` is what it holds in memory, in bytes.
  void add(std::function<std::string()> work, size_t cost);
  // Enough is under way: take something before more is added.
  bool full() const;
  bool empty() const { return order_.empty(); }
  // The result of the oldest work, waited for; what it threw comes out here. Not when empty().
  std::string take();

 private:
  struct Task {
    std::function<std::string()> work;
    size_t cost = 0;
    std::string result;
    std::exception_ptr failure;
    bool done = false;
  };

  static void run(Task& task);
  void serve();
  void wait_for(const Task& task, std::unique_lock<std::mutex>& lock);

  static constexpr size_t kTasksPerJob = 16;
  static constexpr size_t kMostBytes = size_t{32} << 20;

  std::deque<std::shared_ptr<Task>> order_;  // of the giver alone
  size_t cost_ = 0;                          // of those in order_
  std::mutex mutex_;
  std::condition_variable given_, finished_;
  std::deque<std::shared_ptr<Task>> waiting_;  // under mutex_, as is each task's `done`
  const Task* awaited_ = nullptr;              // under mutex_: what the giver sleeps for
  bool closing_ = false;                       // under mutex_
  std::vector<std::thread> threads_;
};

}  // namespace evident
