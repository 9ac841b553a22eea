#include "cli/ordered_pool.h"

#include <algorithm>

namespace evident {

OrderedPool::OrderedPool(unsigned jobs) {
  if (jobs <= 1) return;
  for (unsigned i = 0; i < jobs; ++i) threads_.emplace_back([this] { serve(); });
}

OrderedPool::~OrderedPool() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    waiting_.clear();
  }
  given_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void OrderedPool::add(std::function<std::string()> work, size_t cost) {
  auto task = std::make_shared<Task>();
  task->work = std::move(work);
  task->cost = cost;
  order_.push_back(task);
  cost_ += cost;
  if (threads_.empty()) {
    run(*task);
    task->done = true;
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(task));
  }
  given_.notify_one();
}

bool OrderedPool::full() const {
  if (threads_.empty()) return !order_.empty();
  return order_.size() >= kTasksPerJob * threads_.size() ||
         (cost_ > kMostBytes && order_.size() > 1);
}

std::string OrderedPool::take() {
  {
    std::unique_lock lock(mutex_);
    // Half of them at a time, where they are many: to wake up for each costs more than many a note
    // does.
    if (!order_.front()->done && order_.size() > 4 * threads_.size())
      wait_for(*order_[order_.size() / 2], lock);
    wait_for(*order_.front(), lock);
  }
  const std::shared_ptr<Task> task = std::move(order_.front());
  order_.pop_front();
  cost_ -= task->cost;
  if (task->failure) std::rethrow_exception(task->failure);
  return std::move(task->result);
}

void OrderedPool::wait_for(const Task& task, std::unique_lock<std::mutex>& lock) {
  awaited_ = &task;
  finished_.wait(lock, [&] { return task.done; });
  awaited_ = nullptr;
}

void OrderedPool::run(Task& task) {
  try {
    task.result = task.work();
  } catch (...) {
    task.failure = std::current_exception();
  }
  task.work = nullptr;  // and what it holds
}

void OrderedPool::serve() {
  std::unique_lock lock(mutex_);
  while (true) {
    given_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const std::shared_ptr<Task> task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    run(*task);
    lock.lock();
    task->done = true;
    if (task.get() == awaited_) finished_.notify_one();
  }
}

}  // namespace evident
