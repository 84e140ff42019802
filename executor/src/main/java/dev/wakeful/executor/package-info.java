/// Who polls: the task cell, the run queues, the executors and the blocking pool.
package dev.wakeful.executor;
