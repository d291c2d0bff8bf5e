/* Reads scripts and traces in any of the dialects (script/dialect/dialect.h), scriptor's own or
 * that of another program, and reports on standard error what was read. */
#ifndef APP_DIALECT_FILE_H
#define APP_DIALECT_FILE_H

#include "base/status.h"
#include "script/dialect/dialect.h"
#include "script/recording.h"

#include <stddef.h>

/* Receives the errors of a file instead of standard error. */
struct dialect_file_errors {
	void *self;
	/* name is that of the file; line is from 1, or 0 for the whole file. */
	void (*add)(void *self, const char *name, size_t line, const char *why);
};

/* Converts text, the content of the file called name, to scriptor's own dialect. conversion must be
 * all zero; the caller frees it. Reports which other dialect it is in, the counts of a trace, and
 * the problems, of which errors, if not NULL, receives the errors. Returns STATUS_YES; STATUS_INPUT
 * if it cannot be converted; STATUS_TROUBLE if out of memory (reported). */
enum status dialect_file_read(const char *name, struct span text,
                              const struct dialect_request *request,
                              const struct dialect_file_errors *errors,
                              struct conversion *conversion);

/* Reports an error that recording_read found in the converted text, at its line and column in the
 * file. Returns the exit status: STATUS_INPUT, or STATUS_TROUBLE if it was out of memory. */
enum status dialect_file_report_error(const char *name, const struct conversion *conversion,
                                      const struct recording_error *error);

#endif
