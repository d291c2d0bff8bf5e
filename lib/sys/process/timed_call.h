/* Calls that may never return, with a limit on how long the program waits for them. */
#ifndef SYS_PROCESS_TIMED_CALL_H
#define SYS_PROCESS_TIMED_CALL_H

enum timed_call_result {
	TIMED_CALL_DONE,
	TIMED_CALL_LATE, /* the thread is left behind, and data with it */
	/* work was not called, and why was reported */
	TIMED_CALL_NO_MEMORY,
	TIMED_CALL_NO_THREAD,
};

/* Calls work(data) in another thread, which gets no signals, and waits limit_ms for it. After
 * TIMED_CALL_LATE data belongs to the thread, which calls release(data) if it returns. */
enum timed_call_result timed_call(void (*work)(void *data), void *data, void (*release)(void *data),
                                  unsigned limit_ms);

/* Records that a thread started elsewhere is left behind, too. */
void timed_call_abandon(void);

/* To be called last in main. Returns the exit status; exits at once if a thread is left behind, so
 * that what the thread holds, such as a library's lock, cannot block the program's end. */
int timed_call_end(int status);

#endif
