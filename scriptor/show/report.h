/* What a run came to: cases, each passed, failed or broken; as TAP while it runs, as JUnit's XML
 * and as a summary at its end. */
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
	size_t file;   /* index of the report's files */
	char *name;    /* owned */
	bool named;    /* by "test"; else it is the rest of the file */
	uint32_t line; /* where it starts */
	size_t expectations, apdus;
	double ms; /* that the card took */
	enum report_result result;
	struct text why; /* a line for each failure */
};

/* All zero is empty. */
struct report {
	struct transcript *transcript; /* gets each case when it ends; may be NULL, not owned */
	char **files;                  /* owned */
	size_t file_count, file_size;
	struct report_case *cases; /* owned; the last one is open */
	size_t count, size;
	bool open;
	bool failed; /* out of memory: it is not complete */
};

void report_free(struct report *report);

/* A file begins, and with it a case; the one before ends. */
void report_file(struct report *report, const char *name);
/* A case begins at a line of that file. */
void report_case(struct report *report, const char *name, size_t length, uint32_t line);
void report_apdu(struct report *report, double ms);
/* Counts an expectation; why says how it failed. */
void report_expected(struct report *report, bool met, const char *why);
/* Adds a line to how the last expectation failed. */
void report_detail(struct report *report, const char *line);
/* Counts any other error. */
void report_error(struct report *report, const char *why);
/* A file is not run. */
void report_skip(struct report *report, const char *name);
/* A case of the file is not run. */
void report_skip_case(struct report *report, const char *name, size_t length, uint32_t line);
/* The last case ends. */
void report_end(struct report *report);

/* Returns how many cases have this result. */
size_t report_count(const struct report *report, enum report_result result);

#endif
