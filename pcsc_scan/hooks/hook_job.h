/* One program to run for one event: what it gets to read, and its environment. */
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
	char reader[READER_NAME_SIZE]; /* "" for the service's events */
	struct child_setup
		setup;     /* what it points to is the job's; or lives as long as the options */
	pid_t pid;         /* 0: not started */
	uint64_t deadline; /* ms; of what runs */
	bool late, done;
	char path[HOOK_PATH_MAX];
	const char *argv_own[2];
	const char *variables[HOOK_VARIABLES + 1]; /* owned */
	char *input;                               /* owned */
};

/* What is needed to make them. */
struct hook_maker;
struct hook_maker *hook_maker_new(void); /* NULL: out of memory */
void hook_maker_free(struct hook_maker **maker);

/* Run as path with argv; an argv of path alone is copied, a longer one must outlive the job.
 * Returns NULL if out of memory. */
struct hook_job *hook_job_new(struct hook_maker *maker, const struct event *event, const char *path,
                              const char *const *argv);
void hook_job_free(struct hook_job *job);

#endif
