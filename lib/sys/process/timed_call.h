/* A call that may never come back, and a program that must go on. */
#ifndef SYS_PROCESS_LIMITED_H
#define SYS_PROCESS_LIMITED_H

enum limited_result {
	LIMITED_DONE,
	LIMITED_LATE,   /* the thread is left behind, and data with it */
	LIMITED_FAILED, /* no memory or no thread: work was not called */
};

/* Calls work(data) in a thread of its own that gets no signals, and waits limit_ms for it. After
 * LIMITED_LATE data belongs to the thread, which calls release(data) should it come back. */
enum limited_result limited_call(void (*work)(void *data), void *data, void (*release)(void *data),
                                 unsigned limit_ms);

/* A thread of another maker is left behind, too. */
void limited_leave_behind(void);

/* The last thing main does. Returns the status to end with; does not return where a thread is still
 * left behind: what that holds, such as the lock of a library, must not hold the program's end. */
int limited_end(int status);

#endif
