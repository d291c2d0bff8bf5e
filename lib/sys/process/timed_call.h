/* Makes calls that may never return, with a limit on how long the program waits for them. */
#ifndef SYS_PROCESS_TIMED_CALL_H
#define SYS_PROCESS_TIMED_CALL_H

enum timed_call_result {
	TIMED_CALL_DONE,
	TIMED_CALL_LATE, /* the call has not returned; its thread is left behind */
	/* work was not called; the reason was reported */
	TIMED_CALL_NO_MEMORY,
	TIMED_CALL_NO_THREAD,
};

/* Calls work(data) in another thread and waits at most limit_ms for it. After TIMED_CALL_LATE data
 * belongs to that thread, which calls release(data) if work returns after all. */
enum timed_call_result timed_call(void (*work)(void *data), void *data, void (*release)(void *data),
                                  unsigned limit_ms);

/* Records that a thread that was started elsewhere is left behind too. */
void timed_call_abandon(void);

/* To be called last in main, with the exit status. Returns it; but exits at once with it if a
 * thread was left behind, because what that holds, such as a library's lock, could block exit(3).
 */
int timed_call_end(int status);

#endif
