/* The results of the tests in scripts, as cases: for TAP, JUnit's XML and the summary. */
#ifndef SCRIPTOR_SHOW_REPORT_H
#define SCRIPTOR_SHOW_REPORT_H

#include "base/status.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transcript;

enum report_result { REPORT_PASSED, REPORT_FAILED, REPORT_ERROR, REPORT_SKIPPED };

/* Why a case was skipped. */
#define REPORT_NOT_RUN "not run after a failure"

struct report_case {
	size_t file;   /* index in the report's files */
	char *name;    /* owned */
	bool named;    /* by "test"; if not, it is the file's statements outside tests */
	uint32_t line; /* where it starts */
	size_t expectations, apdus;
	double ms; /* the card's time */
	enum report_result result;
	struct text why; /* a line for each failure, and its details */
};

/* All zero is empty. */
struct report {
	struct transcript *transcript; /* receives each case when it ends; may be NULL. Not owned */
	char **files;                  /* owned */
	size_t file_count, file_size;
	struct report_case *cases; /* owned; if open, the last one has not ended */
	size_t count, size;
	bool open;
	bool failed; /* out of memory: the report is incomplete */
};

void report_free(struct report *report);

/* Ends the case before, and begins a file with a case of its own. */
void report_file(struct report *report, const char *name);
/* Ends the case before, and begins a case with this name, of length bytes, at a line of the
 * file. */
void report_case(struct report *report, const char *name, size_t length, uint32_t line);
void report_apdu(struct report *report, double ms);
/* Counts an expectation. If it was not met, why is the reason. */
void report_expected(struct report *report, bool met, const char *why);
/* Adds a line to the reason of the last failure. */
void report_detail(struct report *report, const char *line);
/* Makes the result of the case an error, with its reason. */
void report_error(struct report *report, const char *why);
/* Adds a file that is not run, as skipped. */
void report_skip(struct report *report, const char *name);
/* Adds a case of the file that is not run, as skipped. */
void report_skip_case(struct report *report, const char *name, size_t length, uint32_t line);
/* Ends the last case. */
void report_end(struct report *report);

/* Returns the number of cases with this result. */
size_t report_count(const struct report *report, enum report_result result);

#endif
