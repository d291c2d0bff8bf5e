/* A program to be run for an event: its standard input and its environment. */
#ifndef PCSC_SCAN_HOOKS_HOOK_JOB_H
#define PCSC_SCAN_HOOKS_HOOK_JOB_H

#include "pcsc_scan/show/event.h"
#include "sys/process/child.h"

#include <stdbool.h>
#include <stdint.h>

enum { HOOK_VARIABLES = 14, HOOK_PATH_MAX = 4096 };

struct hook_job {
	struct hook_job *next;
	const char *event;
	char reader[READER_NAME_SIZE]; /* "" for an event of the service */
	struct child_setup setup;      /* points to the members below, and to argv */
	pid_t pid;                     /* 0: not started */
	uint64_t deadline;             /* of a running one, in ms of clock_ms */
	bool late;                     /* it passed that, and was sent a signal */
	bool done;                     /* it has ended, or could not be started */
	char path[HOOK_PATH_MAX];
	const char *argv_own[2];
	const char *variables[HOOK_VARIABLES + 1]; /* owned */
	char *input;                               /* owned */
};

/* What hook_job_new needs, made once. */
struct hook_maker;

/* Returns a maker, to be freed with hook_maker_free; NULL if out of memory. */
struct hook_maker *hook_maker_new(void);
void hook_maker_free(struct hook_maker **maker);

/* Returns a job that runs the program path with argv (ended by NULL), to be freed with
 * hook_job_free. path is copied; argv must outlive the job unless it has only one word. NULL if out
 * of memory. */
struct hook_job *hook_job_new(struct hook_maker *maker, const struct event *event, const char *path,
                              const char *const *argv);
void hook_job_free(struct hook_job *job);

#endif
